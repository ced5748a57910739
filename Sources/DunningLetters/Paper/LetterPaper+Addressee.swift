import Dunning
import DunningPaper

extension LetterPaper {
  /// The debtor's name and address in the order that the post of their country reads, for a window.
  var windowBlocks: [PaperBlock] {
    let (name, address) = (PaperText(debtorName), debtorAddress)
    guard facts.destination == custom.namesLastIn, !address.isEmpty else {
      return [.paragraph(PaperText(([debtorName] + address).joined(separator: "\n")))]
    }
    let (above, below) = (PaperTextStyle(scale: 0.95, leading: 1.4), PaperTextStyle(scale: 1.12, spaceBefore: 0.35))
    return [.paragraph(PaperText(address.joined(separator: "\n")), above), .paragraph(name, below)]
  }

  /// The same as lines of the letter itself, on a sheet without a window.
  var addresseeBlocks: [PaperBlock] {
    let name = PaperBlock.paragraph(
      .bold(custom.namePrefix + debtorName), PaperTextStyle(spaceBefore: 0.6, spaceAfter: 0.1))
    let style = PaperTextStyle(spaceBefore: 0, spaceAfter: 0.3)
    let address = debtorAddress
    guard !address.isEmpty else { return [name] }
    let text = custom.addressPrefix.map { $0 + address.joined(separator: "，") } ?? address.joined(separator: "\n")
    return [name, .paragraph(PaperText(text), style)]
  }

  /// Half an em: readers of the text take a whole one for the gap between two columns.
  static let gap = "\u{2002}"

  private var debtorName: String {
    let name = LetterValues.clean(facts.debtor.name)
    let suffix = facts.debtor.kind == .business ? custom.firmSuffix : custom.personSuffix
    let isSaid = [custom.firmSuffix, custom.personSuffix].contains { !$0.isEmpty && name.hasSuffix($0) }
    return suffix.isEmpty || isSaid ? name : "\(name)\(Self.gap)\(suffix)"
  }

  private var debtorAddress: [String] {
    facts.debtor.address.map(LetterValues.clean)
      + (facts.foreignCountry.map { [$0] } ?? [])
  }
}

extension NoticeFacts {
  /// Where a letter goes; a debtor of whom no country is known is taken to be in the creditor's.
  var destination: String? { debtor.country ?? creditor.country }

  /// The last line of an address abroad; nil where the letter stays in the country, or where the address says it already.
  ///
  /// - Source: UPU S42: the name of the country of destination is the last line, in capitals, in a language of the
  ///   country of posting or one that is known internationally.
  var foreignCountry: String? {
    guard let from = creditor.country, let code = debtor.country, from != code, !debtor.address.isEmpty,
      let country = CountryName(code: code), !country.isSaid(in: debtor.address)
    else { return nil }
    return country.english.uppercased()
  }
}
