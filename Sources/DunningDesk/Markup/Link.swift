/// Addresses within the desk; every part of a path and every value is escaped.
enum Link {
  static func path(_ parts: String...) -> String { "/" + parts.map(escaped).joined(separator: "/") }

  /// A path with a query; what is nil is left out.
  static func query(_ path: String, _ values: KeyValuePairs<String, String?>) -> String {
    let pairs = values.compactMap { name, value in value.map { "\(name)=\(escaped($0))" } }
    return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
  }

  /// Percent escapes for all but unreserved characters (RFC 3986).
  static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        [byte]
      case UInt8(ascii: "."):
        // `.` and `..` would be taken for steps in the path.
        text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") }) ? Array("%2E".utf8) : [byte]
      default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
