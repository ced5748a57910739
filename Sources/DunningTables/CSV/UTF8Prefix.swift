/// How far bytes are UTF-8.
enum UTF8Prefix {
  /// The number of bytes before the first that belongs to no character.
  static func count(of bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { count += UTF8.width(scalar) }
    return count
  }
}
