import Testing

@testable import Dunning

@Suite("The rulebook")
struct RulebookTests {
  private func book(languages: [String]) -> Rulebook {
    Rulebook(creditors: [], policies: [], almanac: Almanac(zones: [:]), languages: languages)
  }

  @Test(
    "a language tag is served by itself, by its base, or by the Chinese that it means",
    arguments: [
      ("de", "de"), ("de-AT", "de"), ("DE-at", "de"), ("en-GB", "en"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"),
      ("zh-Hans-SG", "zh-Hans"), ("zh-TW", nil), ("zh-Hant", nil), ("zh-HK", nil), ("fr", nil), ("", nil), ("-", nil),
    ] as [(String, String?)])
  func languages(tag: String, served: String?) {
    #expect(book(languages: ["de", "en", "zh-Hans"]).language(matching: tag) == served)
  }

  @Test("a notice is in the debtor's language, else in the creditor's, else in English")
  func languageOfNotices() throws {
    let book = try rulebook([ladder()])
    #expect(try book.language(for: claim(due: "2026-11-30")) == "de")
    #expect(try book.language(for: claim(due: "2026-11-30", creditor: "gone")) == "en")
  }

  @Test("the printed day is counted in the debtor's zone and working days")
  func payBy() throws {
    // Given a moment that is Friday in Berlin and Saturday in Tokyo
    let sentAt = try moment("2026-11-20T18:00:00+01:00")
    let book = try rulebook([ladder()])
    let (inDays, inWorkingDays) = (try step("a", "due", payWithin: "7d"), try step("b", "due", payWithin: "3bd"))
    let (berlin, tokyo) = (try claim(due: "2026-11-30"), try claim(due: "2026-11-30", zone: "Asia/Tokyo"))
    // Then
    #expect(book.payBy(inDays, for: berlin, sentAt: sentAt)?.iso == "2026-11-27")
    #expect(book.payBy(inDays, for: tokyo, sentAt: sentAt)?.iso == "2026-11-30")
    #expect(book.payBy(inWorkingDays, for: berlin, sentAt: sentAt)?.iso == "2026-11-25")
    #expect(try book.payBy(step("c", "due"), for: berlin, sentAt: sentAt) == nil)
  }

  @Test("a course ends before the moment that was asked for, and is empty for what is settled")
  func until() throws {
    let book = try rulebook([ladder()])
    func names(_ claim: Claim, _ until: String) throws -> [String] {
      try book.course(of: [Standing(claim)], now: moment("2026-11-01T00:00:00Z"), until: moment(until))
        .map(\.lead.planned.step.name)
    }
    #expect(try names(claim(due: "2026-11-30"), "2026-12-03T08:00:01Z") == ["heads-up", "reminder"])
    #expect(try names(claim(due: "2026-11-30"), "2026-12-03T08:00:00Z") == ["heads-up"])
    #expect(try names(claim(due: "2026-11-30", state: .paid), "2027-12-03T07:59:59Z").isEmpty)
  }

  @Test("a notice that was opened in time is not missed when what had made it late is forgotten")
  func departure() throws {
    // Given a step that was late because of another notice to the debtor, under a policy that leaves out what was missed
    let policy = Policy(
      name: "standard",
      steps: [try step("reminder", "due+3d"), try step("second", "due+10d", gap: "7d"), try step("last", "due+20d")],
      sendWindow: try window(), onMissed: .skip, groupBy: .debtor)
    let book = try rulebook([policy])
    let claim = try claim(due: "2026-11-10")
    let (before, contact) = (try moment("2026-11-11T00:00:00Z"), try moment("2026-11-16T09:00:00+01:00"))
    let planned = try #require(book.next(for: claim, history: [], now: before, lastContact: contact).planned)
    let alone = try #require(book.next(for: claim, history: [], now: planned.at).planned)
    try #require(planned.step.name == "reminder" && alone.step.name == "second")
    // When
    let later = planned.at.adding(seconds: 5 * 86_400)
    let departure = book.departure(of: "reminder", openedAt: planned.at, for: claim, history: [], now: later)
    // Then
    #expect(departure?.step == planned.step)
    #expect(try departure?.at == moment("2026-11-23T09:00:00+01:00"))
    // And nothing that is behind the claim, or still ahead of its time
    let history = [try sent("last", "2026-11-30T09:00:00+01:00")]
    #expect(book.departure(of: "reminder", openedAt: planned.at, for: claim, history: history, now: later) == nil)
    #expect(book.departure(of: "last", openedAt: planned.at, for: claim, history: [], now: later) == nil)
  }

  @Test("an unknown zone is refused with the name that was meant")
  func zones() throws {
    let book = try rulebook([ladder()])
    #expect { try book.almanac.requireZone("Europe/Berln") } throws: { error in
      (error as? RuleError)?.hint == "did you mean Europe/Berlin?"
    }
    #expect(try book.almanac.requireZone("UTC").name == "UTC")
  }

  @Test(
    "claims are numbered as they are shown",
    arguments: [
      ("c1", 1), ("c17", 17), ("c", nil), ("17", nil), ("c0", nil), ("c-1", nil), ("c017", nil), ("c+1", nil),
      ("C1", nil),
      ("c9223372036854775807", Int64.max), ("c9223372036854775808", nil), ("c1 ", nil), ("c１", nil),
    ] as [(String, Int64?)])
  func claimIDs(text: String, number: Int64?) {
    #expect(ClaimID(parsing: text)?.number == number)
  }
}
