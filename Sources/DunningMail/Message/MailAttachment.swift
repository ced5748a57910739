/// A file that travels with a message.
package struct MailAttachment: Sendable, Hashable {
  /// The name the reader saves it under.
  package let filename: String
  /// A plain media type such as `application/pdf`, without parameters.
  package let contentType: String
  /// The file.
  package let bytes: [UInt8]

  /// Holds a file; ``MailMessage/encoded()`` checks it.
  package init(filename: String, contentType: String, bytes: [UInt8]) {
    self.filename = filename
    self.contentType = contentType
    self.bytes = bytes
  }

  /// The media type and its subtype.
  ///
  /// - Throws: ``MailError`` with code `.invalidHeader` if the content type or the file name is none.
  func checkedType() throws(MailError) -> (type: String, subtype: String) {
    try HeaderCheck.check(filename, as: "an attachment's file name", bytesMax: MailLimits.filenameBytesMax)
    guard !filename.isEmpty, !filename.contains(where: { $0 == "/" || $0 == "\\" || $0 == "\t" }) else {
      throw MailError(.invalidHeader, "an attachment's file name is empty or has a path in it")
    }
    let halves = contentType.split(separator: "/", omittingEmptySubsequences: false)
    guard contentType.utf8.count <= 127, halves.count == 2, halves.allSatisfy(Self.isToken) else {
      throw MailError(.invalidHeader, "an attachment's content type is not of the form type/subtype")
    }
    return (String(halves[0]), String(halves[1]))
  }

  /// A media type's name (RFC 6838 4.2), which is narrower than what MIME's grammar lets through.
  private static func isToken(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "!", "#", "$", "&", "-", "^", "_", ".", "+": true
        default: false
        }
      }
  }
}
