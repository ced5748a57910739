/// Text in the form in which phrases are looked for: words in small letters without accents, one space between them, a
/// line feed between sentences; scripts without spaces have none.
struct FoldedText {
  private(set) var bytes: [UInt8] = []
  /// For each byte, the position in the text that was folded.
  private(set) var origins: [Int32] = []

  static let stop = UInt8(ascii: "\n")

  /// - Parameters:
  ///   - keepsLines: true for text whose lines count when they begin with a space: they are rows of a table.
  ///   - joinsUmlauts: true for German, where `ae` is another spelling of `ä`.
  init(_ text: [UInt8], keepsLines: Bool = false, joinsUmlauts: Bool = false) {
    self.keepsLines = keepsLines
    self.joinsUmlauts = joinsUmlauts
    bytes.reserveCapacity(text.count)
    origins.reserveCapacity(text.count)
    let text = text[...]
    lineIsRow = keepsLines && text.first == UInt8(ascii: " ")
    var position = 0
    while position < text.endIndex {
      let start = position
      let byte = text[position]
      switch byte {
      case UInt8(ascii: "\n"):
        position += 1
        endLine(text, next: position)
      case UInt8(ascii: "."):
        position += 1
        if endsSentence(text, next: position) { pending = .stop } else { space() }
      case UInt8(ascii: "-") where hyphenates(text, at: position): position += 2
      case ShownText.marker:
        position += 1
        space()
        append(byte, start, isUnspaced: false)
        space()
      default: fold(text.scalar(at: &position), start)
      }
    }
  }

  private enum Pending { case nothing, space, stop }

  private let keepsLines: Bool
  private let joinsUmlauts: Bool
  private var pending = Pending.nothing
  private var lastIsUnspaced = false
  private var wordStart = 0
  private var lineIsRow = false

  private mutating func space() { if pending == .nothing { pending = .space } }

  private mutating func fold(_ scalar: Unicode.Scalar, _ origin: Int) {
    switch Folding.fold(scalar) {
    case .nothing: break
    case .space: space()
    case .stop: pending = .stop
    case .pair(let first, let second):
      append(first, origin, isUnspaced: false)
      append(second, origin, isUnspaced: false)
    case .word(let scalar):
      let isUnspaced = Folding.isUnspaced(scalar)
      guard scalar.value < 0x80 else {
        flush(before: isUnspaced, origin)
        for byte in UTF8.encode(scalar) ?? .init() {
          bytes.append(byte)
          origins.append(Int32(origin))
        }
        lastIsUnspaced = isUnspaced
        return
      }
      append(UInt8(scalar.value), origin, isUnspaced: false)
    }
  }

  private mutating func append(_ byte: UInt8, _ origin: Int, isUnspaced: Bool) {
    if joinsUmlauts, byte == UInt8(ascii: "e"), pending == .nothing, let last = bytes.last,
      last == UInt8(ascii: "a") || last == UInt8(ascii: "o") || last == UInt8(ascii: "u")
    {
      return
    }
    flush(before: isUnspaced, origin)
    bytes.append(byte)
    origins.append(Int32(origin))
    lastIsUnspaced = isUnspaced
  }

  /// Writes what stands between two words.
  private mutating func flush(before isUnspaced: Bool, _ origin: Int) {
    switch pending {
    case .nothing: return
    case .space where bytes.isEmpty || lastIsUnspaced || isUnspaced: break
    case .space:
      bytes.append(UInt8(ascii: " "))
      origins.append(Int32(origin))
    case .stop:
      bytes.append(Self.stop)
      origins.append(Int32(origin))
    }
    pending = .nothing
    wordStart = bytes.count
  }

  // MARK: Lines and sentences

  private mutating func endLine(_ text: UTF8Bytes, next: Int) {
    let follows = next < text.endIndex ? text[next] : UInt8(ascii: "\n")
    let isParagraph = follows == UInt8(ascii: "\n")
    let isRow = keepsLines && (lineIsRow || follows == UInt8(ascii: " "))
    if isParagraph || isRow { pending = .stop } else { space() }
    lineIsRow = keepsLines && follows == UInt8(ascii: " ")
  }

  /// A word that a line end divides: `Poli-` and `zei`.
  private func hyphenates(_ text: UTF8Bytes, at position: Int) -> Bool {
    guard position > 0, position + 2 < text.endIndex, text[position + 1] == UInt8(ascii: "\n") else { return false }
    return Self.isSmall(text[position - 1]) && Self.isSmall(text[position + 2])
  }

  private static func isSmall(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

  /// A full stop that is neither in a number nor behind an abbreviation.
  private func endsSentence(_ text: UTF8Bytes, next: Int) -> Bool {
    guard pending == .nothing, let last = bytes.last else { return false }
    if next < text.endIndex, text[next] > 0x20, text[next] != UInt8(ascii: "\""), text[next] < 0x80 { return false }
    let word = bytes[max(wordStart, 0)...]
    if ShownText.isDigit(last) || word.count < 2 { return false }
    return !Self.abbreviations.contains(String(decoding: word, as: UTF8.self))
  }

  private static let abbreviations: Set<String> = [
    "abs", "art", "ggf", "bzw", "evtl", "nr", "inkl", "zzgl", "vgl", "usw", "etc", "ca", "st", "str", "tel", "dr", "mr",
    "lgs", "mrs", "ms", "prof", "sr", "sra", "sig", "spett", "inc", "ltd", "co", "corp", "cie", "no", "num", "pag",
    "cc", "ss",
  ]
}

extension FoldedText {
  /// The sentence around a range.
  func sentence(around range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, bytes[start - 1] != Self.stop { start -= 1 }
    while end < bytes.count, bytes[end] != Self.stop { end += 1 }
    return start..<end
  }
}
