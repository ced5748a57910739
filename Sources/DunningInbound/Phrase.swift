import Glibc

/// Words to look for in a line, in lower case; `*` stands for anything between them.
struct Phrase: Sendable, Hashable, ExpressibleByStringLiteral {
  private let pieces: [[UInt8]]

  init(_ text: String) {
    pieces = text.lowercased().split(separator: "*").map { Array($0.utf8) }
  }

  init(stringLiteral value: String) { self.init(value) }

  /// Whether the words occur, in their order.
  func occurs(in line: [UInt8]) -> Bool { end(in: line) != nil }

  /// Whether the line begins with the words.
  func begins(_ line: [UInt8]) -> Bool { pieces.first.map { line.starts(with: $0) } == true && occurs(in: line) }

  /// Where the words end; nil when they do not occur.
  private func end(in line: [UInt8]) -> Int? {
    line.withUnsafeBytes { bytes in
      var from = 0
      for piece in pieces {
        guard let start = Self.position(of: piece, in: bytes, from: from) else { return nil }
        from = start + piece.count
      }
      return from
    }
  }

  private static func position(of piece: [UInt8], in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
    guard let base = bytes.baseAddress, let first = piece.first else { return nil }
    var start = from
    while start + piece.count <= bytes.count {
      let rest = bytes.count - piece.count - start + 1
      guard let found = memchr(base + start, Int32(first), rest) else { return nil }
      start = UnsafeRawPointer(found) - base
      if piece.elementsEqual(bytes[start..<(start + piece.count)]) { return start }
      start += 1
    }
    return nil
  }
}

extension Sequence<Phrase> {
  /// Whether one of them occurs.
  func occur(in line: [UInt8]) -> Bool { contains { $0.occurs(in: line) } }
}
