/// A name as debtors and those who pay are compared: words without marks, legal forms and order.
package struct NameKey: Hashable, Sendable {
  /// Words in order, a blank between them: how the index of names has it.
  package let text: String

  private let words: Set<String>

  /// Nil for a name of which nothing is left.
  package init?(_ name: String) {
    let words = Self.words(of: name)
    guard !words.isEmpty else { return nil }
    self.words = words
    text = words.sorted().joined(separator: " ")
  }

  /// Whether who paid is this debtor: the same words; or all the debtor's, where there are several, and more; or as much
  /// of the name as a bank's field holds.
  ///
  /// - Parameter debtor: a name.
  package static func agrees(_ payer: String, with debtor: String) -> Bool {
    guard let paying = NameKey(payer), let owing = NameKey(debtor) else { return false }
    if paying == owing || (owing.words.count > 1 && owing.words.isSubset(of: paying.words)) { return true }
    let (cut, whole) = (plain(payer), plain(debtor))
    return cut.utf8.count >= fieldLeast && whole.hasPrefix(cut)
  }

  /// Whether two names have a word in common, or say nothing.
  package static func share(_ one: String, _ other: String) -> Bool {
    guard let one = NameKey(one), let other = NameKey(other) else { return true }
    return !one.words.isDisjoint(with: other.words) || agrees(one.text, with: other.text)
  }

  /// Whether the name stands in a text as a whole: two words at least, or a long one.
  static func stands(_ debtor: String, in text: String) -> Bool {
    guard let owing = NameKey(debtor), owing.words.count > 1 || owing.text.utf8.count >= 5 else { return false }
    return owing.words.isSubset(of: words(of: text))
  }

  /// A name without regard to how it is spelt: ü, ue and u are one, ß is ss, and what is no letter or digit does not count.
  package static func unspelt(_ name: String) -> String { plain(name.folded) }

  /// Whether all words of the name stand in a text, however short they are.
  static func isNamed(_ debtor: String, in text: String) -> Bool {
    NameKey(debtor)?.words.isSubset(of: words(of: text)) ?? false
  }

  /// Letters of a name that fill a field of a bank (27 characters less blanks).
  private static let fieldLeast = 22

  private static func plain(_ name: String) -> String { folded(SquashedText(name).text) }

  private static func words(of name: String) -> Set<String> {
    let words = SquashedText(name).runs.map { $0.kind == .signs ? bare($0.text) : folded($0.text) }
    return Set(words.filter { !$0.isEmpty && !forms.contains($0) })
  }

  /// ü, ue and u are one, as banks write them.
  private static func folded(_ word: String) -> String {
    var text = word
    if !word.utf8.allSatisfy({ $0 < 0x80 }) {
      text = String(String.UnicodeScalarView(word.decomposed.unicodeScalars.filter { !$0.properties.isDiacritic }))
        .replacing("Æ", with: "A").replacing("Ø", with: "O").replacing("Å", with: "A")
    }
    return text.replacing("AE", with: "A").replacing("OE", with: "O").replacing("UE", with: "U")
  }

  private static func bare(_ signs: String) -> String {
    for form in ["股份有限公司", "有限责任公司", "有限公司", "株式会社", "合同会社"] where signs.contains(form) {
      return signs.replacing(form, with: "")
    }
    return signs
  }

  private static let forms: Set<String> = [
    "GMBH", "MBH", "AG", "KG", "KGAA", "OHG", "GBR", "UG", "EK", "EV", "CO", "LTD", "LIMITED", "INC", "LLC", "LLP",
    "PLC", "CORP", "CORPORATION", "COMPANY", "SA", "SAS", "SARL", "SRL", "SPA", "BV", "NV", "BVBA", "SPRL", "OY", "OYJ",
    "AB", "AS", "APS", "SL", "HERR", "FRAU", "MR", "MRS", "MS", "DR", "FIRMA", "UND", "AND", "ET", "THE", "DIE", "DER",
  ]
}
