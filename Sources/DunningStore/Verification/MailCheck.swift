import Dunning
import DunningBytes
import DunningSQL

/// Looks at one message that came in: whether its row is what an entry says of it.
struct MailCheck {
  let look: Look
  let chain: String

  private struct Row {
    let hash: String
    let notice: NoticeID
    let receivedAt: Int64
    let kind: String
    let sender: String?
    let subject: String
    let messageID: String?
    let isKept: Bool
    let isErased: Bool
  }

  /// - Parameter entry: the one that tells of its coming.
  func run(
    _ mail: IncomingMailID, _ hash: String, _ entry: ChainWalk.Entry, _ result: inout Verification
  ) throws {
    let seq = entry.row.seq
    let row = try look.sql.first(
      """
      SELECT sha256, notice_id, received_at, kind, sender, subject, message_id, bytes IS NOT NULL,
        EXISTS (SELECT 1 FROM notice_claim WHERE notice_id = incoming.notice_id) AND NOT EXISTS (SELECT 1
          FROM notice_claim JOIN claim ON claim.id = claim_id
          WHERE notice_id = incoming.notice_id AND case_key IS NOT NULL)
      FROM incoming WHERE id = ?
      """, .number(mail.number)
    ) { row in
      Row(
        hash: Hex.text(row.bytes(0)), notice: NoticeID(row.number(1)), receivedAt: row.number(2), kind: row.text(3),
        sender: row.textIfAny(4), subject: row.text(5), messageID: row.textIfAny(6), isKept: row.number(7) == 1,
        isErased: row.number(8) == 1)
    }
    result.expect(row?.hash, hash, "mail \(mail)", in: chain, seq)
    guard let row else { return }
    result.expect(row.notice.description, entry.row.notice?.description, "notice of mail \(mail)", in: chain, seq)
    result.expect(
      String(row.receivedAt), String(entry.row.at.milliseconds), "received_at of mail \(mail)", in: chain, seq)
    result.expect(row.sender, entry.data[.from], "sender of mail \(mail)", in: chain, seq)
    result.expect(row.subject, entry.data[.subject] ?? "", "subject of mail \(mail)", in: chain, seq)
    // Entries of earlier versions do not say how long it was, and whether that was too long to be kept.
    if let size = entry.data[.size], !row.isErased {
      let isKept = entry.data[.kept] != "no"
      result.expect(
        row.isKept ? size : "nothing", isKept ? size : "nothing", "bytes of mail \(mail)", in: chain, seq)
    }
    // Entries of earlier versions say neither of these.
    guard let kind = entry.data[.kind] else { return }
    result.expect(row.kind, kind, "kind of mail \(mail)", in: chain, seq)
    result.expect(row.messageID, entry.data[.messageID], "message_id of mail \(mail)", in: chain, seq)
  }
}
