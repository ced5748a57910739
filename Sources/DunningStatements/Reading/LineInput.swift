/// The lines of a text, one after the other, without their ends (LF, CRLF or CR).
struct LineInput {
  private let input: ByteInput
  private var piece: [UInt8] = []
  private var index = 0
  private(set) var number = 0
  private var skipsLineFeed = false

  init(_ input: ByteInput) { self.input = input }

  /// The next line; nil after the last.
  mutating func next() throws(StatementFailure) -> TextLine? {
    var line: [UInt8] = []
    while true {
      if index == piece.count {
        (piece, index) = (try input.next(), 0)
        if piece.isEmpty { return line.isEmpty ? nil : ended(line) }
      }
      if skipsLineFeed, piece[index] == 0x0A { index += 1 }
      skipsLineFeed = false
      let end = piece[index...].firstIndex { $0 == 0x0A || $0 == 0x0D }
      line += piece[index..<(end ?? piece.count)]
      guard line.count <= StatementLimits.lineBytesMax else {
        throw StatementFailure("the line has no end: this is no statement", line: number + 1)
      }
      index = end.map { $0 + 1 } ?? piece.count
      if let end {
        skipsLineFeed = piece[end] == 0x0D
        return ended(line)
      }
    }
  }

  private mutating func ended(_ line: [UInt8]) -> TextLine {
    number += 1
    let isMarked = number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
    return TextLine(text: TextEncoding.text(isMarked ? Array(line.dropFirst(3)) : line), number: number)
  }
}

/// A line of a text and where it stands, from 1.
struct TextLine {
  let text: String
  let number: Int
}
