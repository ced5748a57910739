import Dunning
import DunningSQL

extension Transaction {
  /// Has the creditor asked what comes next once the time that the last step of a ladder gave is over: from there on nothing
  /// happens by itself. Once for each last step that has gone out.
  ///
  /// - Parameter decision: what was just decided of the claim.
  func watchLadderEnd(of claim: Claim, _ decision: Decision, history: [Completion]) throws {
    guard claim.state.isOpen, case .nothing(.ladderDone) = decision, let last = history.last else { return }
    let zone = rulebook.zone(for: claim) ?? .utc
    let until = last.payBy ?? zone.date(at: last.at).adding(days: Self.daysWithoutPayBy)
    let day = until.adding(days: 1)
    // What was over before anybody was asked stands in the list of claims.
    guard day > zone.date(at: now) else { return }
    let isAsked = try sql.first(
      "SELECT 1 FROM follow_up WHERE claim_id = ? AND kind = \(FollowUp.Kind.ladderOver.sql) AND created_at >= ?",
      .number(claim.id.number), .number(last.at.milliseconds)
    ) { _ in true }
    guard isAsked == nil else { return }
    let text =
      "Every step of the ladder has gone out, the last one (\(last.step)) to be paid by \(until.iso): a person decides what "
      + "comes next, a court claim (`dunningctl evidence \(claim.id)` makes the case file), an agreement, or writing it off."
    try plan(
      FollowUp.Draft(kind: .ladderOver, note: text, day: day), of: claim.id,
      at: rulebook.officeOpening(on: day, ofCreditor: claim.draft.creditor))
  }

  /// How long a notice that names no day is waited for.
  private static var daysWithoutPayBy: Int { 7 }

  /// Whether nothing is to be asked any more: it was paid, or something comes next after all.
  func isLadderEndOver(_ record: ClaimRecord) throws -> Bool {
    guard record.claim.state.isOpen, record.next == nil else { return true }
    return record.nothingBecause != Decision.Reason.ladderDone.text
  }
}
