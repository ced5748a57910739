import Dunning
import DunningStore

/// A claim against nobody that looks like one: what a preview shows when no claim is named.
struct SampleClaim {
  let creditor: Creditor
  let policy: Policy
  let step: Step
  let language: String
  /// The creditor's.
  let zone: ZoneRules
  let now: Instant

  /// A sum of 123456 of the currency's least units.
  var claim: Claim {
    get throws(DocketError) {
      Claim(
        id: ClaimID(0),
        draft: ClaimDraft(
          creditor: creditor.id, reference: "2026-0042", debtor: debtor,
          amount: Money(minorUnits: 123_456, currency: try currency), due: .day(due), policy: policy.name,
          issued: due.adding(days: -30), contract: nil, dueBasis: .agreed), enqueued: now.adding(seconds: -86_400 * 90))
    }
  }

  /// The steps below this one, a week apart.
  var history: [Completion] {
    let before = policy.steps.prefix { $0.name != step.name }.filter { !$0.isBeforeDue }
    return before.enumerated().map { index, step in
      Completion(step: step.name, tone: step.tone, at: now.adding(seconds: -604_800 * (before.count - index)))
    }
  }

  private var debtor: Debtor {
    let (name, address) = Self.names[language.split(separator: "-").first.map(String.init) ?? ""] ?? Self.english
    return Debtor(
      key: "sample", name: name, email: creditor.from.address, language: language, timeZone: creditor.timeZone,
      calendar: creditor.calendar, kind: kind, country: creditor.country, address: address)
  }

  /// One that the policy's rule is for.
  private var kind: Debtor.Kind {
    policy.terms(for: .business).terms == nil && policy.lateTerms != nil ? .consumer : .business
  }

  /// So long ago that the step is due today, as near as whole days tell.
  private var due: CivilDate {
    let today = today
    guard step.at.anchor == .due else { return today.adding(days: -45) }
    return today.adding(days: -Int(step.at.span.approximateSeconds / 86_400))
  }

  private var today: CivilDate { zone.date(at: now) }

  private var currency: Currency {
    get throws(DocketError) {
      let code = Self.currencies[creditor.country ?? ""] ?? "EUR"
      guard let currency = Currency(code) else { throw DocketError(.failed, "there is no currency \(code)") }
      return currency
    }
  }

  private static let currencies = [
    "CH": "CHF", "LI": "CHF", "GB": "GBP", "US": "USD", "CA": "CAD", "AU": "AUD", "CN": "CNY", "JP": "JPY",
    "IN": "INR", "SE": "SEK",
  ]

  private static let english = ("Sample Trading Ltd", ["12 Example Street", "Sampletown SA1 2MP"])

  private static let names: [String: (String, [String])] = [
    "en": english, "de": ("Muster & Beispiel GmbH", ["Beispielweg 12", "12345 Musterstadt"]),
    "fr": ("Société Exemple SARL", ["12 rue de l’Exemple", "69000 Exempleville"]),
    "nl": ("Voorbeeld Handel B.V.", ["Voorbeeldlaan 12", "1234 AB Voorbeeldstad"]),
    "es": ("Comercial Ejemplo S.L.", ["Calle del Ejemplo 12", "28000 Ejemplo"]),
    "it": ("Esempio S.r.l.", ["Via dell’Esempio 12", "00100 Esempio"]),
    "ja": ("見本商事株式会社", ["100-0000", "東京都見本区見本1-2-3"]),
    "zh": ("示例贸易有限公司", ["示例市示例区示例路12号", "100000"]),
  ]
}
