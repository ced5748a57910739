import Glibc

/// A text body as lines, whatever its line ends were.
struct TextLines {
  /// Every line with a line feed, the last one too.
  let unix: [UInt8]
  /// Whether quoted-printable is shorter, and so legible in the raw message, than base64.
  let isMostlyASCII: Bool

  /// - Throws: ``MailError`` with code `.invalidMessage` for a NUL or a CR that ends no line.
  init(_ text: String) throws(MailError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 1)
    bytes.append(text)
    if bytes.contains(0x0D) { bytes = Self.unix(bytes) }
    var (controls, feeds, others) = (0, 0, 0)
    for byte in bytes {
      // Without branches, so that many bytes are counted at a time.
      controls &+= (byte == 0 ? 1 : 0) + (byte == 0x0D ? 1 : 0)
      feeds &+= byte == 0x0A ? 1 : 0
      others &+= Int(byte >> 7)
    }
    guard controls == 0 else {
      throw MailError(.invalidMessage, "a text contains a NUL or a carriage return that ends no line")
    }
    isMostlyASCII = others * 6 <= bytes.count - feeds
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    unix = bytes
  }

  /// Every line with CRLF, the last one too.
  var internet: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(unix.count + unix.count / 32)
    unix.withUnsafeBytes { bytes.append(lines: $0) }
    return bytes
  }

  /// With LF for CRLF; a CR that ends no line stays.
  private static func unix(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 0x0A, result.last == 0x0D { result.removeLast() }
      result.append(byte)
    }
    return result
  }
}

extension [UInt8] {
  mutating func append(_ text: String) {
    // A string of Swift's own is contiguous; one that is not is copied byte by byte.
    let isAppended: Void? = text.utf8.withContiguousStorageIfAvailable { append(contentsOf: $0) }
    if isAppended == nil { append(contentsOf: Array(text.utf8)) }
  }

  /// Appends lines that end in a line feed with the line ends of the Internet, CRLF.
  mutating func append(lines: UnsafeRawBufferPointer) {
    guard let base = lines.baseAddress else { return }
    var start = 0
    while let feed = memchr(base + start, 0x0A, lines.count - start) {
      let end = UnsafeRawPointer(feed) - base
      append(contentsOf: lines[start..<end])
      append(0x0D)
      append(0x0A)
      start = end + 1
    }
    append(contentsOf: lines[start...])
  }
}
