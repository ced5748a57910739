import Foundation
import Testing

@testable import Dunning

/// The zone of this name from the machine's database.
func zone(_ name: String) throws -> ZoneRules {
  try #require(ZoneRules(name: name, tzif: try zoneFile(name)), "there is no zone \(name)")
}

func zoneFile(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")))
}

func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

func moment(_ text: String) throws -> Instant { try Instant(parsing: text) }

func money(_ text: String, _ code: String = "EUR") throws -> Money {
  try Money(parsing: text, currency: try #require(Currency(code)))
}

func step(
  _ name: String, _ at: String, _ tone: Step.Tone = .reminder, gap: String? = nil, payWithin: String? = nil
) throws -> Step {
  Step(
    name: name, at: try Offset(parsing: at), tone: tone, gap: try gap.map(Span.init(parsing:)),
    payWithin: try payWithin.map(Span.init(parsing:)))
}

func window(
  _ days: Set<Weekday> = Weekday.workingWeek, _ from: String = "09:00", _ until: String = "18:00",
  _ zone: SendWindow.Zone = .debtor
) throws -> SendWindow {
  SendWindow(days: days, from: try TimeOfDay(parsing: from), until: try TimeOfDay(parsing: until), zone: zone)
}

/// The ladder of the documentation: heads-up, reminder, second reminder, demand.
func ladder(_ onMissed: Policy.OnMissed = .step, minimum: String? = nil) throws -> Policy {
  Policy(
    name: "standard",
    steps: [
      try step("heads-up", "due-3bd", .courtesy), try step("reminder", "due+3bd"),
      try step("second-reminder", "due+14d", gap: "7d", payWithin: "7d"),
      try step("demand", "due+30d", .demand, gap: "7d", payWithin: "14d"),
    ], sendWindow: try window(), onMissed: onMissed, minimum: minimum)
}

func claim(
  number: Int = 1, debtor name: String = "Anna Beispiel", due: String, enqueued: String = "2026-01-01T00:00:00Z",
  amount: Money? = nil, policy: String = "standard",
  creditor: String = "acme", zone: String? = nil, state: Claim.State = .open, paid: Money? = nil,
  pausedUntil: String? = nil, obstacle: Claim.Obstacle? = nil, kind: Debtor.Kind? = nil, dueBasis: DueBasis? = nil,
  received: String? = nil, contracted: String? = nil
) throws -> Claim {
  let debtor = Debtor(
    key: nil, name: name, email: try EmailAddress(parsing: "anna@kunde.example"), timeZone: zone, kind: kind)
  let draft = ClaimDraft(
    creditor: creditor, reference: "2026-17", debtor: debtor, amount: try amount ?? money("120.00"),
    due: try Deadline(parsing: due), policy: policy, dueBasis: dueBasis, received: try received.map(day),
    contracted: try contracted.map(day))
  return Claim(
    id: ClaimID(Int64(number)), draft: draft, enqueued: try moment(enqueued), state: state, paid: paid,
    pausedUntil: try pausedUntil.map(CivilDate.init(parsing:)), obstacle: obstacle)
}

func sent(
  _ step: String, _ at: String, payBy: String? = nil, tone: Step.Tone = .reminder, received: String? = nil
) throws -> Completion {
  Completion(
    step: step, tone: tone, at: try moment(at), payBy: try payBy.map(CivilDate.init(parsing:)),
    received: try received.map(day))
}

/// A rulebook with the creditor `acme` in a zone, and the zones that the tests name.
func rulebook(
  _ policies: [Policy], zone name: String = "Europe/Berlin", calendar: WorkCalendar? = nil,
  statutes: Statutes = .none
) throws -> Rulebook {
  let names = [
    name, "Europe/Berlin", "America/New_York", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati",
  ]
  let zones = try Dictionary(names.map { ($0, try zone($0)) }) { first, _ in first }
  let creditor = Creditor(
    id: "acme", name: "ACME GmbH", address: [], country: "DE",
    from: .init(name: nil, address: try EmailAddress(parsing: "billing@acme.example")), iban: nil, language: "de",
    timeZone: name, calendar: calendar?.name)
  return Rulebook(
    creditors: [creditor], policies: policies,
    almanac: Almanac(zones: zones, calendars: calendar.map { [$0.name: $0] } ?? [:]), languages: ["de", "en"],
    statutes: statutes)
}
