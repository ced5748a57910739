import Dunning
import DunningSQL

extension NoticeCheck {
  /// What needed four eyes was let go by somebody who had made or changed nothing of it since it was last approved so, or
  /// by two, as the journal stood at the time.
  ///
  /// - Parameter told: what the docket's own chain says of debtors; nil where it was not looked through.
  func checkFourEyes(
    _ entries: [ChainWalk.Entry], told: DebtorMakings?, _ result: inout Verification
  ) throws {
    guard row?.approval == .fourEyes else { return }
    let claims = try look.sql.all(
      "SELECT claim_id FROM notice_claim WHERE notice_id = ? ORDER BY claim_id", .number(id.number)
    ) { ClaimID($0.number(0)) }
    let approvals = entries.filter { $0.row.type == Event.Kind.noticeApproved.rawValue }
    let numbers = Set(approvals.map(\.row.id))
    // Each chain tells of it, one after the other.
    for entry in approvals where !numbers.contains(entry.row.id - 1) {
      let approver = Actor.person(entry.row.actor)
      let makers = try makers(entry, claims, told: told, &result)
      guard makers.contains(approver), !isSeconded(entry, by: approver, entries) else { continue }
      result.find(
        chain, entry.row.seq, "approval of \(id)",
        stored: "by \(approver), who had entered or changed what it goes by",
        computed: "by another person, or by two")
    }
  }

  /// Who had made what was approved: all whom the approval names, and whoever else the journal tells of.
  private func makers(
    _ entry: ChainWalk.Entry, _ claims: [ClaimID], told: DebtorMakings?, _ result: inout Verification
  ) throws -> Set<String> {
    // Earlier versions went by whoever had entered or corrected a claim last, and named nobody.
    guard let said = entry.data[.makers] else {
      return Set(try claims.compactMap { try look.lastWriter(of: $0, before: entry.row.id) })
    }
    let named = Making.people(said)
    let computed = Set(try look.makings(of: claims, before: entry.row.id, told: told).map(\.person))
    if !computed.isSubset(of: named) {
      result.find(
        chain, entry.row.seq, "makers of \(id)", stored: said, computed: computed.sorted().joined(separator: ", "))
    }
    return named.union(computed)
  }

  /// Whether another person had said before that these very bytes may go.
  private func isSeconded(_ approval: ChainWalk.Entry, by approver: String, _ entries: [ChainWalk.Entry]) -> Bool {
    entries.contains { entry in
      entry.row.type == Event.Kind.noticeSeconded.rawValue && entry.row.id < approval.row.id
        && Actor.person(entry.row.actor) != approver
        && [JournalKey.sha256, .letterSHA256].allSatisfy { entry.data[$0] == approval.data[$0] }
    }
  }
}

extension Reading {
  /// Who entered a claim, or corrected it or its debtor last; nil where nobody did.
  ///
  /// - Parameter entry: of the journal, before which that was.
  fileprivate func lastWriter(of claim: ClaimID, before entry: Int64) throws -> String? {
    // Corrections of every kind end alike.
    try sql.first(
      """
      SELECT actor FROM event WHERE claim_id = ? AND actor <> ? AND id < ?
        AND (event IN \([Event.Kind.claimRegistered, .debtorChanged].sql) OR event LIKE '%-corrected')
      ORDER BY id DESC LIMIT 1
      """, .number(claim.number), .text(Actor.daemon.text), .number(entry)
    ) { Actor.person($0.text(0)) }
  }
}
