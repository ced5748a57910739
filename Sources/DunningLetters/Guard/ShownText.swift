/// What a reader sees of a part of a letter: HTML without its tags, with its entities resolved.
///
/// Blocks and rows of a table end a paragraph, cells are parted by a tab, and an inline tag is nothing, so that a word
/// with a bold letter in it stays a word.
struct ShownText {
  private(set) var bytes: [UInt8] = []
  /// For each byte, where it comes from; none when nobody asks.
  private(set) var origins: [Int32] = []
  private let keepsOrigins: Bool

  /// Text that is shown as it stands.
  init(plain source: [UInt8]) {
    keepsOrigins = true
    var position = 0
    while position < source.count { position = show(source, at: position) }
  }

  init(html source: [UInt8], keepsOrigins: Bool = true) {
    self.keepsOrigins = keepsOrigins
    bytes.reserveCapacity(source.count)
    if keepsOrigins { origins.reserveCapacity(source.count) }
    var position = 0
    while position < source.count {
      switch source[position] {
      case UInt8(ascii: "<"): position = skipTag(source, at: position)
      case UInt8(ascii: "&"): position = resolveEntity(source, at: position)
      case let byte where byte <= 0x20 && byte != Self.marker:
        append(UInt8(ascii: " "), from: position)
        position += 1
      default: position = show(source, at: position)
      }
    }
  }

  /// One byte, or a full-width form of ASCII as the character that it is a form of.
  private mutating func show(_ source: [UInt8], at position: Int) -> Int {
    let isFullWidth = source[position] == 0xEF && position + 2 < source.count && source[position + 1] & 0xFE == 0xBC
    if isFullWidth, let scalar = Self.fullWidth(source[position + 1], source[position + 2]) {
      append(scalar, from: position)
      return position + 3
    }
    append(source[position], from: position)
    return position + 1
  }

  /// U+FF10 to U+FF19, U+FF21 to U+FF3A, U+FF41 to U+FF5A, U+FF0C and U+FF0E; punctuation that ends a sentence is left.
  private static func fullWidth(_ second: UInt8, _ third: UInt8) -> UInt8? {
    let ascii = (UInt16(second & 1) << 6 | UInt16(third & 0x3F)) + 0x20
    guard ascii < 0x80 else { return nil }
    let byte = UInt8(ascii)
    let isSeparator = byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    return isDigit(byte) || isLetter(byte) || isSeparator ? byte : nil
  }

  /// Stands for the value of a variable in a template; no letter contains it.
  static let marker: UInt8 = 0x02

  private mutating func append(_ byte: UInt8, from position: Int) {
    bytes.append(byte)
    if keepsOrigins { origins.append(Int32(position)) }
  }

  private mutating func append(_ text: StaticString, from position: Int) {
    for byte in UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount) {
      append(byte, from: position)
    }
  }

  // MARK: Tags

  private mutating func skipTag(_ source: [UInt8], at start: Int) -> Int {
    if Self.matches(source, "<!--", at: start) { return Self.end(of: "-->", in: source, from: start) }
    var position = start + 1
    if position < source.count, source[position] == UInt8(ascii: "/") { position += 1 }
    let isClosing = position > start + 1
    var name: UInt64 = 0
    while position < source.count, Self.isLetter(source[position]) || Self.isDigit(source[position]) {
      name = name << 8 | UInt64(source[position] | 0x20)
      position += 1
    }
    var quote: UInt8?
    while position < source.count {
      let byte = source[position]
      position += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    switch name {
    case Self.style where !isClosing: position = Self.end(of: "</style>", in: source, from: position)
    case Self.script where !isClosing: position = Self.end(of: "</script>", in: source, from: position)
    case Self.td, Self.th: append(UInt8(ascii: "\t"), from: start)
    case Self.br: append(UInt8(ascii: " "), from: start)
    case _ where Self.inline.contains(name): break
    default: append("\n\n", from: start)
    }
    return position
  }

  /// The last eight letters of a tag's name as one number.
  private static func packed(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1 | 0x20) } }

  private static let (style, script, td, th, br) = (
    packed("style"), packed("script"), packed("td"), packed("th"), packed("br")
  )

  private static let inline = Set(
    [
      "a", "abbr", "b", "bdi", "bdo", "big", "code", "em", "font", "i", "ins", "mark", "q", "s", "small", "span",
      "strong", "sub", "sup", "tt", "u", "wbr",
    ].map(packed))

  private static func end(of text: StaticString, in source: [UInt8], from start: Int) -> Int {
    var position = start
    while position < source.count {
      if matches(source, text, at: position) { return position + text.utf8CodeUnitCount }
      position += 1
    }
    return source.count
  }

  private static func matches(_ source: [UInt8], _ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= source.count else { return false }
    return UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).enumerated()
      .allSatisfy { source[start + $0.offset] | 0x20 == $0.element | 0x20 }
  }

  // MARK: Entities

  private mutating func resolveEntity(_ source: [UInt8], at start: Int) -> Int {
    var end = start + 1
    while end < source.count, end - start < 32, source[end] != UInt8(ascii: ";") {
      guard Self.isLetter(source[end]) || Self.isDigit(source[end]) || source[end] == UInt8(ascii: "#") else { break }
      end += 1
    }
    guard end < source.count, source[end] == UInt8(ascii: ";") else {
      append(UInt8(ascii: "&"), from: start)
      return start + 1
    }
    let name = String(decoding: source[(start + 1)..<end], as: UTF8.self)
    for byte in Self.resolved(name).utf8 { append(byte, from: start) }
    return end + 1
  }

  private static func resolved(_ name: String) -> String {
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? " "
    }
    if let text = named[name] { return text }
    // `auml`, `Eacute` and their like: the letter alone is compared anyway.
    for accent in accents where name.hasSuffix(accent) && name.utf8.count == accent.utf8.count + 1 {
      return String(name.prefix(1))
    }
    return " "
  }

  private static let accents = ["uml", "acute", "grave", "circ", "tilde", "cedil", "ring", "caron", "slash"]

  private static let named = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "", "zwnj": "", "zwj": "",
    "ZeroWidthSpace": "", "szlig": "ß", "aelig": "æ", "oelig": "œ", "euro": "€", "pound": "£", "yen": "¥",
    "dollar": "$", "cent": "¢", "ndash": "–", "mdash": "—", "hellip": "…", "rsquo": "’", "lsquo": "‘", "rdquo": "”",
    "ldquo": "“", "laquo": "«", "raquo": "»", "thinsp": "\u{2009}", "colon": ":", "period": ".", "excl": "!",
    "sect": "§",
  ]

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
