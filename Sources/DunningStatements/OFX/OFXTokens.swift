/// Takes OFX apart into tags and the values behind them; SGML, where a value has no end tag, and XML alike.
struct OFXTokens {
  enum Token {
    /// A tag in capitals, and the text up to the next one.
    case start(tag: String, value: String)
    case end(tag: String)
  }

  private let input: ByteInput
  private var piece: [UInt8] = []
  private var index = 0
  /// Where the token that was read last begins, from 1.
  private(set) var line = 1
  private var linesPassed = 1
  private var endsInCarriageReturn = false
  /// A tag that is known, with what stands behind it being read.
  private var pending: (tag: [UInt8], line: Int)?

  init(_ input: ByteInput) { self.input = input }

  /// The next token; nil at the end.
  mutating func next() throws(StatementFailure) -> Token? {
    while true {
      let text = try text()
      if let (tag, line) = pending {
        pending = nil
        self.line = line
        return token(tag, text)
      }
      guard try peek() != nil else { return nil }
      try takeTag()
    }
  }

  private func token(_ tag: [UInt8], _ text: [UInt8]) -> Token {
    if tag.first == UInt8(ascii: "/") { return .end(tag: Self.name(tag.dropFirst())) }
    return .start(tag: Self.name(tag[...]), value: OFXEntities.text(TextEncoding.text(text).trimmed))
  }

  /// Without attributes, and without the slash of an element that is empty.
  private static func name(_ tag: ArraySlice<UInt8>) -> String {
    let end = tag.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "/") } ?? tag.endIndex
    return String(decoding: tag[..<end], as: UTF8.self).uppercased()
  }

  /// What stands up to the next tag.
  private mutating func text() throws(StatementFailure) -> [UInt8] {
    var text: [UInt8] = []
    while let byte = try peek() {
      if byte == UInt8(ascii: "<"), try beginsTag() { break }
      text.append(take(byte))
      guard text.count <= StatementLimits.valueBytesMax else {
        throw StatementFailure("a value has no end: this is no statement", line: linesPassed)
      }
    }
    return text
  }

  /// Whether a `<` is the beginning of a tag: people write it into their texts too.
  private mutating func beginsTag() throws(StatementFailure) -> Bool {
    if index + 1 == piece.count { piece = [piece[index]] + (try input.next()); index = 0 }
    guard index + 1 < piece.count else { return false }
    let next = piece[index + 1]
    return (0x41...0x5A).contains(next) || (0x61...0x7A).contains(next) || "/!?".utf8.contains(next)
  }

  private mutating func takeTag() throws(StatementFailure) {
    let line = linesPassed
    var tag: [UInt8] = []
    index += 1
    while let byte = try peek(), byte != UInt8(ascii: ">") || Self.isOpenComment(tag) {
      tag.append(take(byte))
      guard tag.count <= StatementLimits.valueBytesMax else {
        throw StatementFailure("a tag has no end: this is no statement", line: line)
      }
    }
    guard try peek() != nil else {
      throw StatementFailure("the file ends inside a tag: it is cut off; get it from the bank again", line: line)
    }
    index += 1
    switch tag.first {
    case UInt8(ascii: "?"): break
    case UInt8(ascii: "!"):
      guard tag.starts(with: Array("!--".utf8)) else {
        throw StatementFailure("the file has a document type of its own (DOCTYPE), which is refused", line: line)
      }
    default: pending = (tag, line)
    }
  }

  private static func isOpenComment(_ tag: [UInt8]) -> Bool {
    tag.starts(with: Array("!--".utf8)) && !(tag.count >= 5 && tag.suffix(2) == Array("--".utf8)[...])
  }

  private mutating func peek() throws(StatementFailure) -> UInt8? {
    if index == piece.count { (piece, index) = (try input.next(), 0) }
    return index < piece.count ? piece[index] : nil
  }

  private mutating func take(_ byte: UInt8) -> UInt8 {
    if byte == 0x0A, !endsInCarriageReturn { linesPassed += 1 }
    if byte == 0x0D { linesPassed += 1 }
    endsInCarriageReturn = byte == 0x0D
    index += 1
    return byte
  }
}
