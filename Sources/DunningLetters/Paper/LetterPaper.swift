import Dunning
import DunningPaper

/// Puts the words of a letter on a sheet by the custom of the creditor's country.
struct LetterPaper {
  let facts: NoticeFacts
  let body: LetterBody
  let language: String
  let code: LetterPaymentCode?
  let total: Money

  var creditor: Creditor { facts.creditor }
  private var kind: Letterhead.Sheet { creditor.letterhead.sheet ?? Letterhead.Sheet(country: creditor.country) }

  /// The document; the moment of the notice is its date of creation.
  func document() -> PaperDocument {
    let sheet = LetterSheet(kind)
    return PaperDocument(
      sheet: sheet.paper,
      margins: PaperMargins(left: sheet.left, right: sheet.right, firstTop: sheet.top, top: 32, bottom: 18),
      language: language, style: style,
      tighterStyles: custom.hasSerifs ? tighterStyles : Self.tighterStyles, title: body.title.plain,
      author: creditor.name,
      subject: facts.number,
      createdUnixSeconds: facts.now.milliseconds / 1_000,
      runningHead: PaperRunningHead(text: body.runningHead, pageText: body.pageText), foot: foot,
      boxes: boxes(sheet), lines: foldMarks(sheet), blocks: blocks(sheet), slip: slip)
  }

  /// Down to nine points: with Noto Sans' tall small letters that reads like ten of most others.
  private static let tighterStyles = [(9.75, 1.3, 0.95), (9.5, 1.28, 0.9), (9.25, 1.26, 0.8), (9, 1.23, 0.65)].map {
    PaperStyle(size: $0.0, leading: $0.1, spacing: $0.2)
  }

  // MARK: What stands at fixed places

  private func boxes(_ sheet: LetterSheet) -> [PaperBox] {
    var boxes = sheet.namesSender ? [] : [box(sheet.letterhead, letterhead(sheet), name: "the letterhead")]
    if let area = sheet.returnLine {
      let line = ([creditor.name] + creditor.address).map(LetterValues.clean).joined(separator: " · ")
      let text = PaperBlock.paragraph(PaperText(line), PaperTextStyle(scale: 0.68, grey: 0.2, leading: 1.2))
      boxes.append(box(area, [text] + delivery, anchor: .bottom, name: "the line of the sender's address"))
    }
    if let area = sheet.address {
      let remark = sheet.returnLine == nil ? delivery : []
      boxes.append(box(area, remark + windowBlocks, name: "the address window"))
    }
    if let area = sheet.date, !body.date.isEmpty {
      boxes.append(box(area, [.paragraph(body.date)], name: "the date"))
    }
    if let area = sheet.infos, !body.infos.isEmpty {
      let rows = sheet.alignsInfosAtEnd ? infoLines : [.pairs(body.infos, PaperTextStyle(scale: 0.87))]
      boxes.append(box(area, rows, name: "the block of references"))
    }
    if sheet.namesSender { boxes.append(box(sheet.letterhead, senderBlocks, name: "the sender")) }
    return boxes
  }

  private func box(
    _ area: LetterSheet.Area, _ blocks: [PaperBlock], anchor: PaperBox.Anchor = .top, name: String
  ) -> PaperBox {
    PaperBox(
      x: area.x, y: area.y, width: area.width, height: area.height, blocks: blocks, anchor: anchor, scaleMin: 0.6,
      name: name)
  }

  private func letterhead(_ sheet: LetterSheet) -> [PaperBlock] {
    let alignment = sheet.letterheadAlignment
    if let logo = creditor.letterhead.logo {
      return [.image(PaperImage(png: logo, height: 18, alignment: alignment, alternative: creditor.name))]
    }
    let contact = (creditor.address + [creditor.phone, creditor.from.address.text].compactMap { $0 })
      .map(LetterValues.clean).joined(separator: " · ")
    return [
      .paragraph(
        PaperText(LetterValues.clean(creditor.name)),
        PaperTextStyle(scale: 1.5, isBold: true, alignment: alignment, leading: 1.3, spaceAfter: 0)),
      .paragraph(
        PaperText(contact),
        PaperTextStyle(
          scale: 0.78, alignment: alignment, grey: 0.25, leading: 1.3,
          spaceBefore: 0.1)),
    ]
  }

  /// - Source: DIN 5008:2020: what the post is to do stands right above the recipient, inside the window.
  private var delivery: [PaperBlock] {
    let style = PaperTextStyle(scale: 0.85, isBold: true, leading: 1.3, spaceBefore: 0, spaceAfter: 0.1)
    return body.delivery.isEmpty ? [] : [.paragraph(body.delivery, style)]
  }

  private func foldMarks(_ sheet: LetterSheet) -> [PaperLine] {
    sheet.foldMarks.map { PaperLine(from: (4, $0), to: ($0 == 148.5 ? 10 : 8, $0), width: 0.35) }
  }

  private var foot: PaperFoot? {
    let lines = creditor.letterhead.foot.map { PaperText(LetterValues.clean($0)) }
    guard !lines.isEmpty else { return nil }
    let perColumn = (lines.count + 2) / 3
    let columns = stride(from: 0, to: lines.count, by: perColumn).map {
      Array(lines[$0..<min($0 + perColumn, lines.count)])
    }
    return PaperFoot(columns: columns)
  }

  // MARK: What flows

  private func blocks(_ sheet: LetterSheet) -> [PaperBlock] {
    var blocks: [PaperBlock] = []
    if sheet.address == nil { blocks += delivery }
    if sheet.date == nil, !body.date.isEmpty {
      blocks.append(.paragraph(body.date, PaperTextStyle(alignment: sheet.dateAlignment)))
    }
    if sheet.titleAlignment == .center || custom.centersTitle {
      blocks += centeredTitle(sheet)
    } else {
      if sheet.infos == nil, !body.infos.isEmpty { blocks.append(.pairs(body.infos)) }
      blocks.append(.heading(title, level: 1))
    }
    if sheet.address == nil { blocks += addresseeBlocks }
    for part in body.parts { blocks += self.blocks(part, sheet) }
    return keepingSignature(blocks)
  }

  private var title: PaperText {
    body.titleLabel.isEmpty
      ? body.title : PaperText(body.titleLabel.spans + [PaperSpan(" ")] + body.title.spans)
  }

  private func blocks(_ part: LetterBody.Part, _ sheet: LetterSheet) -> [PaperBlock] {
    switch part {
    case .paragraph(let text, let setting): [.paragraph(linked(text), paragraphStyle(setting))]
    case .heading(let text): [.heading(text, level: 3)]
    case .table(let rows): [.table(table(rows))]
    case .payment(let pairs, let caption):
      [payment(pairs.map { PaperPair($0.name, linked($0.value)) }, caption.isEmpty ? codeCaption : caption)]
    case .page(let heading): [.pageBreak, .heading(heading, level: 1)]
    case .fields(let pairs): [.fields(pairs)]
    case .tick(let text): [.tick(text)]
    case .writingLines(let count): [.writingLines(count)]
    case .enclosures(let texts): texts.map { .paragraph($0, .small) }
    case .signature(let closing, let lines): [signature(closing, lines, sheet)]
    }
  }

  /// The text with the pages for paying to click on; no other address is one, since others write references and names.
  private func linked(_ text: PaperText) -> PaperText {
    let links = Set([facts.paymentLink].compactMap { $0 } + facts.items.compactMap(\.paymentLink))
    guard !links.isEmpty else { return text }
    return PaperText(
      text.spans.flatMap { span -> [PaperSpan] in
        // The longest one, where one is the beginning of another.
        guard let link = links.filter(span.text.contains).max(by: { $0.utf8.count < $1.utf8.count }),
          let range = span.text.firstRange(of: link)
        else { return [span] }
        var (before, shown, after) = (span, span, span)
        before.text = String(span.text[..<range.lowerBound])
        (shown.text, shown.link) = (link, link)
        after.text = String(span.text[range.upperBound...])
        return [before, shown, after].filter { !$0.text.isEmpty }
      })
  }

  private func table(_ rows: [(mark: LetterMark, cells: [LetterBody.Cell])]) -> PaperTable {
    let first = rows.first { $0.mark == .head } ?? rows.first
    let count = rows.map(\.cells.count).max() ?? 1
    let columns = (0..<count).map { index in
      let isRight = first.flatMap { index < $0.cells.count ? $0.cells[index].isRight : nil } ?? true
      return PaperTable.Column(index == 0 ? .share(1) : .natural, isRight ? .end : .start)
    }
    let head = rows.first { $0.mark == .head }?.cells.map(\.text) ?? []
    let plain = rows.filter { $0.mark != .head }.map { row in
      let kind: PaperTable.Row.Kind =
        switch row.mark {
        case .note: .note
        case .sum: .sum
        case .grandTotal: .total
        default: .plain
        }
      return PaperTable.Row(cells(row.cells, kind, count), kind: kind)
    }
    return PaperTable(columns: columns, head: head, rows: plain, scale: count > 5 ? 0.84 : 0.9)
  }

  /// The figure of a sum stands in the last column, whatever lies between.
  private func cells(_ cells: [LetterBody.Cell], _ kind: PaperTable.Row.Kind, _ count: Int) -> [PaperText] {
    var texts = cells.map { linked($0.text) }
    if kind == .sum || kind == .total, texts.count >= 2, texts.count < count {
      texts.insert(contentsOf: [PaperText](repeating: "", count: count - texts.count), at: texts.count - 1)
    }
    if kind == .total {
      texts = texts.map { PaperText($0.spans.map { PaperSpan($0.text, isBold: true, isUnbroken: $0.isUnbroken) }) }
    }
    return texts
  }

  /// In millimetres. A code of version 13 then has squares of 0.38 mm, as many as a camera needs.
  private static let codeSide = 26.0
  private static let captionStyle = PaperTextStyle(
    scale: 0.78, grey: 0.25, leading: 1.3, spaceBefore: 0.3, spaceAfter: 0)

  private func payment(_ pairs: [PaperPair], _ caption: PaperText) -> PaperBlock {
    guard let code, code.isBesideAccount else { return .together([.pairs(pairs)]) }
    return .columns([
      PaperColumn(width: .share(1), blocks: [.pairs(pairs), .paragraph(caption, Self.captionStyle)]),
      PaperColumn(
        width: .fixed(Self.codeSide),
        blocks: [
          .code(
            PaperCode(
              payload: Array(code.code.payload.utf8), side: Self.codeSide, versionMax: LetterPaymentCode.versionMax))
        ]),
    ])
  }

  private var slip: PaperSlip? {
    guard let code, code.code.standard == .swiss, let iban = creditor.iban.flatMap({ try? IBAN(parsing: $0) }) else {
      return nil
    }
    let lines = code.code.payload.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return SwissPaymentPart(
      payload: Array(code.code.payload.utf8), account: iban.inFours,
      creditor: [creditor.name] + creditor.address, reference: lines[27] == "NON" ? nil : Self.grouped(lines),
      message: lines[29].isEmpty ? nil : lines[29], currency: total.currency.code, amount: Self.spaced(total),
      words: SwissPaymentPart.Words(language: language)
    ).slip
  }

  /// A QR reference in fives from the right, a creditor reference in fours.
  private static func grouped(_ lines: [String]) -> String {
    let (size, text) = (lines[27] == "QRR" ? 5 : 4, lines[28])
    let lead = size == 5 ? text.count % size : 0
    return text.enumerated().reduce(into: "") { result, part in
      if part.offset > 0, (part.offset - lead).isMultiple(of: size) { result += " " }
      result.append(part.element)
    }
  }

  /// `1 234.56`: thousands apart, a decimal point, as the payment part prints sums.
  private static func spaced(_ money: Money) -> String {
    let parts = money.decimal.split(separator: ".")
    let whole = parts.first.map(String.init) ?? ""
    let grouped = whole.enumerated().reduce(into: "") { result, part in
      if part.offset > 0, (whole.count - part.offset).isMultiple(of: 3) { result += " " }
      result.append(part.element)
    }
    return parts.count > 1 ? "\(grouped).\(parts[1])" : grouped
  }
}
