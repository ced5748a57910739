/// The run-time limits of the mail side, each with its unit and its reason.
package enum MailLimits {
  /// Octets of a local part (RFC 5321 4.5.3.1.1).
  package static let localPartBytesMax = 64
  /// Octets of an address: a path is 256 octets with its brackets (RFC 5321 4.5.3.1.3).
  package static let addressBytesMax = 254
  /// Octets of one label of a domain (RFC 1035 2.3.4).
  package static let domainLabelBytesMax = 63
  /// Octets of a display name; longer ones are pasted prose.
  package static let displayNameBytesMax = 256
  /// Octets of a Message-ID without its brackets; it must fit unfolded on one line.
  package static let messageIDBytesMax = 250
  /// Octets of any other header value before encoding.
  package static let headerValueBytesMax = 4096
  /// Message-IDs in References; a ladder has far fewer rungs.
  package static let referencesMax = 64
  /// Extra header fields of one message.
  package static let extraHeadersMax = 64
  /// Attachments of one message.
  package static let attachmentsMax = 32
  /// Octets of an attachment's file name; the longest that file systems store.
  package static let filenameBytesMax = 255
  /// Octets of one encoded message; well above what relays take (Postfix: 10 MB).
  package static let messageBytesMax = 64 << 20
  /// Octets of one line of a message without CRLF (RFC 5322 2.1.1).
  package static let messageLineBytesMax = 998
  /// Octets of an envelope id: an ENVID is at most 100 (RFC 3461 4.4), and it names a file.
  package static let envelopeIDBytesMax = 100

  /// Octets of one command line with its end (RFC 5321 4.5.3.1.4).
  static let commandLineBytesMax = 512
  /// Octets of an access token; those of large providers have up to about 4,000.
  static let tokenBytesMax = 8192
  /// Octets of one reply line; RFC 5321 says 512, servers that explain themselves use more.
  static let replyLineBytesMax = 2048
  /// Lines of one reply; the longest EHLO answers have about twenty.
  static let replyLinesMax = 100
  /// Octets of one reply.
  static let replyBytesMax = 16 << 10
  /// Lines of a recorded dialogue.
  static let dialogueLinesMax = 250
  /// Characters of one recorded dialogue line.
  static let dialogueLineCharactersMax = 512
  /// Octets of the message that one write hands to the socket; each has its own time limit.
  static let blockBytes = 64 << 10
  /// Messages over one connection before it is closed, so that no server feels occupied.
  static let messagesPerConnectionMax = 100
}
