/// A message as a person reads it: the header fields that matter, the words, and what is attached.
package struct ReadableMessage: Sendable, Hashable {
  package struct Field: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  package struct Attachment: Sendable, Hashable {
    /// Nil when the message names none.
    package let name: String?
    /// The media type.
    package let type: String
    /// Decoded.
    package let bytes: [UInt8]
  }

  /// In the order in which a reader wants them.
  package let fields: [Field]
  /// The words in Unicode: the plain text, or what an HTML part says where there is none; empty when there are none.
  package let text: String
  package let attachments: [Attachment]

  /// Reads a message; nil when the bytes are none, or larger than ``IncomingLimits`` allow.
  package init?(_ bytes: [UInt8]) {
    guard let root = MIMEParser.parse(bytes, keepsContent: true) else { return nil }
    fields = Self.names.flatMap { name in
      root.fields(name.lowercased()).map { Field(name: name, value: $0) }
    }
    let leaves = root.leaves
    let isWords = { (part: MIMEPart) in part.fileName == nil && !part.text.isEmpty && part.type.hasPrefix("text/") }
    let words = leaves.filter { isWords($0) && $0.type != "text/html" }
    let chosen = words.isEmpty ? leaves.filter(isWords) : words
    text = chosen.map(\.text).joined(separator: "\n")
    attachments = leaves.filter { !$0.type.hasPrefix("text/") || $0.fileName != nil }.map { part in
      Attachment(name: part.fileName, type: part.type, bytes: part.content)
    }
  }

  private static let names = [
    "Date", "From", "To", "Cc", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "Return-Path", "Received",
    "Authentication-Results",
  ]
}
