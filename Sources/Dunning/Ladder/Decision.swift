/// What comes next for a claim, and why.
package enum Decision: Hashable, Sendable {
  case step(PlannedStep)
  case nothing(Reason)

  package var planned: PlannedStep? {
    if case .step(let planned) = self { planned } else { nil }
  }

  /// Why nothing is planned, in words; nil when something is.
  package var nothingBecause: String? {
    if case .nothing(let reason) = self { reason.text } else { nil }
  }

  /// Why nothing is planned.
  package enum Reason: Hashable, Sendable {
    /// Paid or taken back, or left alone until somebody resumes it.
    case settled(Claim.State)
    case belowMinimum(String)
    /// A credit of the debtor's would pay so much of it.
    case covered(String)
    /// Its step asks for payments no older than that, and they are known until a day, or not at all.
    case stale(Span, newest: CivilDate?)
    case ladderDone
    case obstacle(Claim.Obstacle)
    /// A list of what is open has it no more, and a person is asked whether it was paid.
    case asked(FollowUpID)
    case unknownPolicy(String)
    case unknownCreditor(String)
    case unknownZone(String)
    case windowNeverOpens
    /// The next step goes by e-mail, and there is no address.
    case noAddress

    /// The docket has an index of the claims of which this is said, so that it never changes.
    package static let noAddressWords =
      "there is no address to which its next step could go; `dunningctl correct --debtor` takes one"

    /// A notice that is written and that nobody has approved yet: the same words wherever it is told.
    package static func waits(forApprovalOf notice: NoticeID) -> String { "notice \(notice) waits for approval" }

    /// How the words begin for a claim that waits for newer payments.
    package static let staleBegin = "it waits for newer statements"

    /// How the words begin for a claim that a credit of its debtor's holds.
    package static let coveredBegin = "a credit of the debtor's covers"

    /// One sentence for a person.
    package var text: String {
      switch self {
      case .settled(.paid): "it is paid"
      case .settled(.withdrawn): "it was withdrawn"
      case .settled(.writtenOff): "it was written off"
      case .settled(.paused): "it is paused until somebody resumes it"
      case .settled(.disputed): "it is disputed; it goes on when somebody resumes it"
      case .settled(.stopped): "nobody may write to the debtor; it goes on when somebody resumes it"
      case .settled(.promised): "it is promised"
      case .settled(.open): "it is open"
      case .belowMinimum(let minimum): "less than the policy's minimum of \(minimum) is open"
      case .covered(let sum): "\(Self.coveredBegin) \(sum) of it; a person decides what becomes of that"
      case .stale(let span, let newest):
        "\(Self.staleBegin): the step asks for those of the last \(span.text), and they are known until "
          + (newest?.iso ?? "no day at all")
      case .ladderDone: "every step of the policy has gone out"
      case .obstacle(.noticeOpen(let notice)): "notice \(notice) is not finished"
      case .obstacle(.undeliverable(let notice)): "notice \(notice) could not be delivered; it needs a person"
      case .asked(let followUp):
        "it is not on the list of what is open any more; follow-up \(followUp) asks whether it was paid"
      case .unknownPolicy(let name): "policy \(quoted(name)) is no longer configured"
      case .unknownCreditor(let name): "creditor \(quoted(name)) is no longer configured"
      case .unknownZone(let name): "time zone \(quoted(name)) is not known on this machine"
      case .windowNeverOpens: "the send window never opens"
      case .noAddress: Self.noAddressWords
      }
    }
  }
}

/// A step with the moment at which it is to go out.
package struct PlannedStep: Hashable, Sendable {
  package let step: Step
  package let at: Instant
  /// How the moment came about, in order: each later cause moved it further.
  package let causes: [Cause]
  /// The steps that are left out on the way, with the reason.
  package let skipped: [Skipped]

  /// The causes in words, one clause each.
  package var because: [String] { causes.map(\.clause) }

  package struct Skipped: Hashable, Sendable {
    package let step: String
    package let reason: String
  }
}

/// When a notice that was written before may leave.
package struct PlannedDeparture: Hashable, Sendable {
  package let step: Step
  package let at: Instant
}
