/// The number of an entry of a bank's or wallet's statement in the docket, shown as `e17`.
package struct EntryID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  /// Reads `e17`; nil when it is written otherwise.
  package init?(parsing text: String) {
    guard text.first == "e", let number = Int64(text.dropFirst()), number > 0, "e\(number)" == text else { return nil }
    self.number = number
  }

  package var description: String { "e\(number)" }

  package static func < (left: EntryID, right: EntryID) -> Bool { left.number < right.number }
}
