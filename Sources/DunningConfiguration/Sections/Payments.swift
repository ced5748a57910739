package import Dunning
import Yams

/// What the `payments` section says: what of the money that comes in counts by itself, and where statements are found.
package struct Payments: Hashable, Sendable {
  /// The watched folder of statements; nil for none.
  package var folder: String?
  package var matching = MatchRules()

  package init() {}
}

extension Payments {
  static let keys = ["folder", "match", "tolerance", "hold_unmatched"]

  /// Reads the `payments` section; what is missing keeps its default.
  init(_ section: Section) {
    self.init()
    matching.evidence = section.choice("match", MatchRules.Evidence.self) ?? .references
    matching.tolerance = Self.tolerance(section)
    if let hold = section.value("hold_unmatched", Span.init(parsing:)) {
      if hold.unit == .days, (0...Self.holdDaysMax).contains(hold.count) {
        matching.holdUnmatched = hold.count
      } else {
        section.findings.error(
          "hold_unmatched must be calendar days, \(Self.holdDaysMax) at most", at: section.mark(of: "hold_unmatched"),
          suggestion: "write for example 5d")
      }
    }
    folder = section.watchedFolder("folder", of: "statements")
  }

  /// Days for which nobody forgets that somebody may have paid.
  private static let holdDaysMax = 60

  private static func tolerance(_ section: Section) -> [Currency: Money] {
    guard section.has("tolerance"), let sums = section.section("tolerance", knows: nil) else { return [:] }
    var tolerance: [Currency: Money] = [:]
    for (code, node, _) in sums.keys {
      guard let currency = Currency(code) else {
        sums.findings.error(
          "\(quoted(code)) is no currency", at: node.mark, suggestion: "use a code of ISO 4217, e.g. EUR")
        continue
      }
      tolerance[currency] = sums.value(code) { text throws(RuleError) in try Money(parsing: text, currency: currency) }
    }
    return tolerance
  }
}
