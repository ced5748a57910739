/// What a creditor is told in the morning: what needs a person, what leaves, and what came in.
package struct MorningReport: Hashable, Sendable {
  /// What one part of it is about; the raw value is the word of the configuration.
  package enum Topic: String, Sendable, CaseIterable {
    /// Nothing leaves until somebody arms the daemon.
    case sendingHeld = "held"
    case approval
    /// Money of which it is not sure whose it is.
    case proposal = "payment-proposed"
    /// Claims that are not dunned, since their debtor has a credit.
    case credit = "credit-holds"
    case inDoubt = "notice-in-doubt"
    case failed = "notice-failed"
    case bounced = "notice-bounced"
    /// A notice that somebody holds back.
    case heldNotice = "notice-held"
    case reply = "reply-received"
    case complaint = "complaint-received"
    case dispute = "claim-disputed"
    case brokenPromise = "promise-broken"
    case followUp = "follow-up"
    case limitation
    /// There is no address for the next step.
    case unreachable
    /// Steps wait for newer statements of the bank.
    case staleBank = "bank-stale"
    case rates
    case calendar
    case leaving
    case payment = "payment-recorded"
    case paid = "claim-paid"
    case claim = "claim-registered"

    /// What somebody has to do something about.
    package static let needs = allCases.filter { ![.leaving, .payment, .paid, .claim].contains($0) }
    /// What can be told at once: what the journal tells of at the moment at which it happens.
    package static let atOnce: [Topic] = [
      .sendingHeld, .proposal, .inDoubt, .failed, .bounced, .reply, .complaint, .dispute, .brokenPromise, .payment,
      .paid,
    ]
  }

  /// One line of a part. What is not known or does not apply is nil.
  package struct Item: Hashable, Sendable {
    /// The number by which a command takes it: `C12`, `N7`.
    package var number: String?
    package var debtor: String?
    /// To which address it goes.
    package var to: String?
    package var references: [String] = []
    package var amount: Money?
    package var step: String?
    package var at: Instant?
    package var day: CivilDate?
    /// In the words of the docket, of a server, or of whoever said so.
    package var note: String?

    package init() {}
  }

  /// A part: how many there are, and the first of them.
  package struct Part: Hashable, Sendable {
    package let topic: Topic
    package let count: Int
    /// What they come to, one sum a currency; empty where there are none.
    package let sums: [Money]
    package let items: [Item]

    package init(_ topic: Topic, count: Int, sums: [Money] = [], items: [Item]) {
      (self.topic, self.count, self.sums, self.items) = (topic, count, sums, items)
    }
  }

  /// Lines of a part that are told; the others are counted.
  package static let itemsMax = 25

  /// The day of the mail, by the creditor's clock.
  package let day: CivilDate
  /// The moment since which it tells what came in.
  package let since: Instant
  /// The last day of which it tells what leaves.
  package let until: CivilDate
  package let parts: [Part]
  /// Whether something needs a person, leaves, or has come in.
  package var isEmpty: Bool { parts.isEmpty }

  package init(day: CivilDate, since: Instant, until: CivilDate, parts: [Part]) {
    (self.day, self.since, self.until) = (day, since, until)
    self.parts = parts.filter { $0.count > 0 }
  }
}
