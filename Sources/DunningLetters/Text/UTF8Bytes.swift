import Glibc

/// Valid UTF-8, or a part of it that begins and ends between two characters.
typealias UTF8Bytes = ArraySlice<UInt8>

extension [UInt8] {
  mutating func append(_ text: String) {
    // A string of Swift's own is contiguous; one that is not is copied byte by byte.
    let isAppended: Void? = text.utf8.withContiguousStorageIfAvailable { append(contentsOf: $0) }
    if isAppended == nil { append(contentsOf: Array(text.utf8)) }
  }

  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(spaces count: Int) {
    append(contentsOf: repeatElement(UInt8(ascii: " "), count: Swift.max(0, count)))
  }
}

extension UTF8Bytes {
  /// True when there are no bytes but spaces.
  var isBlank: Bool { allSatisfy { $0 == UInt8(ascii: " ") } }

  /// Without spaces, tabs and line ends around it.
  var trimmed: UTF8Bytes {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte) }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return []
    }
    return self[first...last]
  }

  /// Split at an ASCII character; empty parts are kept.
  func parts(between separator: UInt8) -> [UTF8Bytes] {
    var parts: [UTF8Bytes] = []
    var start = startIndex
    while let end = position(of: separator, from: start) {
      parts.append(self[start..<end])
      start = end + 1
    }
    parts.append(self[start...])
    return parts
  }

  /// Where the byte stands first, at `start` or after it.
  func position(of byte: UInt8, from start: Int) -> Int? {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + (start - startIndex), Int32(byte), endIndex - start)
      else { return nil }
      return startIndex + (UnsafeRawPointer(found) - base)
    }
  }

  /// The scalar that begins at `position`, which moves on to the next one.
  func scalar(at position: inout Int) -> Unicode.Scalar {
    let lead = self[position]
    guard lead >= 0x80 else {
      position += 1
      return Unicode.Scalar(lead)
    }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for byte in self[(position + 1)..<(position + length)] { value = value << 6 | UInt32(byte & 0x3F) }
    position += length
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  var firstScalar: Unicode.Scalar? {
    guard var position = indices.first else { return nil }
    return scalar(at: &position)
  }

  var lastScalar: Unicode.Scalar? {
    guard var position = lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return nil }
    return scalar(at: &position)
  }
}
