import Dunning
import DunningStore
import DunningTesting
import Logging
import Testing

@testable import DunningMailroom

@Suite("What comes back, and what it does", .timeLimit(.minutes(20)))
struct MailroomTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func mailroom(holdsOnReply: Bool = true) -> Mailroom {
    let (rulebook, now) = (fixture.rulebook, fixture.now)
    return Mailroom(
      docket: fixture.docket, reader: PlainMailReader(), rulebook: { rulebook }, now: { now },
      holdsOnReply: holdsOnReply)
  }

  /// A reminder about R-1 that ended so; its Message-ID is `n1@acme.example`.
  private func reminder(_ verdict: AttemptResult.Verdict = .accepted) async throws -> Notice {
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send(verdict)
    return try await fixture.notice(NoticeID(1))
  }

  private func open(_ text: String, keeping: Bool = true, holdsOnReply: Bool = true) async throws -> IncomingOutcome {
    try await mailroom(holdsOnReply: holdsOnReply).open(Array(text.utf8), keeping: keeping, by: .user(1000)).outcome
  }

  @Test("a bounce of an address that is gone fails the notice, holds the claim and asks for an address")
  func hardBounce() async throws {
    // Given
    let notice = try await reminder()
    // When
    let outcome = try await open(Mails.report(to: notice, action: "failed", "5.1.1", "550 5.1.1 user unknown"))
    // Then
    #expect(outcome.notice == notice.id)
    #expect(outcome.references == ["R-1"])
    #expect(outcome.isNew)
    let file = try await fixture.claim("R-1")
    #expect(file.record.claim.obstacle == .undeliverable(NoticeID(1)))
    #expect(file.record.next == nil)
    #expect(file.notices.map(\.state) == [.failed])
    #expect(file.followUps.filter { $0.kind == .note }.map(\.day.iso) == ["2026-12-04"])
    #expect(file.followUps.contains { $0.note.contains("notice retry n1") })
    // When somebody has found an address, the step is taken anew
    let retried = try await fixture.change(notice.id, .retry)
    #expect(retried.state == .dropped)
    #expect(try await fixture.claim("R-1").record.next?.step == "reminder")
  }

  /// Who says that they are a mail server, or the debtor, and is neither.
  private static let strangers = [
    "From: \"MAILER-DAEMON\" <eve@evil.example>\nReturn-Path: <eve@evil.example>",
    "From: eve@evil.example (MAILER-DAEMON)\nReturn-Path: <eve@evil.example>",
    "From: MAILER-DAEMON@evil.example\nReturn-Path: <eve@evil.example>",
    "From: eve@evil.example (anna@kunde.example)\nReturn-Path: <eve@evil.example>",
    "From: \"eve@evil.example, <anna@kunde.example>\" <eve@evil.example>\nReturn-Path: <eve@evil.example>",
    "From: eve@evil.example, anna@kunde.example\nReturn-Path: <eve@evil.example>",
  ]

  @Test(
    "a stranger's report, complaint or answer is for a person, and changes no state", arguments: strangers,
    [
      "failed", "delivered", "complaint", "reply",
    ])
  func stranger(header: String, what: String) async throws {
    let notice = try await reminder(what == "delivered" ? .inDoubt : .accepted)
    let before = try await fixture.claim("R-1").record
    let text =
      switch what {
      case "failed": Mails.report(to: notice, action: "failed", "5.1.1", "550 5.1.1 user unknown")
      case "delivered": Mails.report(to: notice, action: "delivered", "2.0.0", "250 ok")
      case "complaint": Mails.complaint(about: notice)
      default: Mails.reply(to: notice)
      }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first?.hasPrefix("From: ") == true)
    let outcome = try await open(([Substring(header)] + lines.dropFirst()).joined(separator: "\n"))
    #expect(outcome.notice == notice.id)
    #expect(try await fixture.notice(notice.id).state == notice.state)
    let file = try await fixture.claim("R-1")
    #expect(file.record.claim.state == before.claim.state && file.record.next == before.next)
    #expect(file.followUps.contains { $0.note.contains("nothing was changed by it") })
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a full mailbox, a block or a size limit holds nothing, but the creditor is told")
  func softBounce() async throws {
    let notice = try await reminder()
    let outcome = try await open(Mails.report(to: notice, action: "failed", "5.2.2", "552 5.2.2 mailbox full"))
    let file = try await fixture.claim("R-1")
    #expect(outcome.isNew)
    #expect(file.notices.map(\.state) == [.sent])
    #expect(file.record.claim.obstacle == nil)
    #expect(file.record.next?.step == "second-reminder")
    #expect(file.followUps.contains { $0.kind == .note && $0.note.contains("mailbox full") })
  }

  @Test("a bounce of an address that the mail was only forwarded to holds nothing, and the creditor is told which")
  func forwarded() async throws {
    let notice = try await reminder()
    let report = Mails.report(to: notice, action: "failed", "5.1.1", "550 5.1.1 user unknown")
      .replacing("Final-Recipient: rfc822; \(notice.recipient)", with: "Final-Recipient: rfc822; Gone@Other.example")
    let outcome = try await open(report)
    let file = try await fixture.claim("R-1")
    #expect(outcome.action.hasPrefix("noted"))
    #expect(file.notices.map(\.state) == [.sent])
    #expect(file.record.claim.obstacle == nil)
    #expect(file.record.next?.step == "second-reminder")
    #expect(file.followUps.contains { $0.kind == .note && $0.note.contains("gone@other.example") })
  }

  @Test("a bounce of the address holds also when the report names it as the original one, or names none")
  func original() async throws {
    for field in [
      "Original-Recipient: rfc822;ANNA@kunde.example\nFinal-Recipient: rfc822; x@y.example",
      "Final-Recipient: rfc822; anna",
    ] {
      let fixture = try Self()
      let notice = try await fixture.reminder()
      let report = Mails.report(to: notice, action: "failed", "5.1.1", "550 5.1.1 user unknown")
      _ = try await fixture.open(report.replacing("Final-Recipient: rfc822; \(notice.recipient)", with: field))
      #expect(try await fixture.fixture.notice(notice.id).state == .failed)
    }
  }

  @Test("a bounce of an address that the debtor has no more holds nothing")
  func formerAddress() async throws {
    let notice = try await reminder()
    try await fixture.correct(email: "new@kunde.example")
    _ = try await open(Mails.report(to: notice, action: "failed", "5.1.1", "550 5.1.1 user unknown"))
    let record = try await fixture.claim("R-1").record
    try #require(record.claim.draft.debtor.email?.text == "new@kunde.example")
    #expect(record.claim.obstacle == nil)
    #expect(record.next != nil)
  }

  @Test(
    "a delivery report settles a notice in doubt: delivered or handed on, it was sent",
    arguments: ["delivered", "relayed"])
  func resolvedSent(action: String) async throws {
    let notice = try await reminder(.inDoubt)
    try #require(notice.state == .inDoubt)
    _ = try await open(Mails.report(to: notice, action: action, "2.0.0", "250 ok"))
    #expect(try await fixture.notice(notice.id).state == .sent)
    #expect(try await fixture.claim("R-1").record.next?.step == "second-reminder")
    #expect(try await fixture.events("R-1").suffix(2) == ["notice-\(action)", "notice-resolved"])
  }

  @Test("a delivery report settles a notice in doubt: failed, whatever the reason, it waits for a person")
  func resolvedFailed() async throws {
    let notice = try await reminder(.inDoubt)
    _ = try await open(Mails.report(to: notice, action: "failed", "5.7.1", "550 5.7.1 spam"))
    #expect(try await fixture.notice(notice.id).state == .failed)
    #expect(try await fixture.claim("R-1").record.claim.obstacle == .undeliverable(NoticeID(1)))
  }

  @Test("a delay, an arrival and a machine's answer are noted and change nothing else")
  func noted() async throws {
    let notice = try await reminder()
    let before = try await fixture.claim("R-1").record
    for text in [
      Mails.report(to: notice, action: "delayed", "4.4.1", "timed out"),
      Mails.report(to: notice, action: "delivered", "2.0.0", "250 ok"),
      Mails.reply(to: notice, "Auto-Submitted: auto-replied"),
    ] { _ = try await open(text) }
    let file = try await fixture.claim("R-1")
    #expect(file.record == before)
    #expect(file.followUps.filter { $0.kind == .note }.isEmpty)
    #expect(
      file.events.map(\.event).suffix(3) == ["notice-delayed", "notice-delivered", "auto-reply-received"])
  }

  @Test("a person's answer is kept byte for byte, and holds the next step until somebody resumes")
  func reply() async throws {
    // Given
    let notice = try await reminder()
    let text = Mails.reply(to: notice)
    // When
    let outcome = try await open(text)
    // Then
    let id = try #require(outcome.id)
    #expect(try await fixture.docket.incomingMessage(id) == Array(text.utf8))
    let file = try await fixture.claim("R-1")
    #expect(file.record.claim.state == .paused)
    #expect(file.record.next == nil)
    #expect(file.record.reason?.contains("m1") == true)
    #expect(file.followUps.contains { $0.kind == .note && $0.note.contains("mail message m1") })
    try await fixture.change("R-1", .resume(reason: "read"))
    #expect(try await fixture.claim("R-1").record.next?.step == "second-reminder")
  }

  @Test(
    "what a debtor writes anew counts as an answer where it names an open claim and comes from an address of theirs",
    arguments: [
      ("anna@kunde.example", "Ihre Rechnung RE-2026/7004", "bezahlt", "held"),
      ("ANNA@kunde.example", "Zahlung", "die RE 2026 7004 ist seit Montag bezahlt", "held"),
      ("anna@kunde.example", "Zahlung", "RE-2026/70041 ist bezahlt", "nothing"),
      ("anna@kunde.example", "Neue Bestellung", "bitte liefern Sie noch einmal", "nothing"),
      ("somebody@else.example", "RE-2026/7004", "bezahlt", "nothing"),
    ])
  func anew(from: String, subject: String, text: String, done: String) async throws {
    try await fixture.enqueue(Samples.draft("RE-2026/7004"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send(.accepted)
    let mail = "From: \(from)\nTo: a@acme.example\nSubject: \(subject)\nMessage-ID: <x@y.example>\n\n\(text)\n"
    let outcome = try await open(mail)
    #expect(outcome.action.hasPrefix(done), "\(outcome)")
    #expect(try await fixture.claim("RE-2026/7004").record.claim.state == (done == "held" ? .paused : .open))
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("where the rules say note, an answer holds nothing, and the creditor is told")
  func replyNoted() async throws {
    let notice = try await reminder()
    _ = try await open(Mails.reply(to: notice), holdsOnReply: false)
    let file = try await fixture.claim("R-1")
    #expect(file.record.claim.state == .open)
    #expect(file.record.next?.step == "second-reminder")
    #expect(file.followUps.contains { $0.kind == .note })
  }

  @Test("an answer takes back what waits for its turn, and leaves a promise and a payment alone")
  func replyMeanwhile() async throws {
    let notice = try await reminder()
    try await fixture.pay("R-1", "9999.00")
    _ = try await open(Mails.reply(to: notice))
    #expect(try await fixture.claim("R-1").record.claim.state == .paid)
  }

  @Test(
    "what came back in the thread and is of no known kind waits for a person like an answer",
    arguments: ["List-Id: <office.kunde.example>\nPrecedence: list", "List-Unsubscribe: <mailto:no@kunde.example>"])
  func unknown(header: String) async throws {
    let notice = try await reminder()
    let text = Mails.reply(to: notice, header)
    let outcome = try await open(text)
    #expect(outcome.isNew)
    #expect(outcome.action.hasPrefix("held"))
    #expect(try await fixture.docket.incomingMessage(try #require(outcome.id)) == Array(text.utf8))
    let file = try await fixture.claim("R-1")
    #expect(file.record.claim.state == .paused)
    #expect(file.followUps.contains { $0.kind == .note && $0.note.contains("a person has to read") })
  }

  @Test("an answer leaves a pause until a day as it was agreed, and the creditor is told")
  func replyDuringPause() async throws {
    let notice = try await reminder()
    let until = try CivilDate(parsing: "2026-12-20")
    let agreed = try await fixture.change("R-1", .pause(until: until, reason: "agreed"))
    let outcome = try await open(Mails.reply(to: notice))
    let file = try await fixture.claim("R-1")
    #expect(outcome.action.hasPrefix("noted"))
    #expect(file.record.claim.state == .paused)
    #expect(file.record.claim.pausedUntil == until)
    #expect(file.record.next == agreed.next)
    #expect(file.record.reason == agreed.reason)
    #expect(file.followUps.contains { $0.kind == .note && $0.note.contains("mail message m1") })
  }

  @Test("what the creditor writes in the thread is noted only")
  func ownAnswer() async throws {
    let notice = try await reminder()
    let before = try await fixture.claim("R-1")
    let own = Mails.reply(to: notice).replacing("From: \(notice.recipient)", with: "From: ACME <Billing@ACME.example>")
    let outcome = try await open(own)
    let file = try await fixture.claim("R-1")
    #expect(outcome.isNew)
    #expect(outcome.action.hasPrefix("noted"))
    #expect(file.record == before.record)
    #expect(file.followUps == before.followUps)
    #expect(file.events.last?.event == "reply-received")
  }

  @Test("of an answer that is too large to be kept, the creditor is told where to read it")
  func largeReply() async throws {
    let notice = try await reminder()
    let text = Mails.reply(to: notice) + String(repeating: "x", count: 11 << 20)
    let id = try #require(try await open(text).id)
    let file = try await fixture.claim("R-1")
    #expect(file.record.claim.state == .paused)
    let told = try #require(file.followUps.first { $0.kind == .note }?.note)
    #expect(told.contains("in the mailbox (from \(notice.recipient), Message-ID answer-"))
    #expect(!told.contains("mail message"))
    await #expect { try await fixture.docket.incomingMessage(id) } throws: { "\($0)".contains("too large to be kept") }
    await #expect { try await fixture.docket.incomingMessage(IncomingMailID(9)) } throws: { error in
      "\(error)".contains("there is no message m9")
    }
  }

  @Test("a complaint holds like an answer")
  func complaint() async throws {
    let notice = try await reminder()
    _ = try await open(Mails.complaint(about: notice))
    #expect(try await fixture.claim("R-1").record.claim.state == .paused)
    #expect(try await fixture.events("R-1").contains("complaint-received"))
  }

  @Test("the same message again changes nothing, also when a relay has written another header")
  func twice() async throws {
    let notice = try await reminder()
    let text = Mails.reply(to: notice)
    _ = try await open(text)
    try await fixture.change("R-1", .resume(reason: nil))
    let events = try await fixture.events("R-1")
    for again in [text, "Received: by relay.example\n\(text)"] {
      let outcome = try await open(again)
      #expect(!outcome.isNew)
      #expect(outcome.id == IncomingMailID(1))
    }
    #expect(try await fixture.events("R-1") == events)
    #expect(try await fixture.claim("R-1").record.claim.state == .open)
  }

  @Test(
    "reports about two notices are two, also under an empty Message-ID or the same one", arguments: ["<>", "<r@mx>"])
  func sameMessageID(messageID: String) async throws {
    let first = try await reminder()
    try await fixture.enqueue(Samples.draft("R-2", debtor: Samples.debtor(key: "k2", email: "otto@kunde.example")))
    try await fixture.send()
    let second = try await fixture.notice(NoticeID(2))
    for notice in [first, second] {
      let report = Mails.report(to: notice, action: "failed", "5.1.1", "550 5.1.1 user unknown")
      #expect(try await open("Message-ID: \(messageID)\n\(report)").isNew)
    }
    #expect(try await fixture.claim("R-2").record.claim.obstacle == .undeliverable(NoticeID(2)))
  }

  @Test("what only names a number, or another Message-ID, is about nothing here")
  func forged() async throws {
    let notice = try await reminder(.inDoubt)
    for text in [
      Mails.report(to: notice, action: "delivered", "2.0.0", "ok").replacing("n1@acme", with: "n9@acme"),
      Mails.report(to: notice, action: "failed", "5.1.1", "no").replacing("<n1@acme.example>", with: "<>"),
      "X-Dunning-Notice: n1\nFrom: a@b.example\nSubject: I have paid n1\n\nReally.",
    ] {
      let outcome = try await open(text)
      #expect(outcome.notice == nil)
      #expect(!outcome.isNew)
    }
    #expect(try await fixture.notice(notice.id).state == .inDoubt)
  }

  @Test(
    "who knows the Message-ID but is a stranger stops nothing, whatever the mail claims to be: a person reads it",
    arguments: ["mallory@elsewhere.example", "anna@gmail.com", "\u{202E}anna@kunde.example.evil.example", ""])
  func stranger(from: String) async throws {
    let notice = try await reminder(.inDoubt)
    let before = try await fixture.claim("R-1").record
    let forged = Mails.report(to: notice, action: "failed", "5.1.1", "550 no such user")
    for (number, text) in [
      Mails.reply(to: notice).replacing("From: \(notice.recipient)", with: "From: \(from)"),
      forged.replacing("From: MAILER-DAEMON@mx.example", with: "From: \(from.isEmpty ? "m@elsewhere.example" : from)"),
      forged.replacing("From: MAILER-DAEMON@mx.example", with: "From: m@elsewhere.example").replacing(
        "Action: failed", with: "Action: delivered"),
    ].enumerated() {
      let outcome = try await open(text)
      #expect(outcome.isNew && outcome.notice == notice.id && outcome.action.hasPrefix("noted"))
      let file = try await fixture.claim("R-1")
      #expect(file.record == before && file.notices.map(\.state) == [.inDoubt])
      let told = file.followUps.filter { $0.kind == .note }
      #expect(told.count == number + 1 && told.last?.note.contains("mail message m\(number + 1)") == true)
    }
  }

  @Test(
    "the debtor's own address, another one of the same firm and another way to write it are no strangers",
    arguments: [
      ("anna@kunde.example", "ANNA@Kunde.example"), ("anna@kunde.example", "otto@kunde.example"),
      ("anna@kunde.example", "ap@buero.kunde.example"), ("anna+bills@gmail.com", "anna@googlemail.com"),
    ])
  func kin(debtor: String, from: String) async throws {
    try await fixture.enqueue(Samples.draft("R-1", debtor: Samples.debtor(email: debtor)))
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send(.accepted)
    let notice = try await fixture.notice(NoticeID(1))
    _ = try await open(Mails.reply(to: notice).replacing("From: \(debtor)", with: "From: \(from)"))
    #expect(try await fixture.claim("R-1").record.claim.state == .paused)
  }

  @Test("the address that a debtor has now counts for a notice that went to an earlier one")
  func newAddress() async throws {
    let notice = try await reminder()
    try await fixture.correct(email: "new@other.example")
    let text = Mails.reply(to: notice).replacing("From: \(notice.recipient)", with: "From: new@other.example")
    _ = try await open(text)
    #expect(try await fixture.claim("R-1").record.claim.state == .paused)
  }

  @Test("the creditor is told of a bounce with the mail to read")
  func bounceToRead() async throws {
    for (code, words) in [("5.1.1", "user unknown"), ("5.2.2", "mailbox full")] {
      let fixture = try Self()
      let notice = try await fixture.reminder()
      _ = try await fixture.open(Mails.report(to: notice, action: "failed", code, "550 \(words)"))
      let file = try await fixture.fixture.claim("R-1")
      #expect(file.followUps.contains { $0.note.contains(words) && $0.note.contains("`dunningctl mail message m1`") })
    }
  }

  @Test("a dry run tells what would be done and does nothing")
  func dryRun() async throws {
    let notice = try await reminder()
    let events = try await fixture.events("R-1")
    let outcome = try await open(Mails.reply(to: notice), keeping: false)
    #expect(outcome.notice == notice.id)
    #expect(outcome.action.hasPrefix("held"))
    #expect(try await fixture.events("R-1") == events)
    #expect(try await fixture.claim("R-1").record.claim.state == .open)
  }
}
