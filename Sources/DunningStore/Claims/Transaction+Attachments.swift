import Dunning
import DunningBytes
import DunningSQL

extension Reading {
  func attachments(of claim: ClaimID) throws -> [Attachment] {
    try sql.all(
      "SELECT name, media_type, size, sha256, note, added_at FROM attachment WHERE claim_id = ? ORDER BY id",
      .number(claim.number)
    ) { row in
      Attachment(
        name: row.text(0), mediaType: row.text(1), size: row.number(2), sha256: Hex.text(row.bytes(3)),
        note: row.textIfAny(4), addedAt: Instant(milliseconds: row.number(5)))
    }
  }

  func require(_ notice: NoticeID, about claim: ClaimID) throws {
    guard try claims(of: notice).contains(claim) else {
      throw DocketError(
        .invalid, "notice \(notice) is not about claim \(claim)",
        hint: "`dunningctl notice show \(notice)` names its claims")
    }
  }

  /// One content is attached to a claim once: to one of its notices, or to all of it.
  func require(_ attachment: Attachment, isAttachedTo notice: NoticeID?, of claim: ClaimID) throws {
    guard let notice else { return }
    let known = try sql.all(
      "SELECT notice_id, data FROM event WHERE claim_id = ? AND event = ? ORDER BY id", .number(claim.number),
      .text(Event.Kind.attachmentAdded.rawValue)
    ) { (notice: $0.numberIfAny(0).map { NoticeID($0) }, data: $0.text(1)) }
    guard known.contains(where: { $0.notice == notice && $0.data.contains(attachment.sha256) }) else {
      throw DocketError(
        .invalid, "the same content is attached to claim \(claim) already, as \(quoted(attachment.name))",
        hint: "name it in a note with `dunningctl note`, or attach a copy that differs")
    }
  }
}

extension Writing {
  func insert(_ attachment: Attachment, of claim: ClaimID, _ notice: NoticeID?) throws {
    try sql.run(
      """
      INSERT INTO attachment (claim_id, sha256, name, media_type, size, note, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .number(claim.number), .bytes(Hex.bytes(attachment.sha256) ?? []), .text(attachment.name),
      .text(attachment.mediaType), .number(attachment.size), SQLValue(attachment.note), .number(now.milliseconds))
    var data: [JournalKey: String] = [
      .name: attachment.name, .mediaType: attachment.mediaType, .size: String(attachment.size),
      .sha256: attachment.sha256,
    ]
    data[.note] = attachment.note
    try journal(Event(.attachmentAdded, claim: claim, notice: notice, actor: actor, data: data))
  }

  /// Takes contents away that no claim has any more: at once after an erasure, and when a crash came between. They are
  /// remembered until it is certain that no copy lies where they came from.
  func removeGoneContents(_ attachments: AttachmentFolder) throws {
    for hash in try sql.all("SELECT sha256 FROM attachment_gone", read: { $0.bytes(0) }) {
      let isOwned = try sql.first("SELECT 1 FROM attachment WHERE sha256 = ?", .bytes(hash)) { _ in true } ?? false
      if !isOwned {
        try attachments.remove(Hex.text(hash))
      } else {
        try sql.run("DELETE FROM attachment_gone WHERE sha256 = ?", .bytes(hash))
      }
    }
  }

}
