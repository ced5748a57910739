/// The number of a notice in the docket, shown as `n7`.
package struct NoticeID: Hashable, Sendable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  /// Reads `n7` or `7`; nil when it is written otherwise.
  package init?(parsing text: String) {
    let digits = text.first == "n" ? text.dropFirst() : Substring(text)
    guard let number = Int64(digits), number > 0, "\(number)" == digits else { return nil }
    self.number = number
  }

  package var description: String { "n\(number)" }
}
