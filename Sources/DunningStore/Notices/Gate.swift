import Dunning
import DunningSQL

/// Whether a notice may go on.
package enum Gate: Sendable, Hashable {
  case open
  /// Something happened meanwhile; the notice was taken back, for this reason.
  case overtaken(String)
  /// Sending, or this notice, was held meanwhile; the notice keeps its place.
  case held
}

extension Transaction {
  /// Whether a notice that was taken may go on: nothing has happened to its claims since. Otherwise it is dropped.
  func gate(_ notice: DueNotice) throws -> Gate {
    for taken in notice.claims {
      let revision = try sql.first("SELECT revision FROM claim WHERE id = ?", .number(taken.claim.id.number)) {
        $0.number(0)
      }
      guard revision != taken.revision else { continue }
      return try overtake(notice.id, because: "the claim changed before it left")
    }
    if let early = try invoiceToCome(notice) { return try overtake(notice.id, because: early) }
    return try gate(ofLaw: notice)
  }

  /// Whether an invoice that it asks to pay is of a day to come where the debtor is.
  private func invoiceToCome(_ notice: DueNotice) throws -> String? {
    guard case .claims(let claims) = notice.subject else { return nil }
    for claim in claims.records.map(\.claim) {
      guard let issued = claim.draft.issued, issued > today(for: claim) else { continue }
      return "the invoice \(claim.draft.reference) is of \(issued.iso), which is still to come"
    }
    return nil
  }

  /// Whether what a notice asks for being late may be asked of the debtor: a rule that is for businesses is put to no
  /// consumer, whatever became known since the notice was taken.
  private func gate(ofLaw notice: DueNotice) throws -> Gate {
    guard case .claims(let claims) = notice.subject else { return .open }
    for claim in claims.records.map(\.claim) {
      guard let late = claims.late[claim.id], !rulebook.isSuitable(late, for: claim.draft) else { continue }
      return try overtake(
        notice.id, because: "its interest goes by \(late.terms.rule.id), which is not for this debtor")
    }
    return .open
  }

  /// The last look before something of a notice leaves: at balance, pause and address, at whether anything may leave, at
  /// what persons say of it, and at whether the docket still has what its journal says.
  ///
  /// - Parameter leaving: what is about to leave; nil when nobody has approved it.
  func lastGate(_ notice: DueNotice, leaving: HashedParcel?) throws -> Gate {
    let gate = try gate(notice)
    guard gate == .open else { return gate }
    if try !mode().isArmed {
      guard case .word = notice.subject, try tellsWhileHeld() else { return .held }
    }
    if let changed = try accountMeanwhile(notice) { return try overtake(notice.id, because: changed) }
    if let covered = try coveredMeanwhile(notice) { return try overtake(notice.id, because: covered) }
    if let stale = try staleMeanwhile(notice) { return try overtake(notice.id, because: stale) }
    let word = try self.gate(ofPersons: notice, leaving: leaving)
    guard word == .open else { return word }
    return try holdIfDamaged(notice) ? .held : .open
  }

  /// Whether persons let a notice go: nobody holds it or has taken it back, and where one has to approve it, its very bytes
  /// are approved.
  private func gate(ofPersons notice: DueNotice, leaving: HashedParcel?) throws -> Gate {
    let id = notice.id
    let permission = try permission(for: id)
    guard permission.state != .held else { return .held }
    guard permission.state.isOpen || notice.isRest && permission.state == .sent else {
      return .overtaken("it is \(permission.state.rawValue) already")
    }
    guard permission.needsApproval else { return .open }
    guard let approved = permission.approved else {
      let reason = "nobody has approved it"
      try askForApproval(of: id, because: reason)
      return .overtaken(reason)
    }
    guard let leaving, approved.covers(leaving) else {
      return try overtake(id, because: "its bytes are not those that were approved")
    }
    return .open
  }

  /// Whether a statement would tell something else by now, or may not go to its debtor any more.
  private func accountMeanwhile(_ notice: DueNotice) throws -> String? {
    guard case .account = notice.subject else { return nil }
    let written = try self.notice(notice.id)
    let subject = try subject(of: written, tone: Step.statementOfAccount.tone)
    guard case .account(let account) = subject else { return "it is about no claim" }
    if case .lapses(let reason) = try verdict(on: written, about: account) { return reason }
    return nil
  }

  /// Whether a credit of the debtor's would pay one of the claims, whatever stands with them.
  private func coveredMeanwhile(_ notice: DueNotice) throws -> String? {
    guard case .claims = notice.subject else { return nil }
    for taken in notice.claims {
      let (debtor, hasCredit) = try debtorAndCredit(of: taken.claim.id)
      guard hasCredit else { continue }
      let coverage = try coverage(ofDebtor: debtor, in: taken.claim.draft.amount.currency)
      guard coverage.contains(where: { $0.place.place.claim == taken.claim.id && $0.covered.isPositive }) else {
        continue
      }
      return "a credit of the debtor's covers claim \(taken.claim.id)"
    }
    return nil
  }

  /// Whether its step asks for newer statements than there are: it may have waited long for an approval.
  private func staleMeanwhile(_ notice: DueNotice) throws -> String? {
    for taken in notice.claims {
      if let reason = try staleness(of: notice.step, for: taken.claim, at: now) { return reason.text }
    }
    return nil
  }

  private func overtake(_ id: NoticeID, because reason: String) throws -> Gate {
    try drop(id, because: reason)
    return .overtaken(reason)
  }
}
