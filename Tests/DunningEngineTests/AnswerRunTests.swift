import DunningMail
import Testing

@testable import DunningEngine

@Suite("Answers of the mail server, one after the other")
struct AnswerRunTests {
  private func refused(_ words: String) -> MailOutcome {
    .refused(AttemptRecord(peer: "relay:25", serverName: "relay.example", reason: words))
  }

  private func putOff(_ words: String, _ deferral: MailOutcome.Deferral = .message) -> MailOutcome {
    .deferred(AttemptRecord(peer: "relay:25", serverName: "relay.example", reason: words), deferral)
  }

  private let accepted = MailOutcome.accepted(AttemptRecord(peer: "relay:25", reason: "250 ok"))

  /// What becomes of these answers, each about another recipient.
  private func verdicts(_ outcomes: [MailOutcome]) -> [AnswerRun.Verdict] {
    var run = AnswerRun()
    return outcomes.enumerated().map { number, outcome in
      run.heard(outcome, about: "d\(number)@kunde.example", takenAfter: run.alarms)
    }
  }

  @Test("the fifth recipient who is refused in the same words is not believed to be at fault")
  func refusals() {
    let answers = (0..<7).map {
      refused("554 5.0.0 <d\($0)@kunde.example> go away (q\($0)x-17 at mx\($0).relay.example)")
    }
    #expect(
      verdicts(answers) == [
        .alone, .alone, .alone, .alone, .suspicious(isFirst: true), .suspicious(isFirst: false),
        .suspicious(isFirst: false),
      ])
  }

  @Test("where the server says that it is about recipients, ten are needed")
  func recipients() {
    let answers = (0..<10).map { refused("550 5.1.1 <d\($0)@kunde.example>: user unknown") }
    #expect(verdicts(answers).firstIndex { $0 != .alone } == 9)
  }

  @Test("other words, and a message that is taken, end a run")
  func ends() {
    let no = refused("554 go away")
    let answers = [no, no, no, no, refused("550 mailbox full"), no, no, no, no, accepted, no, no, no, no]
    #expect(verdicts(answers).allSatisfy { $0 == .alone })
  }

  @Test("one recipient who is tried again and again is one")
  func sameRecipient() {
    var run = AnswerRun()
    let verdicts = (0..<20).map { _ in run.heard(refused("554 no"), about: "anna@kunde.example", takenAfter: 0) }
    #expect(verdicts.allSatisfy { $0 == .alone })
  }

  @Test("what was under way when the alarm was raised is judged by it, what began after it is not")
  func underWay() {
    var run = AnswerRun()
    for number in 1...5 { _ = run.heard(refused("554 no"), about: "d\(number)@kunde.example", takenAfter: 0) }
    #expect(run.heard(refused("550 else"), about: "e@kunde.example", takenAfter: 0) == .suspicious(isFirst: false))
    run.alarmWasHeard()
    #expect(run.alarms == 1)
    #expect(run.heard(refused("554 no"), about: "e@kunde.example", takenAfter: 0) == .suspicious(isFirst: false))
    #expect(run.heard(refused("554 no"), about: "f@kunde.example", takenAfter: 1) == .alone)
  }

  @Test("what our own check refuses says nothing of the server")
  func ownCheck() {
    let own = MailOutcome.refused(AttemptRecord(peer: "relay:25", reason: "the message has no header"))
    #expect(verdicts(Array(repeating: own, count: 20)).allSatisfy { $0 == .alone })
  }

  @Test("five who are put off alike, or whose sender is refused, are everybody")
  func putOffs() {
    for deferral in [MailOutcome.Deferral.message, .sender] {
      let answers = (0..<6).map { putOff("451 4.3.0 <d\($0)@kunde.example> later", deferral) }
      #expect(verdicts(answers) == [.alone, .alone, .alone, .alone, .toEverybody, .toEverybody])
    }
    #expect(verdicts(Array(repeating: putOff("450", .connection), count: 9)).allSatisfy { $0 == .alone })
  }

  @Test(
    "words are compared without what is one recipient's, one connection's or one hour's",
    arguments: [
      ("550 5.4.5 Quota exceeded. i8sm18157488wrw.36 - gsmtp", "quota exceeded gsmtp"),
      ("550 5.1.1 <Anna.Meier@kunde.example>: Recipient unknown", "recipient unknown"),
      ("550 no such user 'anna.meier' at kunde.example", "no such user at"),
      ("550 mx.kunde.example said: no [AM6PR07.outlook.com 2026-11-23T09:00:00.1Z 08DE]", "said no"),
      ("550", "550"), ("550 5.0.0", "550"),
    ])
  func words(reason: String, expected: String) {
    #expect(AnswerRun.normalized(reason, recipient: "anna.meier@kunde.example") == expected)
  }

  @Test("what was begun before this machine could not write another does not make the way good again")
  func unwritten() {
    let health = DeliveryHealth()
    let watch = AnswerWatch(health: health)
    func heard(_ outcome: MailOutcome, begunAfter unwritten: Int) {
      _ = watch.heard(
        outcome, about: "anna@kunde.example", from: "acme", takenAfter: 0, begunAfter: unwritten)
    }
    let before = watch.unwritten
    heard(accepted, begunAfter: before)
    heard(putOff("cannot write tmp/x: No space left on device", .local), begunAfter: before)
    heard(accepted, begunAfter: before)
    #expect(!health.current.isHealthy)
    heard(accepted, begunAfter: watch.unwritten)
    #expect(health.current.isHealthy)
  }

  @Test("a person is told once of each trouble, of a relay's not before it has stayed, and again when it comes back")
  func news() {
    let watch = AnswerWatch(health: DeliveryHealth())
    func isNews(_ outcome: MailOutcome, _ sender: String = "acme") -> Bool {
      _ = watch.heard(outcome, about: "anna@kunde.example", from: sender, takenAfter: 0)
      return watch.isNews(outcome, about: "anna@kunde.example", from: sender)
    }
    let (account, sender, relay) = (
      putOff("550 5.4.5 quota", .account), putOff("550 spf", .sender), putOff("554 helo", .relay)
    )
    #expect([account, account, accepted, account].map { isNews($0) } == [true, false, false, true])
    #expect([relay, relay, relay, relay].map { isNews($0) } == [false, false, true, false])
    #expect(isNews(sender) && isNews(sender, "other") && !isNews(sender))
    // What is taken for one sender says nothing about the other.
    #expect(!isNews(accepted, "other") && !isNews(sender) && isNews(sender, "other"))
    #expect(!isNews(putOff("451 later")) && !isNews(putOff("refused", .connection)))
  }
}

@Suite("When nothing that is under way ends")
struct SlowAnswersTests {
  @Test("it is looked once each wait, ever more rarely, until something ends")
  func waits() {
    var slow = SlowAnswers(first: .seconds(10))
    var seconds: [Duration] = []
    for _ in 1...3 {
      guard let wait = slow.begin(underWay: 2) else { break }
      #expect(slow.begin(underWay: 2) == nil, "one wait at a time")
      seconds.append(wait.duration)
      let isOver = slow.isOver(ended: wait.ended, underWay: 2)
      #expect(isOver)
    }
    #expect(seconds == [.seconds(10), .seconds(20), .seconds(40)])
    // Something ends meanwhile.
    let wait = slow.begin(underWay: 2)
    slow.oneEnded()
    let isOver = slow.isOver(ended: wait?.ended ?? -1, underWay: 1)
    #expect(!isOver)
    #expect(slow.begin(underWay: 1)?.duration == .seconds(10))
  }

  @Test("nobody waits while nothing is under way, or where nobody is to look")
  func idle() {
    var slow = SlowAnswers(first: .seconds(10))
    #expect(slow.begin(underWay: 0) == nil)
    var never = SlowAnswers(first: nil)
    #expect(never.begin(underWay: 3) == nil)
  }
}
