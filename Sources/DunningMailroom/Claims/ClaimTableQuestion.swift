import FoundationEssentials

/// A table of claims, and how it is to be read.
package struct ClaimTableQuestion: Hashable, Sendable {
  /// A map of the columns of a table, as its file has it.
  package typealias MapText = StatementQuestion.MapText

  package let bytes: [UInt8]
  /// How the file is called.
  package let name: String
  /// The maps that there are, a firm's own first; the first that reads the file best counts.
  package let maps: [MapText]
  /// The one that a person has chosen; nil where none was.
  package let chosen: String?
  /// What a person has said of the columns; nil where nothing was.
  package let columns: ClaimColumns?

  package init(bytes: [UInt8], name: String, maps: [MapText], chosen: String? = nil, columns: ClaimColumns? = nil) {
    (self.bytes, self.name, self.maps) = (bytes, name, maps)
    (self.chosen, self.columns) = (chosen, columns)
  }

  private struct Head: Codable {
    let name: String
    let maps: [MapText]
    let chosen: String?
    let columns: ClaimColumns?
  }

  /// As it is handed to a reader: how it is to be read on a line of its own, then the file.
  func frame() throws -> [UInt8] {
    let head = Head(name: name, maps: maps, chosen: chosen, columns: columns)
    return Array(try JSONEncoder().encode(head)) + [UInt8(ascii: "\n")] + bytes
  }

  /// Nil for what is no such frame.
  init?(frame: [UInt8]) {
    guard let end = frame.firstIndex(of: UInt8(ascii: "\n")),
      let head = try? JSONDecoder().decode(Head.self, from: Data(frame[..<end]))
    else { return nil }
    self.init(
      bytes: Array(frame[(end + 1)...]), name: head.name, maps: head.maps, chosen: head.chosen, columns: head.columns)
  }
}

/// Which column holds what, and how values are written, as a person sees it.
package struct ClaimColumns: Codable, Hashable, Sendable {
  /// The heading of each field of a claim that is taken.
  package var headings: [String: String]
  /// What every claim has that no column says, by its field.
  package var constants: [String: String]
  /// What stands before the decimals: `.` or `,`.
  package var decimal: String
  /// How days are written, such as `dd.mm.yyyy`.
  package var days: String
  /// Whether the amount is what is open now, and not what the claim was about.
  package var isOpenBalance: Bool

  package init(
    headings: [String: String] = [:], constants: [String: String] = [:], decimal: String = ".",
    days: String = "yyyy-mm-dd", isOpenBalance: Bool = false
  ) {
    (self.headings, self.constants) = (headings, constants)
    (self.decimal, self.days, self.isOpenBalance) = (decimal, days, isOpenBalance)
  }
}
