/// Splits a template into tokens and finds what is malformed, with line and column.
///
/// Letters use the part of Mustache that cannot surprise: variables, sections, inverted sections, partials and
/// comments. Unescaped variables, set delimiters, inheritance, pragmas, lambdas and dotted names are refused.
struct TemplateScanner {
  private(set) var tokens: [TemplateToken] = []
  private(set) var errors: [TemplateError] = []
  private let file: String
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var column = 1

  init(file: String, source: String) {
    self.file = file
    scalars = Array(source.unicodeScalars)
    while position < scalars.count {
      if isTagStart { scanTag() } else { scanText() }
    }
    checkSections()
  }

  private var isTagStart: Bool { matches("{", "{") }

  private func matches(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    position + 1 < scalars.count && scalars[position] == first && scalars[position + 1] == second
  }

  private mutating func advance() {
    if scalars[position] == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    position += 1
  }

  private mutating func scanText() {
    let (start, place) = (position, TemplatePlace(file: file, line: line, column: column))
    while position < scalars.count, !isTagStart { advance() }
    tokens.append(TemplateToken(kind: .text, content: string(start..<position), place: place))
  }

  private mutating func scanTag() {
    let place = TemplatePlace(file: file, line: line, column: column)
    advance()
    advance()
    let start = position
    while position < scalars.count, !matches("}", "}") { advance() }
    guard position < scalars.count else {
      errors.append(TemplateError(.malformedTag, "the tag is never closed", hint: "end it with }}", place: place))
      return
    }
    let content = string(start..<position)
    advance()
    advance()
    do throws(TemplateError) {
      tokens.append(try Self.tag(content, place))
    } catch {
      errors.append(error)
    }
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  private static func tag(_ content: String, _ place: TemplatePlace) throws(TemplateError) -> TemplateToken {
    let kind: TemplateToken.Kind
    switch content.first {
    case "!": return TemplateToken(kind: .comment, content: content, place: place)
    case "#": kind = .section
    case "^": kind = .invertedSection
    case "/": kind = .close
    case ">": kind = .partial
    case "{", "&":
      throw TemplateError(
        .malformedTag, "unescaped values are not allowed",
        hint: "write {{name}}: a value is escaped in HTML and left alone in text", place: place)
    case "=", "<", "$", "%":
      throw TemplateError(
        .malformedTag, "the tag {{\(content)}} is of a kind that letters do not use",
        hint: "there are {{name}}, {{#name}}, {{^name}}, {{/name}}, {{> partial}} and {{! comment}}", place: place)
    default: kind = .variable
    }
    let name = (kind == .variable ? content[...] : content.dropFirst()).trimmed
    guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else {
      throw TemplateError(
        .malformedTag, "{{\(content)}} has no proper name", hint: "names are made of a-z, 0-9, _ and -", place: place)
    }
    return TemplateToken(kind: kind, content: name, place: place)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Sections must open and close in the same file, in order.
  private mutating func checkSections() {
    var open: [TemplateToken] = []
    for token in tokens {
      switch token.kind {
      case .section, .invertedSection: open.append(token)
      case .close:
        if open.last?.content == token.content {
          open.removeLast()
        } else {
          let hint = open.last.map { "close {{#\($0.content)}} first" } ?? "no section is open here"
          errors.append(
            TemplateError(.unbalancedSection, "{{/\(token.content)}} closes nothing", hint: hint, place: token.place))
        }
      case .text, .variable, .partial, .comment: break
      }
    }
    errors += open.map {
      TemplateError(
        .unbalancedSection, "the section \($0.content) is never closed", hint: "end it with {{/\($0.content)}}",
        place: $0.place)
    }
  }
}

extension Substring {
  /// Without spaces, tabs and line ends around it.
  var trimmed: String {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte) }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }), let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first..<utf8.index(after: last)])
  }
}
