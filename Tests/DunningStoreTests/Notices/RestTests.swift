import Dunning
import DunningTesting
import Testing

@testable import DunningStore

/// Of several recipients each has an end of its own, whatever the notice has come to.
@Suite("Those whom a notice has not reached yet", .timeLimit(.minutes(20)))
struct RestTests {
  private let fixture: DocketFixture

  init() throws {
    fixture = try DocketFixture(
      rulebook: Samples.rulebook(
        policies: [
          Policy(
            name: "standard",
            steps: [
              try Samples.step("first", "due+1d", .reminder), try Samples.step("second", "due+30d", .reminder),
            ], sendWindow: Samples.allHours)
        ]))
  }

  /// A notice to a@ and b@ with c@ in copy, taken and written.
  private func taken() async throws -> DueNotice {
    // The first of several is the main one, as it comes in.
    var draft = try Samples.draft("R-1", due: "2026-11-25", debtor: Samples.debtor(email: "a@bau.example"))
    draft.contacts =
      try ["a", "b"].map { Contact(.reminders, Addressee(address: try EmailAddress(parsing: "\($0)@bau.example"))) }
      + [Contact(.cc, Addressee(address: try EmailAddress(parsing: "c@bau.example")))]
    try await fixture.enqueue(draft)
    try fixture.at("2026-11-28T12:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    #expect(try await fixture.store(notice) == .open)
    return notice
  }

  private typealias Said = AttemptResult.Answer.Verdict

  /// Writes down what was said of each; `nil` of whom nothing was.
  private func record(
    _ notice: DueNotice, _ verdict: AttemptResult.Verdict, _ said: KeyValuePairs<String, AttemptResult.Answer.Verdict>,
    restAt: String? = nil
  ) async throws {
    let result = AttemptResult(
      verdict: verdict, server: "relay", reply: "words", dialogue: [],
      answers: said.map { .init(address: "\($0.key)@bau.example", verdict: $0.value, words: "words of \($0.key)") },
      restAt: try restAt.map(Samples.moment))
    try await fixture.docket.record(
      result, attempt: try #require(notice.attempt), of: notice.id, rulebook: fixture.rulebook, now: fixture.now)
  }

  private func leave(_ notice: DueNotice) async throws -> Gate {
    try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
  }

  private func fates() async throws -> [NoticeRecipient.Fate] {
    try await fixture.docket.file(of: NoticeID(1)).recipients.map(\.fate)
  }

  private func addresses(_ readers: [Addressee]) -> [String] { readers.map(\.address.text) }

  private func expectClean() async throws {
    let result = try await fixture.docket.verify()
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  private static let later = "2026-11-28T13:00:00+01:00"

  /// A notice that a@ got, while b@ and c@ were put off until ``later``.
  private func sentToSome() async throws -> DueNotice {
    let notice = try await taken()
    #expect(try await leave(notice) == .open)
    try await record(notice, .accepted, ["a": .taken, "b": .putOff, "c": .putOff], restAt: Self.later)
    return notice
  }

  @Test("who was put off is tried again alone, with the same bytes, and the notice stays sent")
  func triedAgain() async throws {
    let notice = try await sentToSome()
    #expect(try await fates() == [.sent, .waiting, .waiting])
    let sent = try await fixture.notice(notice.id)
    #expect(sent.state == .sent)
    #expect(sent.nextAttemptAt == (try Samples.moment(Self.later)))
    let next = try await fixture.claim("R-1").record.next
    #expect(next?.step == "second")
    try await expectClean()
    #expect(try await fixture.take().isEmpty, "not before its turn")

    try fixture.at(Self.later)
    let rest = try #require(try await fixture.take().first)
    #expect(rest.id == notice.id && rest.isRest && rest.message != nil && rest.messageID == notice.messageID)
    #expect(addresses(rest.readers.deciding) == ["b@bau.example", "c@bau.example"])
    #expect(rest.readers.also.isEmpty)
    #expect(try await fixture.notice(notice.id).state == .sent)
    try await expectClean()
    #expect(try await leave(rest) == .open)
    try await record(rest, .accepted, ["b": .taken, "c": .putOff], restAt: "2026-11-28T14:00:00+01:00")
    #expect(try await fates() == [.sent, .sent, .waiting])

    try fixture.at("2026-11-28T14:00:00+01:00")
    let last = try #require(try await fixture.take().first)
    #expect(addresses(last.readers.deciding) == ["c@bau.example"])
    #expect(try await leave(last) == .open)
    try await record(last, .accepted, [:])
    #expect(try await fates() == [.sent, .sent, .sent])
    let after = try await fixture.notice(notice.id)
    #expect(after.state == .sent && after.completedAt == sent.completedAt && after.nextAttemptAt == nil)
    #expect(try await fixture.claim("R-1").record.next == next)
    #expect(
      try await fixture.events("R-1").filter { $0.hasPrefix("notice-") } == [
        "notice-opened", "notice-sent", "notice-rest", "notice-rest",
      ])
    #expect(try await fixture.claim("R-1").events.allSatisfy { $0.event != "follow-up-planned" })
    try await expectClean()
  }

  @Test(
    "who is given up is told to a person", arguments: ["at once", "in the end", "never heard", "refused beside others"])
  func givenUp(how: String) async throws {
    let notice: DueNotice
    if how == "at once" || how == "refused beside others" {
      notice = try await taken()
      #expect(try await leave(notice) == .open)
      try await record(notice, .accepted, ["a": .taken, "b": how == "at once" ? .putOff : .refused, "c": .taken])
    } else {
      notice = try await sentToSome()
      try fixture.at(Self.later)
      let rest = try #require(try await fixture.take().first)
      #expect(try await leave(rest) == .open)
      try await record(rest, how == "in the end" ? .refused : .inDoubt, ["c": .taken])
    }
    let expected: NoticeRecipient.Fate = how == "never heard" ? .inDoubt : .refused
    #expect(try await fates() == [.sent, expected, .sent])
    #expect(try await fixture.notice(notice.id).state == .sent)
    #expect(try await fixture.take().count == 1, "the creditor is told at once")
    let planned = try await fixture.claim("R-1").followUps
    #expect(planned.contains { $0.note.contains("b@bau.example") })
    try await expectClean()
  }

  /// What overtakes the rest.
  private static let events = ["paid", "paused", "other address", "given up", "too late"]

  @Test("nothing goes to the rest once something has happened to the claim", arguments: events, [true, false])
  func overtaken(event: String, isUnderWay: Bool) async throws {
    let notice = try await sentToSome()
    var rest: DueNotice?
    if isUnderWay {
      try fixture.at(Self.later)
      rest = try await fixture.take().first
      #expect(rest != nil)
    }
    switch event {
    case "paid": try await fixture.pay("R-1", "120.00")
    case "paused": _ = try await fixture.change("R-1", .pause(until: nil, reason: "x"))
    case "given up": _ = try await fixture.change("R-1", .withdraw(reason: "x"))
    case "other address": try await fixture.correct(debtor: "k1", email: "new@bau.example", replacing: "a@bau.example")
    default:
      // The next step is closer than the mail server is patient.
      try fixture.at("2026-12-26T12:00:00+01:00")
      if !isUnderWay { #expect(try await fixture.take().allSatisfy { $0.id != notice.id }) }
    }
    if let rest {
      if event == "too late" {
        try await record(rest, .deferred(until: fixture.now), ["b": .putOff, "c": .putOff])
        #expect(try await fixture.take().allSatisfy { $0.id != notice.id })
      } else if case .overtaken = try await leave(rest) {
      } else {
        Issue.record("it has left")
      }
    }
    if !isUnderWay { try fixture.at("2026-12-27T12:00:00+01:00") }
    #expect(try await fixture.take().allSatisfy { $0.id != notice.id })
    #expect(try await fates() == [.sent, .unsent, .unsent])
    #expect(try await fixture.notice(notice.id).state == .sent)
    try await expectClean()
  }

  @Test("a person's hold keeps the rest back, until the daemon is armed again")
  func held() async throws {
    let notice = try await sentToSome()
    try fixture.at(Self.later)
    let rest = try #require(try await fixture.take().first)
    try await fixture.docket.hold(because: "x", by: .user(1), now: fixture.now)
    #expect(try await leave(rest) == .held)
    try await record(rest, .deferred(until: fixture.now), [:])
    #expect(try await fixture.take().isEmpty)
    _ = try await fixture.docket.arm(by: .user(1), now: fixture.now)
    #expect(try await fixture.take().map(\.id) == [notice.id])
    try await expectClean()
  }

  @Test("a try for the rest of which nobody heard the end is in doubt for the rest alone")
  func cutOff() async throws {
    let notice = try await sentToSome()
    #expect(try await fixture.docket.openAttempts().isEmpty)
    try fixture.at(Self.later)
    let rest = try #require(try await fixture.take().first)
    #expect(try await fixture.docket.openAttempts().map(\.notice) == [notice.id])
    #expect(try await leave(rest) == .open)
    // The daemon stops here, and finds the attempt open.
    try await record(rest, .inDoubt, [:])
    #expect(try await fates() == [.sent, .inDoubt, .inDoubt])
    #expect(try await fixture.notice(notice.id).state == .sent)
    try await expectClean()
  }

  // MARK: Before it is sent

  @Test("who has the message is not sent it again when it is tried for those who decide")
  func notTwice() async throws {
    let notice = try await taken()
    #expect(try await leave(notice) == .open)
    try await record(
      notice, .deferred(until: try Samples.moment(Self.later)), ["a": .putOff, "b": .refused, "c": .taken])
    #expect(try await fates() == [.waiting, .refused, .sent])
    #expect(try await fixture.notice(notice.id).state == .deferred)
    try await expectClean()
    try fixture.at(Self.later)
    let again = try #require(try await fixture.take().first)
    #expect(!again.isRest)
    #expect(addresses(again.readers.deciding) == ["a@bau.example"])
    #expect(again.readers.also.isEmpty)
    #expect(try await leave(again) == .open)
    try await record(again, .accepted, [:])
    #expect(try await fates() == [.sent, .refused, .sent])
    try await expectClean()
  }

  @Test("of a notice that has failed it is told who has it all the same, and to whom nothing was sent")
  func failed() async throws {
    for (copy, fate) in [(Said.taken, NoticeRecipient.Fate.sent), (.withheld, .unsent)] {
      let world = try RestTests()
      let notice = try await world.taken()
      try await world.record(notice, .refused, ["a": .refused, "b": .refused, "c": copy])
      #expect(try await world.fates() == [.refused, .refused, fate])
      #expect(try await world.fixture.notice(notice.id).state == .failed)
      let words = try await world.fixture.docket.file(of: notice.id).recipients.map(\.words)
      #expect(words.prefix(2) == ["words of a", "words of b"])
      #expect(words.last??.contains("words of") != true, "nobody has refused it for c")
      try await world.expectClean()
    }
  }

  @Test("who was only put off together with those who decide is tried with them again")
  func withheld() async throws {
    let notice = try await taken()
    try await record(
      notice, .deferred(until: try Samples.moment(Self.later)), ["a": .putOff, "b": .refused, "c": .withheld])
    #expect(try await fates() == [.waiting, .refused, .waiting])
    try fixture.at(Self.later)
    let again = try #require(try await fixture.take().first)
    #expect(addresses(again.readers.deciding) == ["a@bau.example"])
    #expect(addresses(again.readers.also) == ["c@bau.example"])
    try await expectClean()
  }
}
