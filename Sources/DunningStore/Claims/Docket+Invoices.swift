import Crypto
import Dunning
import DunningBytes

extension Attachment {
  /// The note by which a file is a claim's invoice, whatever it is called.
  package static let invoiceNote = "invoice"

  /// Whether the file was attached as the invoice: its note says so, or it is a document that is named after the claim.
  /// What else is kept with a claim, such as an exported chat, is nobody's business but the creditor's.
  func isInvoice(of reference: String) -> Bool {
    Self.isInvoice(of: reference, name: name, mediaType: mediaType, note: note)
  }

  /// The same of what the journal says of a file.
  static func isInvoice(of reference: String, name: String?, mediaType: String?, note: String?) -> Bool {
    if let note { return note.lowercased() == invoiceNote }
    let isDocument = ["application/pdf", "application/xml", "text/xml"].contains(mediaType)
    return isDocument && key(name ?? "").contains(key(reference))
  }

  /// Letters and digits alone: a file's name has no slashes.
  private static func key(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}

extension Docket {
  /// Whether a file with this content is kept with a claim.
  package func isAttached(_ bytes: [UInt8], to claim: ClaimName) async throws(DocketError) -> Bool {
    let hash = Hex.text(SHA256.hash(data: bytes))
    return try await attachments(of: claim).contains { $0.sha256 == hash }
  }

  /// The files that were attached to claims as their invoices, in the order of the claims, with the files of their
  /// contents; each content once.
  package func invoices(
    of claims: [ClaimRecord]
  ) async throws(DocketError) -> [(attachment: Attachment, file: String)] {
    try await read { [attachments] look in
      var known: Set<String> = []
      return try claims.flatMap { record in
        try look.attachments(of: record.claim.id).filter { $0.isInvoice(of: record.claim.draft.reference) }
      }.filter { known.insert($0.sha256).inserted }.map { ($0, attachments.file(of: $0.sha256)) }
    }
  }
}
