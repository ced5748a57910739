/// The number of a payment in the docket, shown as `p17`.
package struct PaymentID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  /// Reads `p17`; nil when it is written otherwise.
  package init?(parsing text: String) {
    guard text.first == "p", let number = Int64(text.dropFirst()), number > 0, "p\(number)" == text else { return nil }
    self.number = number
  }

  package var description: String { "p\(number)" }

  package static func < (left: PaymentID, right: PaymentID) -> Bool { left.number < right.number }
}
