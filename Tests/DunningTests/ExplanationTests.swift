import Testing

@testable import Dunning

@Suite("An explanation")
struct ExplanationTests {
  private func explain(
    _ claim: Claim, _ history: [Completion] = [], now: String, book: Rulebook? = nil, others: [Standing] = [],
    lastContact: String? = nil, heldBecause: String? = nil, reason: String? = nil, promise: Promise? = nil
  ) throws -> Explanation {
    Explanation(
      .init(
        Standing(claim, history: history), others: others, lastContact: try lastContact.map(moment),
        heldBecause: heldBecause, reason: reason, promise: promise),
      try book ?? rulebook([ladder(minimum: "5.00")]), now: try moment(now))
  }

  private func gates(_ explanation: Explanation) -> [String] {
    explanation.gates.map { "\($0.holds ? "holds" : "open") \($0.name.rawValue): \($0.because)" }
  }

  @Test("a claim on its way: what went out, what comes and why then, and what after")
  func onItsWay() throws {
    let explanation = try explain(
      claim(due: "2026-11-30"), [sent("heads-up", "2026-11-25T09:00:00+01:00", tone: .courtesy)],
      now: "2026-12-01T10:00:00+01:00")
    #expect(
      explanation.sentences == [
        "2026-17 of Anna Beispiel: 120.00 of 120.00 EUR is open, due on Mon 30 November 2026.",
        "So far heads-up went out on Wed 25 November 2026.",
        "Next comes reminder on Thu 3 December 2026 at 09:00, since it is 3 working days after the deadline.",
        "After that, if nobody pays: second-reminder on Mon 14 December 2026 and demand on Wed 30 December 2026.",
      ])
    #expect(explanation.next?.step == "reminder")
    #expect(explanation.ladder.map(\.state) == [.sent, .next, .ahead, .ahead])
    #expect(
      gates(explanation) == [
        "open mode: the daemon is armed", "open state: the claim is open: nobody paused or disputed it",
        "open minimum: 120.00 EUR is open, not below the minimum of 5.00 EUR", "open notice: no notice is under way",
        "holds deadline: 3 working days after the deadline is Thu 3 December 2026 at 09:00",
        "open gap: the distance to heads-up on Wed 25 November 2026 at 09:00 delays nothing",
        "open send-window: the send window Mon–Fri 09:00–18:00 is open", "open approval: reminder needs no approval",
      ])
  }

  @Test("a promise holds it until the morning after its grace")
  func promised() throws {
    let promise = Promise(
      instalments: [.init(due: try day("2026-12-04"), amount: try money("120.00"))], paidBefore: try money("0"))
    let explanation = try explain(
      claim(due: "2026-11-30", state: .promised, pausedUntil: "2026-12-07"), now: "2026-12-01T10:00:00+01:00",
      promise: promise)
    let gate = try #require(explanation.gates.first { $0.name == .state })
    #expect(gate.holds)
    #expect(gate.because == "the debtor promised to pay by Fri 4 December 2026")
    #expect(gate.opensAt == (try moment("2026-12-07T09:00:00+01:00")))
    #expect(
      explanation.sentences.contains(
        "It is held because the debtor promised to pay by Fri 4 December 2026; that ends on Mon 7 December 2026 at 09:00."
      ))
    #expect(
      explanation.sentences.contains(
        "Next comes reminder on Mon 7 December 2026 at 09:00, since it is promised until 2026-12-07."))
  }

  @Test("a daemon that is held is said to be, with its reason, and what would come")
  func held() throws {
    let explanation = try explain(
      claim(due: "2026-11-30"), now: "2026-12-01T10:00:00+01:00", heldBecause: "fresh installation")
    #expect(explanation.sentences.contains("It is held because the daemon is held: fresh installation."))
    #expect(explanation.next?.step == "reminder")
  }

  @Test("a disputed claim has nothing planned, and says what somebody said")
  func disputed() throws {
    let explanation = try explain(
      claim(due: "2026-11-30", state: .disputed), now: "2026-12-01T10:00:00+01:00", reason: "goods came broken")
    #expect(explanation.next == nil)
    #expect(
      explanation.sentences.contains(
        "Nothing is planned: it is disputed; it goes on when somebody resumes it. The reason on record: goods came broken."
      ))
    #expect(
      gates(explanation).contains(
        "holds state: it is disputed; it goes on when somebody resumes it: goods came broken"))
    #expect(explanation.ladder.allSatisfy { $0.at == nil && $0.state == .ahead })
  }

  @Test("a notice that is not finished is in the way, and what comes after it is not promised")
  func noticeOpen() throws {
    let explanation = try explain(
      claim(due: "2026-11-30", obstacle: .noticeOpen(NoticeID(7))), now: "2026-12-03T10:00:00+01:00")
    #expect(gates(explanation).contains("holds notice: notice n7 is not finished"))
    #expect(explanation.next == nil)
  }

  @Test("a closed window says when it opens, and names the holiday")
  func holiday() throws {
    let calendar = WorkCalendar(
      name: "DE-BE",
      days: [
        SpecialDay(try day("2026-04-03"), name: "Good Friday"), .init(try day("2026-04-06"), name: "Easter Monday"),
      ])
    let book = try rulebook([ladder()], calendar: calendar)
    let explanation = try explain(
      claim(due: "2026-03-20"), [sent("reminder", "2026-03-25T09:00:00+01:00")], now: "2026-04-03T10:00:00+02:00",
      book: book)
    let gate = try #require(explanation.gates.first { $0.name == .sendWindow })
    #expect(gate.because == "the send window Mon–Fri 09:00–18:00 is closed; Fri 3 April 2026 is Good Friday in DE-BE")
    #expect(gate.opensAt == (try moment("2026-04-07T09:00:00+02:00")))
    #expect(
      explanation.sentences[2]
        == "Next comes second-reminder on Tue 7 April 2026 at 09:00, since the send window opens "
        + "then, after Fri 3 April 2026 (Good Friday), 14 days after the deadline.")
  }

  @Test("claims that share the notice are named, and the distance to the debtor's last one is a gate")
  func together() throws {
    let policy = try ladder()
    let book = try rulebook([
      Policy(name: "standard", steps: policy.steps, sendWindow: policy.sendWindow, groupBy: .debtor)
    ])
    let other = Standing(try claim(number: 2, due: "2026-11-30"))
    let explanation = try explain(
      claim(due: "2026-11-30"), now: "2026-12-01T10:00:00+01:00", book: book, others: [other],
      lastContact: "2026-12-02T09:00:00+01:00")
    #expect(
      explanation.sentences.contains {
        $0.hasPrefix("Next comes reminder on Thu 3 December") && $0.contains("together with 2026-17")
      })
  }

  @Test("what is skipped says why; approval is a gate before it is needed")
  func skippedAndApproval() throws {
    let explanation = try explain(
      claim(due: "2026-11-30"), [sent("second-reminder", "2026-12-14T09:00:00+01:00", payBy: "2026-12-21")],
      now: "2026-12-15T10:00:00+01:00")
    #expect(explanation.ladder.map(\.state) == [.skipped, .skipped, .sent, .next])
    #expect(explanation.ladder[1].because == "second-reminder went out without it")
    #expect(
      gates(explanation).contains(
        "open pay-by: Mon 21 December 2026, by which the last notice asked to pay, delays nothing"))
  }

  @Test("a policy that is gone is the one thing to say")
  func policyGone() throws {
    let explanation = try explain(claim(due: "2026-11-30", policy: "old"), now: "2026-12-15T10:00:00+01:00")
    #expect(explanation.sentences == ["Nothing is planned: policy \"old\" is no longer configured."])
    #expect(explanation.gates.map(\.name) == [.configuration])
  }

  @Test("whatever state a claim is in, the next step is the one that is decided", arguments: Claim.State.allCases)
  func agrees(state: Claim.State) throws {
    let claim = try claim(due: "2026-11-30", state: state, pausedUntil: state.isOpen ? "2026-12-24" : nil)
    let book = try rulebook([ladder()])
    for now in ["2026-11-01T00:00:00Z", "2026-12-03T12:00:00Z", "2027-03-01T00:00:00Z"] {
      let explanation = try explain(claim, now: now, book: book)
      let decided = try book.next(for: claim, history: [], now: moment(now)).planned
      #expect(explanation.next?.step == decided?.step.name)
      #expect(explanation.next?.at == decided?.at)
    }
  }

  @Test("beyond the days that a calendar knows it says so, here and in no sooner notice")
  func provisional() throws {
    let calendar = WorkCalendar(
      name: "DE-BE", days: [], known: try day("2020-01-01")...day("2026-12-31"))
    let book = try rulebook([ladder()], calendar: calendar)
    func sentences(due: String) throws -> [String] {
      let standing = Standing(try claim(due: due, enqueued: "2026-06-01T00:00:00Z"))
      return Explanation(.init(standing), book, now: try moment("2026-06-01T10:00:00Z")).sentences
    }
    #expect(
      try sentences(due: "2026-12-01").last
        == "This is provisional: the holidays of DE-BE are certain until 2026-12-31 only.")
    #expect(try sentences(due: "2026-08-03").allSatisfy { !$0.contains("provisional") })
  }
}
