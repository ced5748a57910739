import Mustache

/// The values of a letter, or of one row in it, as Mustache asks for them.
struct LetterScope: MustacheParent, Sendable {
  let values: [String: LetterValue]
  let kind: TemplateKind
  /// The root answers every name, so that a miss leaves a mark instead of nothing.
  let isRoot: Bool

  func child(named name: String) -> Any? {
    switch values[name] {
    case .text(let text): LetterField(text: kind == .html ? Self.escaped(text) : text)
    case .mark(let mark, let html): LetterField(text: kind == .html ? html : PlainTextLayout.Mark.text(mark))
    case .flag(let flag): flag
    case .list(let rows): rows.map { LetterScope(values: $0, kind: kind, isRoot: false) }
    case .absent: LetterField(text: nil)
    case nil: isRoot ? LetterField(text: nil) : nil
    }
  }

  /// Escapes scalar by scalar: a quotation mark with an accent on it is still a quotation mark to a browser, and the
  /// character-wise escaping of the Mustache library would let it through.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// One value in a template. It answers no names of its own, which keeps Mustache from reflecting over it.
struct LetterField: MustacheCustomRenderable, MustacheParent, Sendable {
  /// Stands where an absent value was asked for; no fact can contain it.
  static let missing = "\u{0}"

  let text: String?

  var renderText: String { text ?? Self.missing }
  var isNull: Bool { text == nil }

  func child(named: String) -> Any? { nil }
}
