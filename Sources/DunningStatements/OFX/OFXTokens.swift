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
  /// The tag that was read last, with what stands behind it still to come.
  private var pending: (tag: [UInt8], line: Int)?

  init(_ input: ByteInput) { self.input = input }

  /// The next token; nil at the end.
  mutating func next() throws(StatementFailure) -> Token? {
    var value: [UInt8] = []
    while true {
      try takeText(&value)
      guard let markup = try takeMarkup() else { return take(value, next: nil) }
      switch markup {
      case .tag(let tag, let line):
        if let token = take(value, next: (tag, line)) { return token }
        value = []
      case .text(let text): value += text
      case .none: continue
      }
    }
  }

  /// The token that has ended, now that what comes next is known.
  private mutating func take(_ value: [UInt8], next: (tag: [UInt8], line: Int)?) -> Token? {
    defer { pending = next }
    guard let (tag, line) = pending else { return nil }
    self.line = line
    if tag.first == UInt8(ascii: "/") { return .end(tag: Self.name(tag.dropFirst())) }
    return .start(tag: Self.name(tag[...]), value: OFXEntities.text(TextEncoding.text(value).trimmed))
  }

  /// Without attributes, and without the slash of an element that is empty.
  private static func name(_ tag: ArraySlice<UInt8>) -> String {
    let end = tag.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "/") } ?? tag.endIndex
    return String(decoding: tag[..<end], as: UTF8.self).uppercased()
  }

  /// What stands up to the next markup.
  private mutating func takeText(_ text: inout [UInt8]) throws(StatementFailure) {
    while let byte = try peek() {
      if byte == UInt8(ascii: "<"), try beginsMarkup() { return }
      text.append(take(byte))
      guard text.count <= StatementLimits.valueBytesMax else {
        throw StatementFailure("a value has no end: this is no statement", line: linesPassed)
      }
    }
  }

  /// Whether a `<` is the beginning of a tag: people write it into their texts too.
  private mutating func beginsMarkup() throws(StatementFailure) -> Bool {
    if index + 1 == piece.count { (piece, index) = ([piece[index]] + (try input.next()), 0) }
    guard index + 1 < piece.count else { return false }
    let next = piece[index + 1]
    return (0x41...0x5A).contains(next) || (0x61...0x7A).contains(next) || "/!?".utf8.contains(next)
  }

  private enum Markup {
    case tag([UInt8], line: Int)
    /// Of a section that is not looked through for tags (CDATA).
    case text([UInt8])
    /// A comment, or an instruction.
    case none
  }

  /// Nil at the end of the file.
  private mutating func takeMarkup() throws(StatementFailure) -> Markup? {
    guard let byte = try peek() else { return nil }
    let line = linesPassed
    var markup = [take(byte)]
    repeat {
      guard let byte = try peek() else {
        throw StatementFailure("the file ends inside a tag: it is cut off; get it from the bank again", line: line)
      }
      markup.append(take(byte))
      guard markup.count <= StatementLimits.valueBytesMax else {
        throw StatementFailure("a tag has no end: this is no statement", line: line)
      }
    } while !Self.isWhole(markup)
    return try Self.meaning(Array(markup.dropFirst().dropLast()), line)
  }

  private static func isWhole(_ markup: [UInt8]) -> Bool {
    if markup.starts(with: comment) { return markup.count >= 7 && markup.suffix(3) == Array("-->".utf8)[...] }
    if markup.starts(with: section) { return markup.suffix(3) == Array("]]>".utf8)[...] }
    return markup.last == UInt8(ascii: ">")
  }

  private static func meaning(_ markup: [UInt8], _ line: Int) throws(StatementFailure) -> Markup {
    switch markup.first {
    case UInt8(ascii: "?"): return .none
    case UInt8(ascii: "!"):
      if markup.starts(with: comment.dropFirst()) { return .none }
      guard markup.starts(with: section.dropFirst()) else {
        throw StatementFailure("the file has a document type of its own (DOCTYPE), which is refused", line: line)
      }
      return .text(Array(markup.dropFirst(section.count - 1).dropLast(2)))
    default: return .tag(markup, line: line)
    }
  }

  private static let comment = Array("<!--".utf8)
  private static let section = Array("<![CDATA[".utf8)

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
