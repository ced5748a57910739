import Crypto
package import Dunning
import DunningBytes
import DunningSQL

/// A day or moment that a creditor's calendar shows.
package struct CalendarDate: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// When a claim is due.
    case deadline
    /// Until when a notice has asked to pay.
    case payBy = "pay-by"
    /// What a debtor has promised.
    case promise
    case followUp = "follow-up"
    /// The last day before a claim may be barred by limitation.
    case limitation
  }

  package let kind: Kind
  /// Names it for good, together with the docket's own name.
  package let name: String
  package let when: Deadline
  package let claim: ClaimID
  package let reference: String
  package let debtor: String
  /// What is to come by then; nil where it is about no sum.
  package let amount: Money?
  package let note: String?
  /// Rises with every change of its claim.
  package let sequence: Int64
  package let changedAt: Instant
  /// Whether nothing is to come by then any more: paid, given up, done.
  package let isOver: Bool
}

/// What a calendar shows.
package struct CalendarReading: Sendable {
  /// Of the docket: names are alike only within it.
  package let docket: String
  package let dates: [CalendarDate]
  /// Whether there are more claims than it shows: the newest.
  package let isCut: Bool
}

extension Docket {
  /// The deadlines of all open claims, and of those that were settled in the last ninety days, so that calendars hear that
  /// nothing is to come.
  ///
  /// - Parameter creditor: nil for all.
  package func calendar(
    of creditor: String?, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> CalendarReading {
    let name = Hex.text(SHA256.hash(data: messageKey + Array("calendar".utf8)).prefix(8))
    return try await read(rulebook) { look in
      let ids = try look.calendarClaims(of: creditor, now: now)
      return CalendarReading(
        docket: name, dates: try ids.flatMap { try look.calendarDates(of: $0) },
        isCut: ids.count >= DocketLimits.calendarMax)
    }
  }
}

extension Reading {
  fileprivate func calendarClaims(of creditor: String?, now: Instant) throws -> [ClaimID] {
    let mine = creditor == nil ? "?1 IS NULL" : "creditor = ?1"
    let limit = SQLValue.number(Int64(DocketLimits.calendarMax))
    let open = try sql.all(
      "SELECT id FROM claim WHERE \(mine) AND state IN \(Claim.State.unsettled.sql) ORDER BY id DESC LIMIT ?2",
      [SQLValue(creditor), limit]
    ) { ClaimID($0.number(0)) }
    let since = try firstEntry(after: now.adding(seconds: -90 * 86_400))
    let kinds = [Event.Kind.claimPaid, .claimWithdrawn, .claimWrittenOff].sql
    let settled = try sql.all(
      """
      SELECT DISTINCT claim.id FROM event JOIN claim ON claim.id = event.claim_id
      WHERE \(mine) AND event.id >= ?3 AND event.event IN \(kinds) AND claim.state IN \(Claim.State.settled.sql)
        AND claim.case_key IS NOT NULL
      ORDER BY claim.id DESC LIMIT ?2
      """, [SQLValue(creditor), limit, .number(since)]
    ) { ClaimID($0.number(0)) }
    return Array((open + settled).prefix(DocketLimits.calendarMax))
  }
}

extension Judging {
  fileprivate func calendarDates(of id: ClaimID) throws -> [CalendarDate] {
    guard let record = try knownRecord(id) else { return [] }
    let last = try sql.first(
      "SELECT seq, at FROM event WHERE claim_id = ? ORDER BY id DESC LIMIT 1", .number(id.number)
    ) { (seq: $0.number(0), at: Instant(milliseconds: $0.number(1))) }
    guard let last else { return [] }
    let claim = record.claim
    func date(
      _ kind: CalendarDate.Kind, _ name: String, _ when: Deadline, _ amount: Money? = nil, _ note: String? = nil,
      isOver: Bool = false
    ) -> CalendarDate {
      CalendarDate(
        kind: kind, name: "\(kind.rawValue)-\(name)", when: when, claim: id, reference: claim.draft.reference,
        debtor: claim.draft.debtor.name, amount: amount, note: note, sequence: last.seq, changedAt: last.at,
        isOver: isOver || !claim.state.isOpen)
    }
    var dates = [date(.deadline, id.description, claim.draft.due, claim.outstanding)]
    for notice in try notices(of: id) {
      guard notice.state == .sent, let day = notice.payBy else { continue }
      dates.append(date(.payBy, "\(id)-\(notice.id)", .day(day), claim.outstanding, notice.step))
    }
    for (number, promise) in try promises(of: claim).enumerated() {
      for (index, instalment) in promise.promise.instalments.enumerated() {
        let isOver = promise.state != .running
        let name = "\(id)-\(number + 1)-\(index + 1)"
        dates.append(date(.promise, name, .day(instalment.due), instalment.amount, isOver: isOver))
      }
    }
    for followUp in try followUps(of: id) where [.note, .approval, .ladderOver].contains(followUp.kind) {
      let isOver = followUp.state == .done
      dates.append(date(.followUp, followUp.id.description, .day(followUp.day), nil, followUp.note, isOver: isOver))
    }
    let history = try history(of: id).map(\.completion)
    if let day = rulebook.limitation(of: claim, history: history) {
      dates.append(date(.limitation, id.description, .day(day), claim.outstanding))
    }
    return dates
  }
}
