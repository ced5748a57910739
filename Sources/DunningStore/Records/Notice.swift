package import Dunning
import DunningSQL

/// One communication that a step caused, as the docket knows it.
package struct Notice: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// Written, and waiting for a person's word.
    case awaitingApproval = "awaiting-approval"
    /// Stopped by a person.
    case held
    /// Written, allowed, and waiting for its turn.
    case pending
    /// Taken: being written, or in the hands of the transport.
    case sending
    /// The server said "not now"; there is a time for the next try.
    case deferred
    case sent
    /// The server said "never".
    case failed
    /// The final dot left and no answer came.
    case inDoubt = "in-doubt"
    /// Overtaken before it left: paid, paused, changed.
    case dropped

    /// True while the notice bars the next step.
    package var isOpen: Bool {
      switch self {
      case .awaitingApproval, .held, .pending, .sending, .deferred, .inDoubt: true
      case .sent, .failed, .dropped: false
      }
    }
  }

  package let id: NoticeID
  package let claims: [ClaimID]
  package let references: [String]
  package let creditor: String
  /// Who owes; of a register, which is about all of them, empty.
  package internal(set) var debtor: String
  package let policy: String
  package let step: String
  package let tone: String
  package let state: State
  package internal(set) var recipient: String
  package let total: Money
  package let openedAt: Instant
  package let payBy: CivilDate?
  package let messageID: String
  package let attempts: Int
  package let nextAttemptAt: Instant?
  package let completedAt: Instant?
  package internal(set) var lastReply: String?
}

extension Notice {
  /// Whether it is a statement of account: no rung of any ladder, and so of no policy.
  package var isAccount: Bool { policy.isEmpty && step == Step.statementOfAccount.name }
}

/// One try to hand a message over, as the docket knows it.
package struct Attempt: Hashable, Sendable {
  package enum Phase: String, Sendable, CaseIterable {
    case taken
    /// The final dot may have left.
    case dotSent = "dot-sent"
    case accepted
    case deferred
    case refused
    case inDoubt = "in-doubt"
    /// Nothing was handed over: the notice was overtaken, or the daemon stopped before the dot.
    case abandoned
  }

  package let id: Int64
  package let notice: NoticeID
  package let number: Int
  package let phase: Phase
  /// The way that was tried.
  package let channel: Step.Channel
  package let transport: String
  package let startedAt: Instant
  package let endedAt: Instant?
  package let server: String?
  package let reply: String?
  package let dialogue: [String]
}

extension Attempt {
  /// What ``init(_:)`` reads.
  static let selection = """
    SELECT id, notice_id, number, phase, channel, transport, started_at, ended_at, server, reply, dialogue FROM attempt
    """

  init(_ row: SQLRow) throws {
    guard let phase = Phase(rawValue: row.text(3)) else { throw ClaimRecord.damaged("attempt phase") }
    self.init(
      id: row.number(0), notice: NoticeID(row.number(1)), number: Int(row.number(2)), phase: phase,
      channel: Step.Channel(rawValue: row.text(4)) ?? .email, transport: row.text(5),
      startedAt: Instant(milliseconds: row.number(6)), endedAt: row.numberIfAny(7).map(Instant.init(milliseconds:)),
      server: row.textIfAny(8), reply: row.textIfAny(9),
      dialogue: row.text(10).split(separator: "\n").map(String.init))
  }
}
