import Dunning
import DunningPaper

extension LetterPaper {
  /// How the language writes letters.
  var custom: LetterCustom { LetterCustom(language: language) }

  var style: PaperStyle {
    PaperStyle(
      families: custom.hasSerifs ? PaperFonts.seriffed(for: language) : nil, size: custom.size, leading: custom.leading)
  }

  /// Han characters stay legible down to 小五 (9 points); nothing is set smaller than 9.5.
  var tighterStyles: [PaperStyle] {
    [(10.25, 1.44, 0.9), (10, 1.4, 0.8), (9.75, 1.38, 0.7), (9.5, 1.36, 0.6)].map {
      PaperStyle(families: style.families, size: $0.0, leading: $0.1, spacing: $0.2)
    }
  }

  /// The title in the middle; the references below it where they have no box of their own.
  func centeredTitle(_ sheet: LetterSheet) -> [PaperBlock] {
    let style = PaperTextStyle(
      scale: 1.5, isBold: true, alignment: .center, leading: 1.4, spaceBefore: 0.6, spaceAfter: 0.6,
      level: 1)
    return [.paragraph(body.title, style)] + (sheet.infos == nil ? infoLines : [])
  }

  /// The references as lines at the right.
  var infoLines: [PaperBlock] {
    let style = PaperTextStyle(scale: 0.87, alignment: .end, spaceBefore: 0, spaceAfter: 0)
    return body.infos.map { info in
      let gap = info.name.isEmpty ? [] : [PaperSpan("  ")]
      return .paragraph(PaperText(info.name.spans + gap + info.value.spans), style)
    }
  }

  func paragraphStyle(_ setting: LetterBody.Setting) -> PaperTextStyle {
    var style = PaperTextStyle(spaceBefore: custom.paragraphGap, spaceAfter: custom.paragraphGap)
    switch setting {
    case .indented: style.firstIndent = custom.firstIndent
    case .flush: break
    case .centered: (style.alignment, style.spaceBefore) = (.center, 0.5)
    case .atEnd: style.alignment = .end
    }
    return style
  }

  /// Below a code of which the template says nothing: how it is paid, and the sum in it.
  var codeCaption: PaperText {
    guard code?.code.standard == .upi, let sum = LetterLanguage.known(language)?.money(total) else { return "" }
    return PaperText([PaperSpan("UPI · "), PaperSpan(sum, isUnbroken: true)])
  }

  /// Where the sheet names the sender above, the closing words need no name below.
  func signature(_ closing: PaperText, _ lines: [PaperText], _ sheet: LetterSheet) -> PaperBlock {
    if sheet.namesSender { return .paragraph(closing, paragraphStyle(.atEnd)) }
    let alignment = custom.signsAtEnd ? .end : sheet.signatureAlignment
    return .signature(PaperSignature(closing: closing, lines: lines, room: 11, alignment: alignment))
  }

  /// A signature that stands alone keeps to the paragraphs before it, so that no page holds nothing but a name.
  func keepingSignature(_ blocks: [PaperBlock]) -> [PaperBlock] {
    guard custom.signsAtEnd, case .signature(let signature) = blocks.last, signature.closing.isEmpty else {
      return blocks
    }
    let text = blocks.dropLast().reversed().prefix(4).prefix { if case .paragraph = $0 { true } else { false } }
    return blocks.dropLast(text.count + 1) + [.together(text.reversed() + [.signature(signature)])]
  }
}
