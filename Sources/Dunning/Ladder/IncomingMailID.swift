/// The number of a message that came in, shown as `m3`.
package struct IncomingMailID: Hashable, Sendable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  /// Reads `m3` or `3`; nil when it is written otherwise.
  package init?(parsing text: String) {
    let digits = text.first == "m" ? text.dropFirst() : Substring(text)
    guard let number = Int64(digits), number > 0, "\(number)" == digits else { return nil }
    self.number = number
  }

  package var description: String { "m\(number)" }
}
