/// How far bytes are UTF-8.
enum UTF8Prefix {
  /// Whether bytes have characters beyond ASCII, and all of them are UTF-8.
  ///
  /// What is written in another encoding is hardly ever so: its letters would have to stand in just the right pairs.
  ///
  /// - Parameter isCutOff: whether more bytes follow, so that the last character may be cut off.
  static func isAll(of bytes: ArraySlice<UInt8>, isCutOff: Bool) -> Bool {
    let bytes = Array(bytes)
    let whole = bytes.prefix(count(of: bytes))
    guard whole.contains(where: { $0 >= 0x80 }) else { return false }
    return whole.count == bytes.count || isCutOff && bytes.count - whole.count < 4
  }

  /// The number of bytes before the first that belongs to no character.
  static func count(of bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { count += UTF8.width(scalar) }
    return count
  }
}
