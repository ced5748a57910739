import DunningAPI

/// Configurations and claims that scenarios are made of.
enum Book {
  static let creditor = """
      acme:
        name: ACME GmbH
        address: [Musterstraße 1, 10115 Berlin]
        country: DE
        from: "ACME Buchhaltung <billing@acme.example>"
        iban: DE89370400440532013000
        language: en
        time_zone: Europe/Berlin
        policy: standard
    """

  static let steps = """
          - {name: reminder, at: due+3d, tone: reminder}
          - {name: second-reminder, at: due+10d, gap: 7d, tone: reminder, pay_within: 7d}
          - {name: last-reminder, at: due+20d, gap: 7d, tone: reminder}
    """

  static let window = #"{days: mon-fri, from: "09:00", until: "18:00", zone: debtor}"#

  /// The text of a file: `steps` are the entries of the list of the policy `standard`, `more` further entries of
  /// `policies`, `delivery` further keys of that section.
  static func configuration(
    mode: String = "armed", inDoubt: String = "hold", transport: String = "smtp", steps: String = steps,
    window: String = window, onMissed: String = "step", more: String = "", delivery: String = "brake: off"
  ) -> String {
    """
    mode: \(mode)
    delivery: {transport: \(transport), in_doubt: \(inDoubt), \(delivery)}
    creditors:
    \(creditor)
    policies:
      standard:
        on_missed: \(onMissed)
        send_window: \(window)
        steps:
    \(steps)
    \(more)
    """
  }

  static func claim(
    _ reference: String = "R-1", due: String, amount: String = "120.00", policy: String? = nil,
    email: String = "anna@kunde.example", timeZone: String? = nil
  ) -> ClaimRequest {
    var claim = ClaimRequest(
      reference: reference, debtor: "Anna Kunde", email: email, amount: amount, currency: "EUR", due: due)
    (claim.debtorId, claim.policy, claim.timeZone) = (email, policy, timeZone)
    return claim
  }
}
