/// The number of a follow-up in the docket, shown as `f3`.
package struct FollowUpID: Hashable, Sendable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  /// Reads `f3` or `3`; nil when it is written otherwise.
  package init?(parsing text: String) {
    let digits = text.first == "f" ? text.dropFirst() : Substring(text)
    guard let number = Int64(digits), number > 0, "\(number)" == digits else { return nil }
    self.number = number
  }

  package var description: String { "f\(number)" }
}
