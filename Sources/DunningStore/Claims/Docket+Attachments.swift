package import Dunning
import DunningBytes
import Glibc

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
  package func beginAttachment(to claim: ClaimName) async throws(DocketError) -> AttachmentWriter {
    let isErased = try await read { look in
      let id = try look.find(claim).claim.id
      return try look.isErased(id)
    }
    guard !isErased else {
      throw DocketError(.wrongState, "\(quoted(claim.text)) has been erased", hint: "nothing more is kept about it")
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
    _ content: AttachmentWriter, name: String, mediaType: String, note: String?, to claim: ClaimName,
    notice: NoticeID? = nil, by actor: Actor, now: Instant
  ) async throws(DocketError) -> (attachment: Attachment, claim: ClaimID, isNew: Bool) {
    let attachment = Attachment(
      name: name, mediaType: mediaType, size: Int64(content.bytes), sha256: try content.finish(), note: note,
      addedAt: now)
    return try await write(isWorkOfEngine: true, by: actor, now: now) { [attachments] entry in
      let id = try entry.find(claim).claim.id
      if let notice { try entry.require(notice, about: id) }
      if let known = try entry.attachments(of: id).first(where: { $0.sha256 == attachment.sha256 }) {
        try entry.require(known, isAttachedTo: notice, of: id)
        return (known, id, false)
      }
      // An erasure may have taken the same content away meanwhile.
      guard access(attachments.file(of: attachment.sha256), R_OK) == 0 else {
        throw DocketError(.busy, "the content was taken away meanwhile", hint: "try again")
      }
      try entry.insert(attachment, of: id, notice)
      return (attachment, id, true)
    }
  }

  /// What is attached to a claim, oldest first.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func attachments(of claim: ClaimName) async throws(DocketError) -> [Attachment] {
    try await read { look in try look.attachments(of: try look.find(claim).claim.id) }
  }

  /// An attachment of a claim, and the file with its content.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func attachment(
    _ sha256: String, of claim: ClaimName
  ) async throws(DocketError) -> (attachment: Attachment, file: String) {
    guard let attachment = try await attachments(of: claim).first(where: { $0.sha256 == sha256 }) else {
      throw DocketError(
        .notFound, "claim \(quoted(claim.text)) has no attachment \(quoted(sha256))",
        hint: "`dunningctl attachments` lists them by their hashes")
    }
    return (attachment, attachments.file(of: sha256))
  }
}
