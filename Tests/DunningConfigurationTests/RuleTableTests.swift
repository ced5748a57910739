import Foundation
import Testing

@testable import Dunning
@testable import DunningConfiguration

@Suite("The table of rules in the documentation")
struct RuleTableTests {
  /// The cells of a row, by its rule.
  private func rows() throws -> [String: [String]] {
    let file = URL(filePath: etc).deletingLastPathComponent().appending(path: "docs/interest.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let section = try #require(text.split(separator: "### What each stands on").last)
    let lines = section.split(separator: "\n").prefix { !$0.hasPrefix("###") }.filter { $0.hasPrefix("| `") }
    return Dictionary(
      lines.map { line in
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return (cells[0].replacing("`", with: ""), Array(cells.dropFirst()))
      }
    ) { first, _ in first }
  }

  @Test("it has each rule, whom it is for, its day count, how far its rates are known and whether it was verified")
  func isWhole() throws {
    let (rows, statutes) = (try rows(), try law.get())
    #expect(Set(rows.keys) == Set(statutes.rules.keys))
    for (name, rule) in statutes.rules {
      let cells = try #require(rows[name])
      #expect(cells[0] == rule.audience.rawValue, "\(name)")
      #expect(cells[2] == rule.dayCount.rawValue, "\(name)")
      #expect((cells[3] == "none") == (rule.fixedSum == nil), "\(name)")
      let tables = Set(rule.formulas.compactMap(\.series)).compactMap { statutes.tables[$0] }
      let until = Set(tables.map(\.validTo.iso))
      let said = cells[4] == "no table" ? [] : Set(cells[4].components(separatedBy: ", "))
      #expect(said == until, "\(name)")
      let verified = rule.isVerified ? "whole" : "in part"
      #expect(cells[5].hasPrefix("\(verified), \(rule.checkedOn.iso): "), "\(name)")
    }
  }
}
