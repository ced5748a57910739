/// How the daemon and a confined process tell where a question or an answer ends: its length goes before it.
enum ConfinedFrame {
  static let headBytes = 8

  static func head(of bytes: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { Array($0) }
  }

  /// The length; more than there can be for what is none.
  static func count(in head: [UInt8]) -> Int {
    let count = head.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: count) ?? .max
  }
}
