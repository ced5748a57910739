import DunningPaper

/// A filled-in letter template, line by line: what each line is, and its cells.
struct LetterBody {
  /// A part of the letter, in the template's order.
  enum Part {
    case paragraph(PaperText, Setting)
    case heading(PaperText)
    /// Marked rows that stand together.
    case table([(mark: LetterMark, cells: [Cell])])
    /// Account data, and the words below the code.
    case payment([PaperPair], caption: PaperText)
    case enclosures([PaperText])
    case signature(closing: PaperText, lines: [PaperText])
    /// A new page begins, with this heading.
    case page(PaperText)
    case fields([PaperPair])
    case tick(PaperText)
    case writingLines(Int)
  }

  /// Where the lines of a paragraph stand.
  enum Setting {
    /// The first line is moved in where the language does that.
    case indented
    /// All lines begin at the edge.
    case flush
    case centered
    case atEnd
  }

  struct Cell {
    let text: PaperText
    let isRight: Bool
  }

  private(set) var title = PaperText("")
  /// What stands before the title, e.g. `Objet :`; empty where nothing does.
  private(set) var titleLabel = PaperText("")
  /// Place and date, where they have a line of their own.
  private(set) var date = PaperText("")
  /// How the post is to carry the letter; empty for plain post.
  private(set) var delivery = PaperText("")
  private(set) var infos: [PaperPair] = []
  private(set) var runningHead = PaperText("")
  private(set) var pageText = ""
  private(set) var parts: [Part] = []
  private let joinsWithoutSpaces: Bool

  /// - Parameter joinsWithoutSpaces: true for a language without spaces between words.
  init(_ rendered: [UInt8], joinsWithoutSpaces: Bool) {
    self.joinsWithoutSpaces = joinsWithoutSpaces
    var line: [UInt8] = []
    var follows = false
    for next in rendered[...].parts(between: UInt8(ascii: "\n")) {
      let isMarked = next.first.flatMap(LetterMark.init(rawValue:))?.isOfLine ?? false
      if next.isBlank || isMarked {
        add(line[...], follows)
        follows = isMarked && !line.isEmpty
        line = next.isBlank ? [] : Array(next)
      } else {
        join(next.trimmed, to: &line)
      }
    }
    add(line[...], follows)
  }

  /// A line that begins with no mark goes on the one above.
  private func join(_ next: UTF8Bytes, to line: inout [UInt8]) {
    let last = line[...].lastScalar.map(DisplayWidth.isWide) ?? false
    let first = next.firstScalar.map(DisplayWidth.isWide) ?? false
    let isAfterMark = line.count == 1 && LetterMark(rawValue: line[0]) != nil
    if !line.isEmpty, !isAfterMark, !(joinsWithoutSpaces && (last || first)) { line.append(UInt8(ascii: " ")) }
    line += next
  }

  /// - Parameter follows: true when the line above belongs to it, without an empty one between them.
  private mutating func add(_ line: UTF8Bytes, _ follows: Bool) {
    guard !line.isEmpty else { return }
    guard let mark = line.first.flatMap(LetterMark.init(rawValue:)), mark.isOfLine else {
      parts.append(.paragraph(Self.text(line), .indented))
      return
    }
    let content = line.dropFirst().trimmed
    switch mark {
    case .title: setTitle(Self.pair(content))
    case .date: date = Self.text(content)
    case .delivery: delivery = Self.text(content)
    case .info: infos.append(Self.pair(line.dropFirst()))
    case .heading: parts.append(.heading(Self.text(content)))
    case .head, .row, .note, .sum, .grandTotal: addRow(mark, Self.cells(content))
    case .pay: addPayment(Self.pair(line.dropFirst()))
    case .caption: addCaption(Self.text(content))
    case .enclosure: addEnclosure(Self.text(content))
    case .closing: parts.append(.signature(closing: Self.text(content), lines: []))
    case .sign: addSignature(Self.text(content))
    case .page: parts.append(.page(Self.text(content)))
    case .field: addField(Self.pair(content))
    case .tick: parts.append(.tick(Self.text(content)))
    case .blank: addWritingLine()
    case .runningHead:
      let cells = Self.cells(content)
      runningHead = cells.first?.text ?? ""
      pageText = cells.count > 1 ? cells[1].text.plain : ""
    case .flush: parts.append(.paragraph(Self.text(content), .flush))
    case .centered: parts.append(.paragraph(Self.text(content), .centered))
    case .atEnd: parts.append(.paragraph(Self.text(content), .atEnd))
    case .boldStart, .boldEnd, .figureStart, .figureEnd: break
    }
  }

  private mutating func setTitle(_ pair: PaperPair) {
    (titleLabel, title) = pair.value.isEmpty ? ("", pair.name) : (pair.name, pair.value)
  }

  private mutating func addField(_ pair: PaperPair) {
    if case .fields(let pairs) = parts.last {
      parts[parts.count - 1] = .fields(pairs + [pair])
    } else {
      parts.append(.fields([pair]))
    }
  }

  private mutating func addWritingLine() {
    if case .writingLines(let count) = parts.last {
      parts[parts.count - 1] = .writingLines(count + 1)
    } else {
      parts.append(.writingLines(1))
    }
  }

  private mutating func addRow(_ mark: LetterMark, _ cells: [Cell]) {
    if case .table(var rows) = parts.last, mark != .head {
      rows.append((mark, cells))
      parts[parts.count - 1] = .table(rows)
    } else {
      parts.append(.table([(mark, cells)]))
    }
  }

  private mutating func addPayment(_ pair: PaperPair) {
    if case .payment(let pairs, let caption) = parts.last {
      parts[parts.count - 1] = .payment(pairs + [pair], caption: caption)
    } else {
      parts.append(.payment([pair], caption: ""))
    }
  }

  private mutating func addCaption(_ text: PaperText) {
    if case .payment(let pairs, _) = parts.last { parts[parts.count - 1] = .payment(pairs, caption: text) }
  }

  private mutating func addEnclosure(_ text: PaperText) {
    if case .enclosures(let texts) = parts.last {
      parts[parts.count - 1] = .enclosures(texts + [text])
    } else {
      parts.append(.enclosures([text]))
    }
  }

  private mutating func addSignature(_ text: PaperText) {
    if case .signature(let closing, let lines) = parts.last {
      parts[parts.count - 1] = .signature(closing: closing, lines: lines + [text])
    } else {
      parts.append(.signature(closing: "", lines: [text]))
    }
  }

  private static func pair(_ content: UTF8Bytes) -> PaperPair {
    let cells = cells(content)
    return PaperPair(cells.first?.text ?? "", cells.count > 1 ? cells[1].text : "")
  }

  private static func cells(_ content: UTF8Bytes) -> [Cell] {
    content.parts(between: PlainTextLayout.Mark.tab).flatMap { column in
      column.parts(between: PlainTextLayout.Mark.right).enumerated().map { index, part in
        Cell(text: text(part.trimmed), isRight: index > 0)
      }
    }
  }

  /// The faces that the marks inside a line begin and end.
  private static func text(_ line: UTF8Bytes) -> PaperText {
    var spans: [PaperSpan] = []
    var start = line.startIndex
    var (isBold, isUnbroken) = (false, false)
    func flush(_ end: Int) {
      guard end > start else { return }
      let text = String(decoding: line[start..<end], as: UTF8.self)
      spans.append(PaperSpan(text, isBold: isBold, isUnbroken: isUnbroken))
    }
    for (position, byte) in zip(line.indices, line) {
      let mark = LetterMark(rawValue: byte)
      guard mark != nil || byte == PlainTextLayout.Mark.lineEnd else { continue }
      flush(position)
      start = position + 1
      switch mark {
      case .boldStart: isBold = true
      case .boldEnd: isBold = false
      case .figureStart: isUnbroken = true
      case .figureEnd: isUnbroken = false
      case nil: spans.append(PaperSpan("\n"))
      default: break
      }
    }
    flush(line.endIndex)
    return PaperText(spans)
  }
}
