import Dunning
import DunningSQL

/// Looks at what comes next for a claim: whether it stands still although the rules would go on with it.
///
/// A plan is made at one moment and looked at later: one that comes too early is judged again when its turn comes, and only
/// one that comes too late does harm unseen.
struct PlanCheck {
  private let look: any Judging
  private let now: Instant
  /// Until when claims wait for the turn of a destination.
  private let queuedUntil: Instant

  /// A plan that no rule and no time explains.
  struct Drift {
    /// The column.
    let name: String
    let stored: String
    let computed: String
  }

  init(_ look: any Judging, now: Instant) throws {
    (self.look, self.now) = (look, now)
    let minute = try look.sql.first("SELECT coalesce(max(queue_minute), 0) + 1 FROM destination") { $0.number(0) } ?? 0
    let longest = now.adding(seconds: Self.queueDaysMax * 86_400).milliseconds / 60_000
    queuedUntil = Instant(milliseconds: min(minute, longest) * 60_000)
  }

  /// Whether plans can be compared: while everything is planned anew some are still by the rules of before.
  static func isPossible(_ look: any Reading) throws -> Bool { try look.setting(.plannedWith) != nil }

  /// Nil where the claim goes on as it should, or cannot be read: that is found elsewhere.
  func drift(of id: ClaimID) throws -> Drift? {
    guard let record = try? look.record(id), record.claim.state.isOpen else { return nil }
    if let words = record.nothingBecause, Self.waits(words) { return nil }
    let claim = record.claim
    let decision = look.rulebook.next(
      for: claim, history: try look.history(of: id).map(\.completion), now: now,
      lastContact: try look.lastContact(about: claim))
    guard let planned = decision.planned else { return nil }
    let computed = "\(planned.step.name) at \(planned.at.rfc3339(offsetSeconds: 0))"
    guard let next = record.next else {
      return Drift(name: "next_at", stored: record.nothingBecause ?? "nothing", computed: computed)
    }
    let stored = "\(next.step) at \(next.at.rfc3339(offsetSeconds: 0))"
    if next.at > max(planned.at, now, queuedUntil) { return Drift(name: "next_at", stored: stored, computed: computed) }
    if next.step != planned.step.name, next.at > now, next.at == planned.at {
      return Drift(name: "next_step", stored: stored, computed: computed)
    }
    return nil
  }

  /// When the debtor is late by the rules; nil where that is what stands there.
  func dueEnd(of id: ClaimID) throws -> Drift? {
    // One that is over keeps it until everything is planned anew, also where its debtor has moved to another zone since.
    guard let record = try? look.record(id), record.claim.state.isOpen else { return nil }
    let computed = look.rulebook.dueEnd(of: record.claim)
    guard computed != record.dueEnd else { return nil }
    return Drift(
      name: "due_end", stored: record.dueEnd.rfc3339(offsetSeconds: 0), computed: computed.rfc3339(offsetSeconds: 0))
  }

  /// Words of what is looked at again when something comes, not when it is time.
  private static func waits(_ words: String) -> Bool {
    [Decision.Reason.staleBegin, setAside].contains { words.hasPrefix($0) }
  }

  /// How the words begin of a claim of which the docket cannot make sense.
  private static let setAside = "it cannot be planned"
  private static let queueDaysMax = 31
}
