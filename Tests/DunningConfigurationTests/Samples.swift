import Dunning
import DunningConfiguration
import Testing

/// The example of the documentation.
let example = """
  mode: held                      # a fresh installation sends nothing until `dunningctl arm`
  delivery:
    transport: smtp               # smtp | lmtp | maildir
    smtp: {host: localhost, port: 25, tls: starttls, user: "", password: "{credential smtp-password}", connections: 20}
    maildir: /var/lib/dunningd/outbox
    in_doubt: hold                # hold | resend
  creditors:
    acme:
      name: ACME GmbH
      address: [Musterstraße 1, 10115 Berlin]
      country: DE
      from: "ACME Buchhaltung <buchhaltung@acme.example>"
      iban: DE89370400440532013000
      language: de
      time_zone: Europe/Berlin
      calendar: DE-BE
  policies:
    standard:
      late_interest: DE-B2B
      minimum: "5.00"
      group_by: debtor            # debtor | claim
      on_missed: step             # step | collapse | skip
      send_window: {days: mon-fri, from: "09:00", until: "18:00", zone: debtor}
      steps:
        - {name: heads-up, at: due-3bd, tone: courtesy, send: [email]}
        - {name: reminder, at: due+3bd, tone: reminder, send: [email]}
        - {name: second-reminder, at: due+14d, gap: 7d, tone: reminder, send: [email], pay_within: 7d}
        - {name: demand, at: due+30d, gap: 7d, tone: demand, send: [email, letter], pay_within: 14d, approval: required}

  """

/// The example with one piece of it written otherwise.
func example(_ old: String, _ new: String) throws -> String {
  let place = try #require(example.firstRange(of: old), "the example has no \(old)")
  return example.replacingCharacters(in: place, with: new)
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + self[range.upperBound...]
  }
}

/// Zones and calendars enough for the tests, without reading the machine's.
func surroundings(credential: (@Sendable (String) -> String?)? = nil) -> Configuration.Surroundings {
  let names = ["Europe/Berlin", "Europe/Paris", "Asia/Shanghai"]
  let zones = Dictionary(names.map { ($0, ZoneRules.utc) }) { first, _ in first }
  // 2026-03-08, which is a Sunday.
  let holiday = SpecialDay(CivilDate(dayNumber: 20_520), name: "Women's Day")
  let berlin = WorkCalendar(name: "DE-BE", days: [holiday])
  return Configuration.Surroundings(
    almanac: Almanac(zones: zones).adding([berlin], edition: "test"), languages: ["de", "en", "zh-Hans"],
    stateDirectory: "/var/lib/dunningd", statutes: (try? law.get()) ?? .none,
    credential: credential)
}

func read(_ text: String, credential: (@Sendable (String) -> String?)? = nil) throws -> Configuration {
  try Configuration.read(text, file: "dunningd.yaml", surroundings(credential: credential))
}

/// What is said about a file that cannot be used, one headline each.
func mistakes(_ text: String, credential: (@Sendable (String) -> String?)? = nil) throws -> [String] {
  do {
    _ = try read(text, credential: credential)
    return []
  } catch let error as ConfigurationError {
    return error.diagnostics.filter { $0.severity == .error }.map(\.headline)
  }
}
