package import Dunning
import FoundationEssentials

/// Things that tests talk about: one creditor in Berlin, its ladders, and claims against debtors in several zones.
package enum Samples {
  package static let zoneNames = ["Europe/Berlin", "Europe/London", "America/New_York", "Asia/Shanghai", "Asia/Tokyo"]

  /// The zones of the machine that the samples name.
  package static let almanac: Almanac = {
    let zones = zoneNames.compactMap { name -> (String, ZoneRules)? in
      guard let bytes = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)") else { return nil }
      return ZoneRules(name: name, tzif: Array(bytes)).map { (name, $0) }
    }
    return Almanac(zones: Dictionary(uniqueKeysWithValues: zones))
  }()

  /// Bytes for keys, always the same.
  package static let bytes: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { UInt8(truncatingIfNeeded: $0) } }

  /// `2026-11-23T09:00:00+01:00`.
  package static func moment(_ text: String) throws -> Instant { try Instant(parsing: text) }

  package static func euros(_ text: String) throws -> Money {
    guard let euro = Currency("EUR") else { throw CocoaError(.featureUnsupported) }
    return try Money(parsing: text, currency: euro)
  }

  package static func creditor(
    _ id: String = "acme", address: String = "billing@acme.example", policy: String? = "standard",
    register: RegisterSchedule? = nil, retain: String? = nil
  ) throws -> Creditor {
    Creditor(
      id: id, name: "ACME GmbH", address: ["Musterstraße 1", "10115 Berlin"], country: "DE",
      from: Creditor.Sender(name: "ACME Buchhaltung", address: try EmailAddress(parsing: address)),
      iban: "DE89370400440532013000", language: "en", timeZone: "Europe/Berlin", policy: policy,
      register: register, retention: try retain.map(Retention.init(parsing:)))
  }

  package static func step(
    _ name: String, _ at: String, _ tone: Step.Tone = .reminder, gap: String? = nil, payWithin: String? = nil,
    approval: Step.Approval = .none, channels: [Step.Channel] = [.email]
  ) throws -> Step {
    Step(
      name: name, at: try Offset(parsing: at), tone: tone, channels: channels,
      gap: try gap.map { try Span(parsing: $0) },
      payWithin: try payWithin.map { try Span(parsing: $0) }, approval: approval)
  }

  /// Nights, weekends and holidays too: for tests that are about something else than the hour.
  package static let allHours = SendWindow(
    days: Set(Weekday.allCases), from: TimeOfDay(seconds: 0), until: TimeOfDay(seconds: 86_400), zone: .debtor)

  /// Monday to Friday from nine to six by the debtor's clock.
  package static let officeHours = SendWindow(
    days: Weekday.workingWeek, from: TimeOfDay(seconds: 9 * 3_600), until: TimeOfDay(seconds: 18 * 3_600),
    zone: .debtor)

  /// A reminder after three days, another after ten, a demand after thirty that somebody has to approve.
  package static func standard(window: SendWindow = officeHours) throws -> Policy {
    Policy(
      name: "standard",
      steps: [
        try step("reminder", "due+3d"), try step("second-reminder", "due+10d", gap: "7d", payWithin: "7d"),
        try step("demand", "due+30d", .demand, gap: "7d", payWithin: "14d", approval: .required),
      ], sendWindow: window)
  }

  /// Rungs of seconds and minutes, for a deadline that is a moment; at any hour.
  package static func wallet() throws -> Policy {
    Policy(name: "wallet", steps: [try step("nudge", "due+90s"), try step("last-call", "due+5m", gap: "2m")])
  }

  package static func rulebook(
    creditors: [Creditor]? = nil, policies: [Policy]? = nil, startsArmed: Bool = true
  ) throws -> Rulebook {
    Rulebook(
      creditors: try creditors ?? [creditor()], policies: try policies ?? [standard(), wallet()], almanac: almanac,
      languages: ["de", "en", "zh-Hans"], startsArmed: startsArmed)
  }

  package static func debtor(
    key: String? = "k1", name: String = "Anna Kunde", email: String = "anna@kunde.example", language: String? = nil,
    timeZone: String? = nil, address: [String] = []
  ) throws -> Debtor {
    Debtor(
      key: key, name: name, email: try EmailAddress(parsing: email), language: language, timeZone: timeZone,
      address: address)
  }

  package static func draft(
    _ reference: String = "R-1", amount: String = "120.00", due: String = "2026-11-30", creditor: String = "acme",
    policy: String = "standard", debtor: Debtor? = nil, paymentReference: String? = nil
  ) throws -> ClaimDraft {
    ClaimDraft(
      creditor: creditor, reference: reference, debtor: try debtor ?? self.debtor(), amount: try euros(amount),
      due: try Deadline(parsing: due), policy: policy, paymentReference: paymentReference)
  }
}
