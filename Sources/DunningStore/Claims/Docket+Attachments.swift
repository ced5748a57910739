package import Dunning
import DunningBytes
import Glibc
import GRDB

/// A file that belongs to a claim: a contract, a statement, a screenshot, an exported chat.
package struct Attachment: Sendable, Hashable {
  /// The name that it was given with; no path.
  package let name: String
  /// RFC 6838, e.g. `application/pdf`.
  package let mediaType: String
  /// Bytes.
  package let size: Int64
  /// SHA-256 of its content, 64 hexadecimal digits.
  package let sha256: String
  package let note: String?
  package let addedAt: Instant
}

extension Docket {
  /// Begins to take the content of an attachment, piece by piece.
  ///
  /// - Throws: ``DocketError`` `.notFound` and `.ambiguous` for the claim, `.wrongState` when it was erased, `.busy` when
  ///   the disk does not take it.
  package func beginAttachment(to claim: String) async throws(DocketError) -> AttachmentWriter {
    let isErased = try await read { db in
      let id = try Self.find(claim, in: db).claim.id
      return try Bool.fetchOne(db, sql: "SELECT case_key IS NULL FROM claim WHERE id = ?", arguments: [id.number])
    }
    guard isErased == false else {
      throw DocketError(.wrongState, "\(quoted(claim)) has been erased", hint: "nothing more is kept about it")
    }
    do {
      return try attachments.begin(random: randomBytes(16))
    } catch {
      throw DocketError(.busy, "the attachment cannot be written: \(error)", hint: "free space, then try again")
    }
  }

  /// Keeps what was taken with a claim: content, name and journal are on disk when this returns. The same content again
  /// is the attachment that is there.
  ///
  /// - Parameter notice: whose way it proves, such as a proof of posting; nil for the claim as a whole.
  /// - Throws: ``DocketError`` as ``beginAttachment(to:)`` does; `.invalid` when the notice is not about the claim, or
  ///   the same content is attached to it otherwise.
  package func attach(
    _ content: AttachmentWriter, name: String, mediaType: String, note: String?, to claim: String,
    notice: NoticeID? = nil, by actor: Actor, now: Instant
  ) async throws(DocketError) -> (attachment: Attachment, claim: ClaimID, isNew: Bool) {
    let attachment = Attachment(
      name: name, mediaType: mediaType, size: Int64(content.bytes), sha256: try content.finish(), note: note,
      addedAt: now)
    return try await write(isWorkOfEngine: true) { [attachments] db in
      let id = try Self.find(claim, in: db).claim.id
      if let notice { try Self.require(notice, about: id, in: db) }
      if let known = try Self.attachments(of: id, in: db).first(where: { $0.sha256 == attachment.sha256 }) {
        try Self.require(known, isAttachedTo: notice, of: id, in: db)
        return (known, id, false)
      }
      // An erasure may have taken the same content away meanwhile.
      guard access(attachments.file(of: attachment.sha256), R_OK) == 0 else {
        throw DocketError(.busy, "the content was taken away meanwhile", hint: "try again")
      }
      try Self.insert(attachment, of: id, notice, by: actor, now: now, in: db)
      return (attachment, id, true)
    }
  }

  /// What is attached to a claim, oldest first.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func attachments(of claim: String) async throws(DocketError) -> [Attachment] {
    try await read { db in try Self.attachments(of: try Self.find(claim, in: db).claim.id, in: db) }
  }

  /// An attachment of a claim, and the file with its content.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func attachment(
    _ sha256: String, of claim: String
  ) async throws(DocketError) -> (attachment: Attachment, file: String) {
    guard let attachment = try await attachments(of: claim).first(where: { $0.sha256 == sha256 }) else {
      throw DocketError(
        .notFound, "claim \(quoted(claim)) has no attachment \(quoted(sha256))",
        hint: "`dunningctl attachments` lists them by their hashes")
    }
    return (attachment, attachments.file(of: sha256))
  }

  static func attachments(of claim: ClaimID, in db: Database) throws -> [Attachment] {
    try db.all(
      "SELECT name, media_type, size, sha256, note, added_at FROM attachment WHERE claim_id = ? ORDER BY id",
      .number(claim.number)
    ) { row in
      Attachment(
        name: row.text(0), mediaType: row.text(1), size: row.number(2), sha256: Hex.text(row.bytes(3)),
        note: row.textIfAny(4), addedAt: Instant(milliseconds: row.number(5)))
    }
  }

  private static func insert(
    _ attachment: Attachment, of claim: ClaimID, _ notice: NoticeID?, by actor: Actor, now: Instant, in db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO attachment (claim_id, sha256, name, media_type, size, note, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .number(claim.number), .bytes(Hex.bytes(attachment.sha256) ?? []), .text(attachment.name),
      .text(attachment.mediaType), .number(attachment.size), SQLValue(attachment.note), .number(now.milliseconds))
    var data = [
      "name": attachment.name, "media_type": attachment.mediaType, "size": String(attachment.size),
      "sha256": attachment.sha256,
    ]
    data["note"] = attachment.note
    try Journal.append(
      Event(.attachmentAdded, claim: claim, notice: notice, actor: actor, data: data), at: now, in: db)
  }

  private static func require(_ notice: NoticeID, about claim: ClaimID, in db: Database) throws {
    guard try claims(of: notice, in: db).contains(claim) else {
      throw DocketError(
        .invalid, "notice \(notice) is not about claim \(claim)",
        hint: "`dunningctl notice show \(notice)` names its claims")
    }
  }

  /// One content is attached to a claim once: to one of its notices, or to all of it.
  private static func require(
    _ attachment: Attachment, isAttachedTo notice: NoticeID?, of claim: ClaimID, in db: Database
  ) throws {
    guard let notice else { return }
    let known = try db.all(
      "SELECT notice_id, data FROM event WHERE claim_id = ? AND event = ? ORDER BY id", .number(claim.number),
      .text(Event.Kind.attachmentAdded.rawValue)
    ) { (notice: $0.numberIfAny(0).map { NoticeID($0) }, data: $0.text(1)) }
    guard known.contains(where: { $0.notice == notice && $0.data.contains(attachment.sha256) }) else {
      throw DocketError(
        .invalid, "the same content is attached to claim \(claim) already, as \(quoted(attachment.name))",
        hint: "name it in a note with `dunningctl note`, or attach a copy that differs")
    }
  }

  /// Takes contents away that no claim has any more: at once after an erasure, and when a crash came between.
  static func removeGoneContents(_ attachments: AttachmentFolder, in db: Database) throws {
    for hash in try db.all("SELECT sha256 FROM attachment_gone", read: { $0.bytes(0) }) {
      let isOwned = try db.first("SELECT 1 FROM attachment WHERE sha256 = ?", .bytes(hash)) { _ in true } ?? false
      if !isOwned { try attachments.remove(Hex.text(hash)) }
      try db.run("DELETE FROM attachment_gone WHERE sha256 = ?", .bytes(hash))
    }
  }
}
