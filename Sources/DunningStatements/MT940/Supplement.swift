/// The lines below that of an entry: `/OCMT/EUR11,85//CHGS/EUR0,50/`, or the other side's account, or words.
struct Supplement {
  private(set) var text: String?
  private(set) var account: String?
  private(set) var instructed: Amount?
  private(set) var instructedCurrency: String?
  private(set) var charges: Amount?

  init(_ lines: some Sequence<String>) {
    let said = lines.compactMap(\.meant)
    let joined = said.joined()
    if joined.hasPrefix("/") {
      (instructedCurrency, instructed) = Self.sum("/OCMT/", joined)
      charges = Self.sum("/CHGS/", joined).1
    } else if let only = said.first, said.count == 1, IBAN.isWhole(only.squeezed) {
      account = only.squeezed
    } else {
      text = said.asLines
    }
  }

  private static func sum(_ word: String, _ text: String) -> (String?, Amount?) {
    guard let found = text.firstRange(of: word) else { return (nil, nil) }
    let value = text[found.upperBound...].prefix { $0 != "/" }
    let amount = Amount(value.dropFirst(3), marks: [",", "."])
    return amount.map { (String(value.prefix(3)), $0) } ?? (nil, nil)
  }
}
