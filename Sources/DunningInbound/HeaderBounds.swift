import Glibc

/// Cuts what no honest header has before a parser sees it: some take hundreds of bytes of memory for each byte of an
/// address, and a character set of its own for each encoded word.
struct HeaderBounds {
  private var kept: [UInt8] = []
  private var isHeader = true
  /// Bytes of the field that is being read, and of the header that it is in.
  private var (fieldBytes, headerBytes) = (0, 0)
  /// Colons of the field that is being read: each may begin a group of addresses inside another.
  private var colons = 0
  private var allHeaderBytes = 0
  /// Whether the header says that it is followed by another one, that of a message inside.
  private var holdsMessage = false
  private var isDigest = false
  private var isCut = false

  /// The message with each field and each header, also those of its parts, cut to what ``IncomingLimits`` allow; nil
  /// when it has more of it altogether, or more intricate fields, than they allow.
  static func applied(to message: [UInt8]) -> [UInt8]? {
    var bounds = HeaderBounds()
    bounds.kept.reserveCapacity(message.count)
    let isGood = message.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let end = Self.lineEnd(in: bytes, from: start)
        guard bounds.take(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) else { return false }
        start = end
      }
      return true
    }
    guard isGood else { return nil }
    return bounds.isCut ? bounds.kept : message
  }

  private static func lineEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress, let end = memchr(base + start, 0x0A, bytes.count - start) else {
      return bytes.count
    }
    return UnsafeRawPointer(end) - base + 1
  }

  /// - Returns: false when there is too much header.
  private mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    if line.allSatisfy({ $0 == 0x0A || $0 == 0x0D }) {
      endBlock()
    } else if line.starts(with: [0x2D, 0x2D]) {
      // A boundary, as far as anybody can tell who does not parse: the header of a part follows.
      beginBlock()
    } else if isHeader {
      return takeField(line)
    }
    kept.append(contentsOf: line)
    return true
  }

  /// An empty line ends a header, and begins another where a message follows; a digest's parts are messages that do not
  /// say so, and a part without a header begins with the line itself.
  private mutating func endBlock() {
    let isFollowed = isHeader && (holdsMessage || isDigest || headerBytes == 0)
    beginBlock()
    isHeader = isFollowed
  }

  private mutating func beginBlock() {
    isHeader = true
    (fieldBytes, headerBytes) = (0, 0)
    holdsMessage = false
  }

  private mutating func takeField(_ line: UnsafeRawBufferPointer) -> Bool {
    if line[0] != 0x20, line[0] != 0x09 { (fieldBytes, colons) = (0, 0) }
    let room = min(IncomingLimits.fieldBytesMax - fieldBytes, IncomingLimits.wholeHeaderBytesMax - headerBytes)
    let taken = line.prefix(max(0, room))
    if taken.count < line.count { isCut = true }
    kept.append(contentsOf: taken)
    if let last = taken.last, last != 0x0A, taken.count < line.count { kept.append(0x0A) }
    let folded = taken.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if Self.message.occurs(in: folded) { holdsMessage = true }
    if Self.digest.occurs(in: folded) { isDigest = true }
    // What is dropped counts for the field, so that the rest of it is dropped too.
    fieldBytes += line.count
    headerBytes += taken.count
    allHeaderBytes += taken.count
    colons += taken.count { $0 == 0x3A }
    return allHeaderBytes <= IncomingLimits.allHeaderBytesMax && colons <= IncomingLimits.colonsMax
  }

  private static let message: Phrase = "message"
  private static let digest: Phrase = "digest"
}
