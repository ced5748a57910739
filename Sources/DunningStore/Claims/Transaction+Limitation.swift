import Dunning
import DunningSQL

extension Transaction {
  /// Has the creditor warned half a year, three months and a month before a claim may be barred by limitation. Asked
  /// again whenever a demand went out or is proved to have come, or the rules changed, since each may move that day.
  func watchLimitation(of record: ClaimRecord, history: [Completion]) throws {
    let claim = record.claim
    guard claim.state.isOpen, let last = rulebook.limitation(of: claim, history: history) else { return }
    let today = (rulebook.zone(for: claim) ?? .utc).date(at: now)
    let warning = limitationWarningDays.map { last.adding(days: -$0) }.first { $0 > today }
    let waiting: [SQLValue] = [
      .number(claim.id.number), .text(FollowUp.Kind.limitation.rawValue), .text(FollowUp.State.waiting.rawValue),
    ]
    let planned = try sql.first("SELECT day FROM follow_up WHERE claim_id = ? AND kind = ? AND state = ?", waiting) {
      $0.text(0)
    }
    guard planned != warning?.iso else { return }
    try removeFollowUps(where: "claim_id = ? AND kind = ? AND state = ?", waiting)
    guard let warning else { return }
    let rule = rulebook.policies[claim.draft.policy]?.calendarTerms(for: claim.draft.debtor.kind)?.rule.id ?? ""
    let later = rulebook.limitationIfReceived(of: claim, history: history).flatMap { $0 > last ? $0 : nil }
    let unproved = later.map { "; only after \($0.iso) if it is proved that the demands reached the debtor" } ?? ""
    let note =
      "The claim may be barred by limitation after \(last.iso) (\(rule))\(unproved); a court claim takes time to prepare."
    try insert(
      FollowUp.Draft(kind: .limitation, note: note, day: warning), of: claim.id,
      at: rulebook.officeOpening(on: warning, ofCreditor: claim.draft.creditor))
  }
}

private let limitationWarningDays = [180, 90, 30]
