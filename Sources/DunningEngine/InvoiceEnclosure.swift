import DunningMail
import DunningStore

/// The invoices that go along with a message, as many as a mail carries.
struct InvoiceEnclosure: Sendable {
  let attachments: [MailAttachment]
  /// How many should be there and are not.
  let leftOut: Int

  /// Bytes of all files together; in base64 they are a third more, and Postfix takes mails of 10,240,000 bytes.
  private static let bytesMax: Int64 = 7_000_000

  /// None.
  static let nothing = InvoiceEnclosure(attachments: [], leftOut: 0)

  private init(attachments: [MailAttachment], leftOut: Int) {
    (self.attachments, self.leftOut) = (attachments, leftOut)
  }

  /// Reads them. One that is too large beside the others is left out, and so is one whose content is gone: a reminder
  /// does not wait for either.
  ///
  /// - Parameter taken: bytes of what goes along besides.
  /// - Throws: ``DocketError``.
  init(of claims: [ClaimRecord], beside taken: Int, from docket: Docket) async throws {
    let invoices = try await docket.invoices(of: claims)
    var files: [MailAttachment] = []
    var left = Self.bytesMax - Int64(taken)
    for (attachment, file) in invoices {
      guard attachment.size <= left, let bytes = try Self.content(file) else { continue }
      left -= Int64(bytes.count)
      files.append(MailAttachment(filename: attachment.name, contentType: attachment.mediaType, bytes: bytes))
    }
    (attachments, leftOut) = (files, invoices.count - files.count)
  }

  /// Nil when it is not there.
  private static func content(_ file: String) throws -> [UInt8]? {
    let reader: AttachmentReader
    do {
      reader = try AttachmentReader(file: file)
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
    var bytes: [UInt8] = []
    while let piece = try reader.next() { bytes += piece }
    return bytes
  }
}
