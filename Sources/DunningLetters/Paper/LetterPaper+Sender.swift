import Dunning
import DunningPaper

extension LetterPaper {
  /// Who writes, line by line: address, name, who speaks for them, how to reach them.
  var senderBlocks: [PaperBlock] {
    let head = creditor.letterhead
    let small = PaperTextStyle(scale: 0.84, leading: 1.4, spaceBefore: 0.15, spaceAfter: 0)
    var blocks: [PaperBlock] = []
    if let logo = head.logo { blocks.append(.image(PaperImage(png: logo, height: 10, alternative: creditor.name))) }
    blocks.append(.paragraph(PaperText(lines(creditor.address)), small))
    blocks.append(
      .paragraph(
        PaperText(LetterValues.clean(creditor.name)),
        PaperTextStyle(scale: 1.15, isBold: true, leading: 1.35, spaceBefore: 0.2, spaceAfter: 0)))
    let signer = [head.authority, head.signatory].compactMap { $0 }.map(LetterValues.clean).joined(separator: Self.gap)
    blocks.append(.paragraph(PaperText(signer), PaperTextStyle(leading: 1.35, spaceBefore: 0.1, spaceAfter: 0)))
    let contact = [creditor.phone.map { "TEL \($0)" }, "E-mail \(creditor.from.address.text)"].compactMap { $0 }
    blocks.append(.paragraph(PaperText(lines(contact)), small))
    return blocks
  }

  private func lines(_ lines: [String]) -> String { lines.map(LetterValues.clean).joined(separator: "\n") }
}
