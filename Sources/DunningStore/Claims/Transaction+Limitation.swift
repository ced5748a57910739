import Dunning
import DunningSQL

extension Transaction {
  /// Has the creditor warned half a year, three months and a month before a claim may be barred by limitation. Asked
  /// again whenever a demand went out or is proved to have come, or the rules changed, since each may move that day.
  func watchLimitation(of record: ClaimRecord, history: [Completion]) throws {
    let claim = record.claim
    guard claim.state.isOpen, let last = rulebook.limitation(of: claim, history: history) else { return }
    let warning = warning(on: claim, barredAfter: last, history: history)
    let waiting: [SQLValue] = [
      .number(claim.id.number), .text(FollowUp.Kind.limitation.rawValue), .text(FollowUp.State.waiting.rawValue),
    ]
    let planned = try sql.first(
      "SELECT day, note FROM follow_up WHERE claim_id = ? AND kind = ? AND state = ?", waiting
    ) { (day: $0.text(0), note: $0.text(1)) }
    let isOther = planned.map { $0.note != note(on: claim, barredAfter: last, history: history) } ?? false
    guard planned?.day != warning?.day.iso || isOther else { return }
    try removeFollowUps(where: "claim_id = ? AND kind = ? AND state = ?", waiting)
    guard let warning else { return }
    try plan(warning, of: claim.id, at: rulebook.officeOpening(on: warning.day, ofCreditor: claim.draft.creditor))
  }

  /// The first warning of a claim that was just enqueued.
  ///
  /// - Returns: what its first entry tells of the warning, in place of an entry of its own.
  func beginLimitation(of claim: Claim) throws -> [JournalKey: String] {
    guard let last = rulebook.limitation(of: claim, history: []),
      let warning = warning(on: claim, barredAfter: last, history: [])
    else { return [:] }
    let moment = rulebook.officeOpening(on: warning.day, ofCreditor: claim.draft.creditor)
    let told = warning.planned(as: try insert(warning, of: claim.id, at: moment))
    return told.filter { $0.key != .kind }
  }

  /// The next warning; nil after the last.
  private func warning(on claim: Claim, barredAfter last: CivilDate, history: [Completion]) -> FollowUp.Draft? {
    let today = (rulebook.zone(for: claim) ?? .utc).date(at: now)
    let day = limitationWarningDays.map { last.adding(days: -$0) }.first { $0 > today }
    return day.map {
      FollowUp.Draft(kind: .limitation, note: note(on: claim, barredAfter: last, history: history), day: $0)
    }
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
