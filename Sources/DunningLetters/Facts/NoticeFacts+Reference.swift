import Dunning

extension NoticeFacts {
  /// More references than these are not named one by one where a line has to hold them.
  private static let namedReferencesMax = 3

  /// What fits into the text of a transfer.
  ///
  /// - Source: EPC115-06, SEPA credit transfer, AT-T009: 140 characters of remittance information.
  private static let quotedCharactersMax = 140

  /// What the debtor is to quote, in a mail, a letter and a code alike: that of the one item, one for all of them, or theirs
  /// in a row; the notice's number when they are many or long.
  var quoted: PaymentReference {
    let all = items.count == 1 ? items[0].paymentReference : groupReference
    if let all, all.isChecked { return all }
    let texts = items.map { LetterValues.clean($0.paymentReference.printed) }.joined(separator: ", ")
    let fits = texts.unicodeScalars.count <= Self.quotedCharactersMax && items.count <= Self.namedReferencesMax
    return .own(fits ? texts : LetterValues.clean(number))
  }

  /// ``quoted`` as it is printed.
  var paymentReference: String { quoted.printed }

  /// Whether the references are named one by one in a title or a subject, which have to fit on a line.
  var namesReferences: Bool {
    items.count == 1
      || items.count <= Self.namedReferencesMax && joinedReferences.unicodeScalars.count <= Self.quotedCharactersMax
  }

  private var joinedReferences: String { items.map { LetterValues.clean($0.reference) }.joined(separator: ", ") }
}
