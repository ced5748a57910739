import DunningBytes

/// Reads an object of texts as ``Journal`` writes it, and nothing else.
struct JournalReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  /// The members; nil where anything is written in another way, which is no fault: a general decoder has to say.
  static func members(of text: String) -> [String: String]? {
    var text = text
    return text.withUTF8 { bytes in
      var reader = JournalReader(bytes: bytes)
      return reader.object()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func object() -> [String: String]? {
    guard take(UInt8(ascii: "{")) else { return nil }
    var members: [String: String] = [:]
    if take(UInt8(ascii: "}")) { return place == bytes.count ? members : nil }
    repeat {
      guard let name = string(), take(UInt8(ascii: ":")), let value = string(),
        members.updateValue(value, forKey: name) == nil
      else { return nil }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) && place == bytes.count ? members : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "\\") {
      guard bytes[place] >= 0x20 else { return nil }
      place += 1
    }
    let plain = UnsafeBufferPointer(rebasing: bytes[start..<place])
    if take(UInt8(ascii: "\"")) { return String(decoding: plain, as: UTF8.self) }
    return escaped(behind: Array(plain))
  }

  /// The rest of a string in which something is escaped.
  private mutating func escaped(behind start: [UInt8]) -> String? {
    var content = start
    while place < bytes.count {
      if take(UInt8(ascii: "\"")) { return String(decoding: content, as: UTF8.self) }
      if take(UInt8(ascii: "\\")) {
        guard let byte = escape() else { return nil }
        content.append(byte)
      } else {
        guard bytes[place] >= 0x20 else { return nil }
        content.append(bytes[place])
        place += 1
      }
    }
    return nil
  }

  /// What ``JSONText`` escapes: a quote, a backslash, and what stands before the blank.
  private mutating func escape() -> UInt8? {
    if take(UInt8(ascii: "\"")) { return UInt8(ascii: "\"") }
    if take(UInt8(ascii: "\\")) { return UInt8(ascii: "\\") }
    guard take(UInt8(ascii: "u")), take(UInt8(ascii: "0")), take(UInt8(ascii: "0")), place + 2 <= bytes.count,
      let high = Hex.value(of: bytes[place]), let low = Hex.value(of: bytes[place + 1]), high < 2
    else { return nil }
    place += 2
    return high << 4 | low
  }
}
