import Dunning
import DunningSQL

extension NoticeCheck {
  /// What needed four eyes was let go by somebody who had not entered or last corrected a claim in it, or by two, as the
  /// journal stood at the time.
  func checkFourEyes(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    guard row?.approval == .fourEyes else { return }
    let claims = try look.sql.all(
      "SELECT claim_id FROM notice_claim WHERE notice_id = ? ORDER BY claim_id", .number(id.number)
    ) { ClaimID($0.number(0)) }
    for entry in entries where entry.row.type == Event.Kind.noticeApproved.rawValue {
      let approver = Actor.person(entry.row.actor)
      let writers = try claims.compactMap { try look.lastWriter(of: $0, before: entry.row.id) }
      guard writers.contains(approver), !isSeconded(entry, by: approver, entries) else { continue }
      result.find(
        chain, entry.row.seq, "approval of \(id)",
        stored: "by \(approver), who entered or last corrected a claim in it",
        computed: "by another person, or by two")
    }
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
