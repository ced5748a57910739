/// A piece of a page. What is written in the source is markup; every text that comes in between is escaped.
///
/// A value that may be missing does not compile in it: what to say then is to be decided where it is written.
struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Plain text, as it is read.
  init(plain: String) { text = Self.escaped(plain) }

  init(_ pieces: [HTML]) { text = pieces.map(\.text).joined() }

  static let empty: HTML = ""

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ plain: String) { text += HTML.escaped(plain) }

    mutating func appendInterpolation(_ number: Int) { text += String(number) }

    mutating func appendInterpolation(_ html: HTML) { text += html.text }

    mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.text } }

    mutating func appendInterpolation<Key: Collection>(_ pieces: LazyMapSequence<Key, HTML>) {
      for piece in pieces { text += piece.text }
    }

    @available(*, unavailable, message: "say what stands there when the value is missing")
    mutating func appendInterpolation<Value>(_ optional: Value?) {}
  }

  /// What a stranger wrote: its direction stays its own (UAX #9).
  static func foreign(_ text: String) -> HTML {
    isLong(text) ? "<bdi class=\"long\">\(text)</bdi>" : "<bdi>\(text)</bdi>"
  }

  /// Whether a word in it is so long that it has to be broken where the page is narrow; others stay whole.
  private static func isLong(_ text: String) -> Bool {
    text.split { $0.isWhitespace || $0 == "-" }.contains { $0.count > 20 }
  }

  /// The number of a claim: a short one is not broken at its hyphens.
  static func reference(_ text: String) -> HTML {
    text.count <= 24 ? "<bdi class=\"ref\">\(text)</bdi>" : foreign(text)
  }

  /// Without what would be markup, and without marks that reorder or hide text; a line break stays.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\r": break
      default: result.unicodeScalars.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return result
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}

extension Sequence where Element == HTML {
  func joined(_ between: HTML = "") -> HTML {
    var pieces: [HTML] = []
    for piece in self {
      if !pieces.isEmpty { pieces.append(between) }
      pieces.append(piece)
    }
    return HTML(pieces)
  }
}
