/// How many digits and how many letters a key has, in turn: a creditor's numbers have few shapes, and what has another one
/// need not be looked up.
package struct ReferenceShape: Hashable, Sendable {
  /// What was appended before the last stretch.
  private var stretches: UInt64
  private var isDigits = false
  private var count: UInt64 = 0

  /// Of one that was stored: nothing is appended to it.
  private var known: UInt64?

  init(_ kind: ReferenceKey.Kind) { stretches = UInt64(kind.rawValue.utf8.first ?? 0) }

  /// As the index has it; two shapes may come to the same number, which costs a look and nothing else.
  package var stored: Int64 { Int64(bitPattern: closed) }

  /// As ``stored`` has it.
  package init(stored number: Int64) { (stretches, known) = (0, UInt64(bitPattern: number)) }

  private var closed: UInt64 { known ?? (stretches &* 1_000_003) ^ (count << 1 | (isDigits ? 1 : 0)) }

  mutating func append(_ text: some StringProtocol) {
    for byte in text.utf8 { append(1, isDigits: isDigit(byte)) }
  }

  mutating func append(_ count: Int, isDigits: Bool) {
    if isDigits != self.isDigits {
      (stretches, self.isDigits, self.count) = (closed, isDigits, 0)
    }
    self.count += UInt64(count)
  }

  package static func == (left: ReferenceShape, right: ReferenceShape) -> Bool { left.closed == right.closed }
  package func hash(into hasher: inout Hasher) { hasher.combine(closed) }
}
