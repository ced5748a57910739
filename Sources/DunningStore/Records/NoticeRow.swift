import Dunning
import DunningSQL

/// A notice's own row.
struct NoticeRow {
  let id: NoticeID
  private let creditor: String
  private let debtor: String
  private let policy: String
  private let step: String
  private let tone: String
  private let state: Notice.State
  private let recipient: String
  private let total: Money
  private let openedAt: Instant
  private let payBy: CivilDate?
  private let messageID: String
  private let attempts: Int
  private let nextAttemptAt: Instant?
  private let completedAt: Instant?
  private let lastReply: String?

  /// What ``init(_:)`` reads.
  static let selection = """
    SELECT notice.id, notice.creditor, coalesce(notice.addressee, debtor.name, ''), notice.policy, notice.step, notice.tone, notice.state,
      notice.recipient, notice.total, notice.currency, notice.opened_at, notice.pay_by, notice.message_id,
      notice.attempts, notice.next_attempt_at, notice.completed_at, notice.last_reply
    FROM notice LEFT JOIN debtor ON debtor.id = notice.debtor_id
    """

  init(_ row: SQLRow) throws {
    guard let state = Notice.State(rawValue: row.text(6)) else { throw ClaimRecord.damaged("notice state") }
    id = NoticeID(row.number(0))
    creditor = row.text(1)
    debtor = row.text(2)
    policy = row.text(3)
    step = row.text(4)
    tone = row.text(5)
    self.state = state
    recipient = row.text(7)
    total = Money(minorUnits: row.number(8), currency: try ClaimRecord.currency(row.text(9)))
    openedAt = Instant(milliseconds: row.number(10))
    payBy = try row.textIfAny(11).map(CivilDate.init(parsing:))
    messageID = row.text(12)
    attempts = Int(row.number(13))
    nextAttemptAt = row.numberIfAny(14).map(Instant.init(milliseconds:))
    completedAt = row.numberIfAny(15).map(Instant.init(milliseconds:))
    lastReply = row.textIfAny(16)
  }

  /// The notice with the claims that it is about, by ascending number, and their references.
  func notice(about claims: [ClaimID], references: [String]) -> Notice {
    Notice(
      id: id, claims: claims, references: references, creditor: creditor, debtor: debtor, policy: policy, step: step,
      tone: tone, state: state, recipient: recipient, total: total, openedAt: openedAt, payBy: payBy,
      messageID: messageID, attempts: attempts, nextAttemptAt: nextAttemptAt, completedAt: completedAt,
      lastReply: lastReply)
  }
}
