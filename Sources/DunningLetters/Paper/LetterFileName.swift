package import Dunning

/// The name under which a debtor saves a letter: `Mahnung-2026-0042.pdf`, in the debtor's language and in ASCII.
package enum LetterFileName {
  /// Characters of the reference that are kept.
  private static let referenceMax = 60

  /// - Parameters:
  ///   - language: the tag of the notice's language; English words where its own are not written in ASCII.
  ///   - references: those of the claims; several are not named, the notice's number is.
  package static func name(
    language: String, tone: Step.Tone, references: [String], number: String
  ) -> String {
    let words = words[language.split(separator: "-").first.map(String.init) ?? ""] ?? english
    let word =
      switch tone {
      case .courtesy: words.courtesy
      case .reminder: words.reminder
      case .demand: words.demand
      }
    let reference = references.count == 1 ? references.first.map(plain) ?? "" : ""
    return "\(word)-\(reference.isEmpty ? number : reference).pdf"
  }

  private typealias Words = (courtesy: String, reminder: String, demand: String)

  private static let english: Words = ("Payment-Notice", "Reminder", "Demand")

  private static let words: [String: Words] = [
    "en": english, "de": ("Zahlungshinweis", "Zahlungserinnerung", "Mahnung"),
    "fr": ("Avis", "Relance", "Mise-en-demeure"), "nl": ("Betalingsbericht", "Herinnering", "Aanmaning"),
    "es": ("Aviso", "Recordatorio", "Requerimiento"), "it": ("Avviso", "Sollecito", "Messa-in-mora"),
  ]

  /// Letters, digits, dots and single hyphens: nothing that a file system, a shell or a mail program stumbles over.
  private static func plain(_ reference: String) -> String {
    var plain = ""
    for scalar in reference.unicodeScalars.prefix(referenceMax) {
      let isKept = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isKept || scalar == "." && !plain.isEmpty {
        plain.unicodeScalars.append(scalar)
      } else if !plain.isEmpty, !plain.hasSuffix("-") {
        plain.append("-")
      }
    }
    while plain.hasSuffix("-") || plain.hasSuffix(".") { plain.removeLast() }
    return plain
  }
}
