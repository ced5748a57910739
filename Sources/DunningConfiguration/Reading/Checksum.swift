/// A number that changes with what it was made of: enough to notice another edition of a file, no defence.
///
/// - Source: Fowler, Noll and Vo, FNV-1a.
struct Checksum: Sendable, Hashable {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  var text: String { String(value, radix: 16) }
}
