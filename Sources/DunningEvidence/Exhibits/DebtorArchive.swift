import Dunning
import DunningDossier
package import DunningStore

/// What is held about a debtor as one zip, for the person themselves: a file that programs read, and every message, letter
/// and attachment as it is.
package struct DebtorArchive: Sendable {
  private let papers: DebtorPapers
  private let summary: OrderedLines
  private let summaryBytes: Int

  /// - Parameters:
  ///   - papers: not read yet.
  ///   - summary: all of it but the bytes, as JSON, piece by piece; so many bytes in all.
  package init(_ papers: DebtorPapers, summary: OrderedLines, bytes: Int) {
    self.papers = papers
    self.summary = summary
    summaryBytes = bytes
  }

  /// Writes the zip, part by part: no more than one of its files is in memory at a time, of an attachment a piece.
  ///
  /// - Parameter send: takes the next bytes of the archive.
  /// - Throws: ``DocketError`` when something cannot be read; what was sent until then is no whole zip.
  package func zip(from docket: Docket, send: ([UInt8]) async throws -> Void) async throws {
    let writer = try DossierWriter()
    try writer.add("README.txt", Self.readme)
    try writer.begin("data.json", bytes: summaryBytes)
    while case let pieces = try summary.take(before: nil, limit: 1), !pieces.isEmpty {
      for piece in pieces { try writer.write(piece) }
      try await send(writer.take())
    }
    try writer.end()
    var papers = papers
    while let paper = try await papers.next() {
      try await add(paper, from: docket, to: writer, send: send)
    }
    try writer.finish()
    try await send(writer.take())
  }

  private func add(
    _ paper: DebtorPapers.Case, from docket: Docket, to writer: DossierWriter, send: ([UInt8]) async throws -> Void
  ) async throws {
    for written in paper.written {
      let name = "notices/\(written.notice)"
      if written.hasMessage, let bytes = try await docket.message(of: written.notice) {
        try writer.add("\(name).eml", bytes)
      }
      if written.hasLetter, let letter = try await docket.letter(of: written.notice) {
        try writer.add("\(name).pdf", letter.bytes)
      }
      try await send(writer.take())
    }
    for mail in paper.incoming where mail.isKept {
      try writer.add("mails/\(mail.id).eml", try await docket.incomingMessage(mail.id))
      try await send(writer.take())
    }
    for attachment in paper.attachments {
      try await add(attachment, of: paper.file.claim.record.claim.id, from: docket, to: writer, send: send)
    }
  }

  private func add(
    _ attachment: Attachment, of claim: ClaimID, from docket: Docket, to writer: DossierWriter,
    send: ([UInt8]) async throws -> Void
  ) async throws {
    let reader = try AttachmentReader(file: try await docket.attachment(attachment.sha256, of: ClaimName(claim)).file)
    try writer.begin(Self.name(of: attachment, of: claim), bytes: Int(attachment.size))
    while let piece = try reader.next() {
      try writer.write(piece)
      try await send(writer.take())
    }
    try writer.end()
  }

  /// Two attachments of one claim may have the same name, and any name may be one that a file system does not take.
  static func name(of attachment: Attachment, of claim: ClaimID) -> String {
    let name = String(
      String.UnicodeScalarView(
        attachment.name.unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control || "/\\:*?\"<>|".unicodeScalars.contains(scalar) ? "_" : scalar
        }))
    return "attachments/\(claim)-\(attachment.sha256.prefix(8))-\(name)"
  }

  private static let readme = """
    This archive holds what the sender of your payment reminders keeps about you
    (GDPR Article 15), in a form that programs read (Article 20).

    data.json      who you are to them, the claims, payments, promises, notes,
                   and everything that happened, in order of time
    notices/       what was sent to you: messages as .eml, which every mail
                   program opens, and letters as .pdf
    mails/         what came back about those: replies, and reports of delivery
    attachments/   files that were kept beside the claims
    SHA256SUMS     what `sha256sum --check SHA256SUMS` compares the files with

    """
}
