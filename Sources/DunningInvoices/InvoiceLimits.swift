/// The bounds of what is read of a stranger's invoice.
package enum InvoiceLimits {
  /// Bytes of a file; an invoice with its attachments has far fewer.
  package static let fileBytesMax = 64 << 20
  /// Bytes that an attachment of a PDF may unpack to.
  static let attachmentBytesMax = 32 << 20
  /// Attachments of a PDF that are looked at.
  static let attachmentsMax = 100
  /// Elements of a document that are kept: lines and attachments are not.
  static let elementsMax = 100_000
}
