import Testing

@testable import Dunning

@Suite("A forecast")
struct ForecastTests {
  private func entry(_ reference: String, due: String, issued: String? = nil, debtor name: String = "Anna") throws
    -> Forecast.Entry
  {
    let debtor = Debtor(key: nil, name: name, email: try EmailAddress(parsing: "anna@kunde.example"))
    return Forecast.Entry(
      ClaimDraft(
        creditor: "acme", reference: reference, debtor: debtor, amount: try money("120.00"),
        due: try Deadline(parsing: due), policy: "standard", issued: try issued.map(day)))
  }

  private func paid(_ entry: Forecast.Entry, _ payments: (date: String, amount: String)...) throws -> Forecast.Entry {
    Forecast.Entry(
      entry.draft,
      payments: try payments.map { try payment(day($0.date), $0.amount) })
  }

  private func payment(_ date: CivilDate, _ amount: String) throws -> Payment {
    Payment(externalID: nil, amount: try money(amount), date: date, recordedAt: Instant(milliseconds: 0))
  }

  private func lines(_ entries: [Forecast.Entry], from: String = "2026-11-01", until: String = "2027-12-31") throws
    -> [String]
  {
    try Forecast(entries, rulebook([ladder()]), from: day(from), until: day(until)).map { notice in
      let references = notice.plan.parts.map(\.claim.draft.reference).joined(separator: "+")
      return "\(notice.day.iso) \(references) \(notice.plan.lead.planned.step.name) \(notice.owed.total.decimal)"
    }
  }

  @Test("it is in the order of time, over all claims")
  func order() throws {
    #expect(
      try lines([entry("B", due: "2026-12-04"), entry("A", due: "2026-11-30", debtor: "Bert")], until: "2026-12-10")
        == [
          "2026-11-25 A heads-up 120.00", "2026-12-01 B heads-up 120.00", "2026-12-03 A reminder 120.00",
          "2026-12-09 B reminder 120.00",
        ])
  }

  @Test("both days are in, and not a notice outside")
  func span() throws {
    let entries = [try entry("A", due: "2026-11-30")]
    #expect(try lines(entries, from: "2026-11-25", until: "2026-12-03").count == 2)
    #expect(try lines(entries, from: "2026-11-25", until: "2026-12-02").count == 1)
    #expect(try lines(entries, from: "2026-11-01", until: "2026-11-24").isEmpty)
  }

  @Test("what fell due before the first day begins at the first step that its policy allows")
  func late() throws {
    #expect(
      try lines([entry("A", due: "2026-09-30")], until: "2026-11-30") == [
        "2026-11-02 A reminder 120.00", "2026-11-09 A second-reminder 120.00", "2026-11-17 A demand 120.00",
      ])
  }

  @Test("a claim is not known before it was issued")
  func issued() throws {
    #expect(
      try lines([entry("A", due: "2026-11-30", issued: "2026-11-24")], until: "2026-12-03") == [
        "2026-11-25 A heads-up 120.00", "2026-12-03 A reminder 120.00",
      ])
    // Nothing kind comes on the day of the invoice.
    #expect(
      try lines([entry("A", due: "2026-11-30", issued: "2026-11-27")], until: "2026-12-03") == [
        "2026-12-03 A reminder 120.00"
      ])
  }

  @Test("where all settles a claim, what a demand asks for stays open once the sum is paid", arguments: [false, true])
  func settlesAll(isAll: Bool) throws {
    let sum = FixedSum(currency: try money("0").currency, scale: .bands([FixedSum.Band(upTo: nil, sum: 4_000)]))
    let rule = InterestRule(
      id: "TEST", jurisdiction: "XX", who: "anybody", basis: "none", rate: nil, agreed: InterestRule.Agreed(),
      fixedSum: sum, source: "none", checkedOn: try day("2026-01-01"))
    var options = InterestOptions()
    try options.set("rate", to: "10", for: rule)
    let policy = Policy(
      name: "standard",
      steps: [try step("demand", "due+10d", .demand), try step("last", "due+60d", .demand, gap: "7d")],
      sendWindow: try window(), lateTerms: try InterestTerms(rule: rule, options: options),
      settles: isAll ? .all : .principal)
    let entries = [try paid(try entry("A", due: "2026-11-30"), ("2026-12-20", "120.00"))]
    var forecast = Forecast(entries, try rulebook([policy]), from: try day("2026-11-01"), until: try day("2027-12-31"))
    var steps: [String] = []
    while let notice = forecast.next() { steps.append(notice.plan.lead.planned.step.name) }
    #expect(steps == (isAll ? ["demand", "last"] : ["demand"]))
    #expect(forecast.left.isEmpty == !isAll)
    if isAll { #expect(try #require(forecast.left.first).open.minorUnits > 4_000) }
  }

  @Test("who pays on the day of a notice gets none; a part of it lowers the sum")
  func payments() throws {
    let entry = try entry("A", due: "2026-11-30")
    #expect(
      try lines([paid(entry, ("2026-12-03", "120.00"))]) == ["2026-11-25 A heads-up 120.00"])
    #expect(
      try lines([paid(entry, ("2026-12-03", "20.00"), ("2026-12-14", "100.00"))]) == [
        "2026-11-25 A heads-up 120.00", "2026-12-03 A reminder 100.00",
      ])
    #expect(try lines([paid(entry, ("2020-01-01", "120.00"))]).isEmpty)
  }

  @Test("what is open in the end is what was not paid by then")
  func left() throws {
    let entries = [
      try paid(entry("A", due: "2026-11-30"), ("2026-12-03", "20.00"), ("2027-12-03", "100.00")),
      try paid(entry("B", due: "2026-11-30"), ("2026-12-03", "120.00")),
    ]
    let forecast = Forecast(
      entries, try rulebook([ladder()]), from: try day("2026-11-01"), until: try day("2026-12-31"))
    #expect(forecast.left.map { "\($0.draft.reference) \($0.open.decimal)" } == ["A 100.00"])
  }

  /// Claims and payments at random, of few debtors.
  private func book(_ random: inout Seeded, payments: Bool) throws -> [Forecast.Entry] {
    try (0..<random.number(1...14)).map { number in
      let due = CivilDate(dayNumber: 20_700 + random.number(0...120))
      let issued = random.number(0...2) == 0 ? due.adding(days: -random.number(0...30)).iso : nil
      var entry = try entry(
        "R-\(number)", due: due.iso, issued: issued, debtor: random.pick(["Anna", "Bert", "Carla"]))
      for _ in 0..<(payments ? random.number(0...2) : 0) {
        entry.payments.append(
          try payment(due.adding(days: random.number(-20...50)), "\(random.number(10...90)).00"))
      }
      return entry
    }
  }

  private func book(_ random: inout Seeded) throws -> Rulebook {
    let policy = try ladder(random.pick(Policy.OnMissed.allCases), minimum: random.pick([nil, "30.00"]))
    return try rulebook([
      Policy(
        name: "standard", steps: policy.steps, sendWindow: policy.sendWindow, onMissed: policy.onMissed,
        groupBy: random.pick(Policy.GroupBy.allCases), minimum: policy.minimum)
    ])
  }

  private func name(_ notice: NoticePlan) -> String {
    let parts = notice.parts.map { "\($0.claim.draft.reference) \($0.planned.step.name)" }.sorted()
      .joined(separator: ", ")
    return "\(notice.at.milliseconds) \(notice.outstanding.decimal): \(parts)"
  }

  @Test("without payments it says what the course of the claims says", arguments: [UInt64(1), 2, 3])
  func course(seed: UInt64) throws {
    var random = Seeded(seed)
    for round in 0..<60 {
      // Given
      let (rulebook, entries) = (try book(&random), try book(&random, payments: false))
      let (from, until) = (try day("2026-09-01"), try day("2027-06-30"))
      let berlin = try zone("Europe/Berlin")
      let known = entries.filter { ($0.draft.issued ?? from) <= from }
      let start = berlin.instant(from, TimeOfDay(seconds: 0))
      let standings = known.enumerated().map {
        Standing(Claim(id: ClaimID(Int64($0.offset)), draft: $0.element.draft, enqueued: start))
      }
      // When
      let forecast = Forecast(known, rulebook, from: from, until: until).map { name($0.plan) }
      // Then
      let isGrouped = rulebook.policies["standard"]?.groupBy == .debtor
      let groups = Dictionary(grouping: standings) { isGrouped ? $0.claim.draft.groupKey.debtor : "\($0.claim.id)" }
      let courses = groups.values.flatMap { group in
        rulebook.course(
          of: group, now: start, until: berlin.instant(until.adding(days: 1), TimeOfDay(seconds: 0)))
      }
      #expect(forecast.sorted() == courses.map(name).sorted(), "seed \(seed), round \(round)")
    }
  }

  @Test(
    "with payments it says what asking anew after each event says, so nothing that is remembered goes stale",
    arguments: [UInt64(4), 5, 6])
  func asking(seed: UInt64) throws {
    var random = Seeded(seed)
    for round in 0..<60 {
      // Given
      let (rulebook, entries) = (try book(&random), try book(&random, payments: true))
      let (from, until) = (try day("2026-09-01"), try day("2027-06-30"))
      // When
      let forecast = Forecast(entries, rulebook, from: from, until: until).map { name($0.plan) }
      // Then
      let asked = try ask(rulebook, entries, from: from, until: until)
      #expect(forecast.count == asked.count, "seed \(seed), round \(round)")
      #expect(Set(forecast).symmetricDifference(asked).sorted() == [], "seed \(seed), round \(round)")
      #expect(zip(forecast, forecast.dropFirst()).allSatisfy { Int64($0.prefix(13)) ?? 0 <= Int64($1.prefix(13)) ?? 0 })
    }
  }

  /// The forecast by day: every morning what is known is written down, and the rules are asked from scratch.
  private func ask(_ rulebook: Rulebook, _ entries: [Forecast.Entry], from: CivilDate, until: CivilDate) throws
    -> [String]
  {
    let berlin = try zone("Europe/Berlin")
    let isGrouped = rulebook.policies["standard"]?.groupBy == .debtor
    // In the order in which they become known, as the docket numbers them.
    let known = entries.indices.sorted {
      (max(from, entries[$0].draft.issued ?? from), $0) < (max(from, entries[$1].draft.issued ?? from), $1)
    }
    let groups = Dictionary(grouping: known) { isGrouped ? entries[$0].draft.groupKey.debtor : "\($0)" }
    var asked: [String] = []
    for group in groups.values {
      var histories: [Int: [Completion]] = [:]
      var lastContact: Instant?
      var date = from
      while date <= until {
        let (morning, evening) = (
          berlin.instant(date, TimeOfDay(seconds: 0)), berlin.instant(date.adding(days: 1), TimeOfDay(seconds: 0))
        )
        let standings = group.filter { max(from, entries[$0].draft.issued ?? from) <= date }.map { index in
          let entry = entries[index]
          let paid = entry.payments.filter { $0.date <= date }.reduce(0) { $0 + $1.amount.minorUnits }
          let claim = Claim(
            id: ClaimID(Int64(index)), draft: entry.draft,
            enqueued: berlin.instant(max(from, entry.draft.issued ?? from), TimeOfDay(seconds: 0)),
            paid: Money(minorUnits: paid, currency: entry.draft.amount.currency))
          return Standing(claim, history: histories[index] ?? [])
        }
        if let notice = rulebook.nextNotice(among: standings, lastContact: lastContact, now: morning),
          notice.at < evening
        {
          asked.append(name(notice))
          for part in notice.parts {
            histories[Int(part.claim.id.number), default: []].append(
              Completion(
                step: part.planned.step.name, tone: notice.lead.planned.step.tone, at: notice.at,
                payBy: rulebook.payBy(notice)))
          }
          lastContact = notice.at
        }
        date = date.adding(days: 1)
      }
    }
    return asked
  }
}
