import Testing

@testable import Dunning

@Suite("The days of an invoice")
struct FirstDaysTests {
  private func claim(_ due: String, issued: String?, enqueued: String = "2026-11-20T10:00:00+01:00") throws -> Claim {
    let known = try DunningTests.claim(due: due, enqueued: enqueued)
    let draft = ClaimDraft(
      creditor: "acme", reference: "2026-17", debtor: known.draft.debtor, amount: known.draft.amount,
      due: known.draft.due, policy: "standard", issued: try issued.map(day))
    return Claim(id: known.id, draft: draft, enqueued: known.enqueued, state: .open)
  }

  private func next(_ claim: Claim, notBefore: String? = nil) throws -> String? {
    let standard = try ladder()
    let policy = Policy(
      name: "standard", steps: standard.steps, sendWindow: standard.sendWindow,
      notBefore: try notBefore.map(Span.init(parsing:)))
    return try rulebook([policy]).next(for: claim, history: [], now: claim.enqueued).planned?.step.name
  }

  @Test("nothing kind comes with the invoice, or before it")
  func courtesyOnTheDayOfTheInvoice() throws {
    #expect(try next(claim("2026-11-22", issued: "2026-11-20")) == "reminder")
    #expect(try next(claim("2026-11-25", issued: "2026-11-20")) == "reminder")
    #expect(try next(claim("2026-11-26", issued: "2026-11-20")) == "heads-up")
    #expect(try next(claim("2026-11-22", issued: "2026-11-10")) == "heads-up")
    #expect(try next(claim("2026-11-22", issued: nil)) == "heads-up")
  }

  @Test("a policy can wait longer, and counts from the day of enqueuing where no invoice's is known")
  func notBefore() throws {
    #expect(try next(claim("2026-11-27", issued: "2026-11-20"), notBefore: "5d") == "reminder")
    #expect(try next(claim("2026-12-04", issued: "2026-11-20"), notBefore: "5d") == "heads-up")
    #expect(try next(claim("2026-11-22", issued: nil), notBefore: "2d") == "reminder")
    #expect(try next(claim("2026-11-24", issued: "2026-11-01"), notBefore: "2d") == "reminder")
    #expect(try next(claim("2026-11-26", issued: "2026-11-01"), notBefore: "2d") == "heads-up")
  }

  private func doubt(_ due: String, issued: String?, accepted: Bool = false) throws -> String? {
    var draft = try claim(due, issued: issued).draft
    draft.areDaysAccepted = accepted
    return draft.doubt(latest: try day("2026-11-21"))?.field
  }

  @Test("days that cannot be meant are a question")
  func doubts() throws {
    #expect(try doubt("2026-12-20", issued: "2026-11-20") == nil)
    #expect(try doubt("2026-12-20", issued: "2026-11-21") == nil)
    #expect(try doubt("2027-01-20", issued: "2026-12-20") == "issued")
    #expect(try doubt("2026-10-20", issued: "2026-11-20") == "issued")
    #expect(try doubt("2026-11-20", issued: "2026-11-20") == nil)
    #expect(try doubt("2126-11-20", issued: "2026-11-20") == "due")
    #expect(try doubt("2026-11-20", issued: "1971-11-20") == "issued")
    #expect(try doubt("2026-10-20", issued: "2026-12-20", accepted: true) == nil)
  }
}
