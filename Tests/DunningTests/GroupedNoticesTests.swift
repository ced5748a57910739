import Testing

@testable import Dunning

@Suite("Notices grouped by debtor")
struct GroupedNoticesTests {
  private func book(_ steps: [Step], groupBy: Policy.GroupBy = .debtor, onMissed: Policy.OnMissed = .step) throws
    -> Rulebook
  {
    try rulebook([
      Policy(name: "standard", steps: steps, sendWindow: try window(), onMissed: onMissed, groupBy: groupBy)
    ])
  }

  private func standings(_ dues: [String], enqueued: String = "2026-01-01T00:00:00Z") throws -> [Standing] {
    try dues.enumerated().map { Standing(try claim(number: $0.offset + 1, due: $0.element, enqueued: enqueued)) }
  }

  private func lines(_ book: Rulebook, _ standings: [Standing], now: String = "2026-01-01T00:00:00Z") throws
    -> [String]
  {
    try book.course(of: standings, now: moment(now), until: moment("2100-01-01T00:00:00Z")).map { notice in
      let parts = notice.parts.map { "\($0.claim.id) \($0.planned.step.name)" }.joined(separator: ", ")
      return
        "\(book.zone(for: notice.lead.claim)?.date(at: notice.at).iso ?? "") \(notice.lead.planned.step.tone): \(parts)"
    }
  }

  @Test("claims of the same day go together all the way")
  func sameDay() throws {
    let book = try book([try step("first", "due+3d"), try step("last", "due+14d", .demand)])
    #expect(
      try lines(book, standings(["2026-03-02", "2026-03-02"])) == [
        "2026-03-05 reminder: c1 first, c2 first", "2026-03-16 demand: c1 last, c2 last",
      ])
  }

  @Test("a claim whose moment has come goes along at the highest tone, and each climbs its own ladder")
  func highestTone() throws {
    let book = try book([try step("first", "due+3d", gap: "7d"), try step("last", "due+14d", .demand, gap: "7d")])
    // 2 March + 14 days is the day on which the other's reminder, due earlier, waits for the gap to end.
    #expect(
      try lines(book, standings(["2026-03-02", "2026-03-12"])) == [
        "2026-03-05 reminder: c1 first", "2026-03-16 demand: c1 last, c2 first", "2026-03-26 demand: c2 last",
      ])
  }

  @Test("a debtor with a claim a day gets one message a week, and none of the claims is starved")
  func manyClaims() throws {
    let book = try book([try step("first", "due+3d", gap: "7d"), try step("second", "due+10d", gap: "7d")])
    let days = (1...28).map { "2026-02-\(padded($0, 2))" }
    let notices = try Array(
      book.course(
        of: standings(days), now: moment("2026-01-01T00:00:00Z"), until: moment("2100-01-01T00:00:00Z")))
    let zone = try zone("Europe/Berlin")
    for (before, after) in zip(notices, notices.dropFirst()) {
      #expect(zone.date(at: after.at).dayNumber - zone.date(at: before.at).dayNumber >= 7)
    }
    #expect(notices.flatMap(\.parts).count == 56)
    #expect(notices.count <= 7)
  }

  @Test("what is not due yet is never mixed with what is late")
  func beforeDue() throws {
    let book = try book([
      try step("heads-up", "due-3d", .courtesy), try step("first", "due+3d"), try step("last", "due+14d", .demand),
    ])
    let notices = try Array(
      book.course(
        of: standings(["2026-03-02", "2026-03-19"]), now: moment("2026-01-01T00:00:00Z"),
        until: moment("2100-01-01T00:00:00Z")))
    for notice in notices {
      #expect(Set(notice.parts.map(\.planned.step.isBeforeDue)).count == 1)
    }
    #expect(notices.flatMap(\.parts).count == 6)
  }

  @Test("other currencies, policies and debtors, and policies that do not group, have notices of their own")
  func apart() throws {
    let grouping = try book([try step("first", "due+3d")])
    let single = try book([try step("first", "due+3d")], groupBy: .claim)
    let (one, two) = (try claim(number: 1, due: "2026-03-02"), try claim(number: 2, due: "2026-03-02"))
    #expect(grouping.groupsByDebtor(one))
    #expect(!single.groupsByDebtor(one))
    #expect(one.draft.groupKey == two.draft.groupKey)
    let francs = try claim(number: 3, due: "2026-03-02", amount: money("1", "CHF"))
    #expect(one.draft.groupKey != francs.draft.groupKey)
    let other = try claim(number: 4, debtor: "Bert", due: "2026-03-02")
    #expect(one.draft.groupKey != other.draft.groupKey)
  }

  @Test("no two notices to a debtor are nearer than the gap, whatever the claims", arguments: [UInt64(3), 4, 5])
  func gaps(seed: UInt64) throws {
    var random = Seeded(seed)
    for round in 0..<60 {
      // Given
      let gap = random.number(2...9)
      let steps = try (0..<random.number(1...4)).map { index in
        try step(
          "step-\(index)", "due+\(1 + index * random.number(3...9))d", index > 1 ? .demand : .reminder, gap: "\(gap)d")
      }
      let book = try book(steps, onMissed: random.pick(Policy.OnMissed.allCases))
      let claims = try standings(
        (0..<random.number(1...9)).map { _ in "2026-0\(random.number(1...6))-\(padded(random.number(1...28), 2))" })
      // When
      let notices = Array(
        book.course(
          of: claims, now: try moment("2026-01-01T00:00:00Z"), until: try moment("2100-01-01T00:00:00Z")))
      // Then
      let zone = try zone("Europe/Berlin")
      for (before, after) in zip(notices, notices.dropFirst()) {
        #expect(
          zone.date(at: after.at).dayNumber - zone.date(at: before.at).dayNumber >= gap, "seed \(seed), round \(round)")
      }
      for claim in claims {
        let own = notices.flatMap(\.parts).filter { $0.claim.id == claim.claim.id }.map(\.planned.step.name)
        #expect(Set(own).count == own.count, "seed \(seed), round \(round)")
        #expect(own == own.sorted(), "seed \(seed), round \(round)")
        #expect(own.last == steps.last?.name, "seed \(seed), round \(round)")
      }
    }
  }
}
