import Dunning

/// The law that a letter may cite: that of the country in which both creditor and debtor are.
///
/// Where they are in different countries, or where nobody knows, a letter names no statute: which law holds would be
/// the first thing to argue about.
enum LetterLaw: CaseIterable, Sendable {
  case china, england, france, germany, italy, japan, netherlands, spain, unitedStates

  /// A debtor of whom no country is known is taken to be in the creditor's.
  init?(creditor: Creditor, debtor: Debtor) {
    guard let country = creditor.country, debtor.country ?? country == country else { return nil }
    switch country {
    case "CN": self = .china
    case "DE": self = .germany
    case "ES": self = .spain
    case "FR": self = .france
    // Scotland and Northern Ireland have courts and rules of their own.
    case "GB" where !Self.isOutsideEngland(debtor.calendar ?? creditor.calendar): self = .england
    case "IT": self = .italy
    case "JP": self = .japan
    case "NL": self = .netherlands
    case "US": self = .unitedStates
    default: return nil
    }
  }

  /// The country whose law the templates of a language know; nil when they know none.
  static func home(of language: String) -> String? {
    switch language {
    case "de", "es", "fr", "it", "nl": language.uppercased()
    case "en-GB": "GB"
    case "en-US": "US"
    case "ja": "JP"
    case "zh-Hans": "CN"
    default: nil
    }
  }

  private static func isOutsideEngland(_ calendar: String?) -> Bool { ["GB-SCT", "GB-NIR"].contains(calendar) }
}
