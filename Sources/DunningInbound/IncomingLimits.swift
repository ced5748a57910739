/// How much of a message that came from outside is looked at.
package enum IncomingLimits {
  /// Bytes of a whole message; of what is larger the header alone is read.
  package static let messageBytesMax = 25 << 20
  /// Messages of a mailbox file that lies in a watched folder.
  package static let messagesPerFileMax = 1_000
  /// Bytes of one header, of the message or of a part.
  static let wholeHeaderBytesMax = 1 << 20
  /// Bytes of all headers of a message together.
  static let allHeaderBytesMax = 4 << 20
  /// Colons of one header field.
  static let colonsMax = 1_000
  /// Words in other character sets: each of them may need a converter of its own.
  static let encodedWordsMax = 5_000
  /// Bytes of the header of what is too large or too intricate to be read.
  static let headerBytesMax = 256 << 10
  /// Nested parts; what is deeper is not looked into.
  static let depthMax = 12
  /// Parts of a message, all levels together.
  static let partsMax = 200
  /// Header lines in a row that one part may have.
  static let headersMax = 500
  /// Bytes of the text of one part.
  static let textBytesMax = 512 << 10
  /// Bytes of the texts of all parts.
  static let allTextBytesMax = 4 << 20
  /// Bytes of a header field.
  static let fieldBytesMax = 64 << 10
  /// Bytes of a notification that are searched for what became of the message.
  static let notificationBytesMax = 256 << 10
  /// Lines of a notification that are searched for what became of the message.
  static let linesMax = 2_000
  /// Bytes of one of these lines.
  static let lineBytesMax = 2_000
  /// Recipients that one report may name.
  static let recipientsMax = 100
  /// Characters kept of a server's words.
  static let diagnosticCharactersMax = 500
  /// Characters kept of a subject.
  static let subjectCharactersMax = 300
  /// Of what a person has written, to find out what it is about.
  static let wordsCharactersMax = 4_000
  /// Ties to notices that are kept, of each sort.
  static let tiesMax = 50
}
