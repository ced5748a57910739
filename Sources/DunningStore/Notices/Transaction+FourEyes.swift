import Dunning
import DunningSQL

// Four eyes: whoever entered or last corrected a claim does not let its notice go alone.

extension Reading {
  /// Who entered a claim, or corrected it or its debtor last; nil where nobody did.
  ///
  /// - Parameter entry: of the journal, before which that was; nil for now.
  func lastWriter(of claim: ClaimID, before entry: Int64? = nil) throws -> String? {
    // Corrections of every kind end alike.
    try sql.first(
      """
      SELECT actor FROM event WHERE claim_id = ? AND actor <> ? AND id < ?
        AND (event IN \([Event.Kind.claimRegistered, .debtorChanged].sql) OR event LIKE '%-corrected')
      ORDER BY id DESC LIMIT 1
      """, .number(claim.number), .text(Actor.daemon.text), .number(entry ?? .max)
    ) { Actor.person($0.text(0)) }
  }
}

extension Actor {
  /// The user, whatever the role was: `uid 1000` of `uid 1000 (clerk)`.
  static func person(_ actor: String) -> String { actor.split(separator: " ").prefix(2).joined(separator: " ") }
}

extension Transaction {
  /// Lets a notice go with the bytes that are kept, or writes down who has said so where that is not enough.
  ///
  /// - Returns: what was approved, for the journal.
  func letGo(_ notice: Notice, seen: String?) throws -> [JournalKey: String] {
    let parcel = try approvedParcel(of: notice, seen: seen)
    let approver = Actor.person(actor.text)
    guard try permission(for: notice.id).approval == .fourEyes,
      try notice.claims.compactMap({ try lastWriter(of: $0) }).contains(approver)
    else {
      try approve(notice)
      return parcel
    }
    let others = try firstApprovers(of: notice, parcel)
    guard !others.contains(approver) else {
      throw DocketError(
        .wrongState, "\(approver) has approved notice \(notice.id) already, and another person has to as well",
        hint: "its step says approval: four-eyes, and \(approver) entered or last corrected a claim in it")
    }
    if others.isEmpty {
      let words =
        "approved by \(approver), who entered or last corrected a claim in it: another person has to approve it as well"
      try setState(.awaitingApproval, of: notice.id, lastReply: words)
    } else {
      try approve(notice)
    }
    return parcel
  }

  /// Who has said of these very bytes that they may go, and was not enough.
  private func firstApprovers(of notice: Notice, _ parcel: [JournalKey: String]) throws -> [String] {
    guard let claim = notice.claims.first else { return [] }
    return try sql.all(
      "SELECT actor, data FROM event WHERE claim_id = ? AND notice_id = ? AND event = \(Event.Kind.noticeSeconded.sql)",
      .number(claim.number), .number(notice.id.number)
    ) { row in
      let said = try Journal.decode(row.text(1))
      let isSame = [JournalKey.sha256, .letterSHA256].allSatisfy { said[$0.rawValue] == parcel[$0] }
      return isSame ? Actor.person(row.text(0)) : nil
    }.compactMap { $0 }
  }
}
