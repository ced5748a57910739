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
    let planned = try sql.first(
      "SELECT day, note FROM follow_up WHERE claim_id = ? AND kind = ? AND state = ?", waiting
    ) { (day: $0.text(0), note: $0.text(1)) }
    let note = note(on: claim, barredAfter: last, history: history)
    guard planned?.day != warning?.iso || planned.map({ $0.note != note }) ?? false else { return }
    try removeFollowUps(where: "claim_id = ? AND kind = ? AND state = ?", waiting)
    guard let warning else { return }
    try insert(
      FollowUp.Draft(kind: .limitation, note: note, day: warning), of: claim.id,
      at: rulebook.officeOpening(on: warning, ofCreditor: claim.draft.creditor))
  }

  /// Both days, where one of them counts only if it is proved that a demand has come.
  private func note(on claim: Claim, barredAfter last: CivilDate, history: [Completion]) -> String {
    let rule = rulebook.policies[claim.draft.policy]?.calendarTerms(for: claim.draft.debtor.kind)?.rule.id ?? ""
    let later = rulebook.limitationIfReceived(of: claim, history: history).flatMap { $0 > last ? $0 : nil }
    let unproved = later.map { "; only after \($0.iso) if it is proved that the demands reached the debtor" } ?? ""
    return
      "The claim may be barred by limitation after \(last.iso) (\(rule))\(unproved); a court claim takes time to prepare."
  }
}

private let limitationWarningDays = [180, 90, 30]
