import Dunning
import DunningSQL

// Four eyes: whoever made what a notice goes by, or changed it since somebody else approved it, does not let it go alone.

extension Actor {
  /// The user, whatever the role was: `uid 1000` of `uid 1000 (clerk)`.
  static func person(_ actor: String) -> String { actor.split(separator: " ").prefix(2).joined(separator: " ") }
}

extension Transaction {
  /// Lets a notice go with the bytes that are kept, or writes down who has said so where that is not enough.
  ///
  /// - Returns: what was approved, for the journal.
  func letGo(_ notice: Notice, seen: String?) throws -> [JournalKey: String] {
    var parcel = try approvedParcel(of: notice, seen: seen)
    guard try permission(for: notice.id).approval == .fourEyes else {
      try approve(notice)
      return parcel
    }
    let (approver, makings) = (Actor.person(actor.text), try makings(of: notice.claims))
    let others = try firstApprovers(of: notice, parcel)
    parcel[.makers] = Making.makers(makings)
    guard let own = Making.last(of: approver, in: makings) else {
      try approve(notice)
      return parcel
    }
    guard !others.contains(approver) else {
      throw DocketError(
        .wrongState, "\(approver) has approved notice \(notice.id) already, and another person has to as well",
        hint: "its step says approval: four-eyes, and \(approver) \(own.words(in: notice.claims))")
    }
    if others.isEmpty {
      let words =
        "approved by \(approver), who \(own.words(in: notice.claims)): another person has to approve it as well"
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
