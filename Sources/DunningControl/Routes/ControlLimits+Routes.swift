extension ControlLimits {
  /// Claims of a batch that share a commit: large enough that the commit costs little, small enough that others wait
  /// for milliseconds.
  static let batchClaims = 500
  /// Bytes of a batch's answer that wait for the end of the body: the answers of half a million claims.
  static let batchAnswerBytesMax = 32 << 20
  /// Bytes of one line of a batch.
  static let batchLineBytesMax = 64 * 1_024
  /// Bytes of a body that is taken apart where it came in.
  static let quickBodyBytesMax = 16 << 10
  /// Bytes of all larger bodies that are held at one time: seven of the largest mails, and as many claims as anybody sends.
  static let allBodiesBytesMax = 192 << 20
  /// Bytes of a message that came in; the same as those of the reader of such messages.
  static let mailBytesMax = 25 << 20
  /// Bytes of a statement; the same as those of the reader of such files.
  static let statementBytesMax = 48 << 20
  /// Bytes of an e-invoice; the same as those of the reader of such files.
  static let invoiceBytesMax = 32 << 20
  /// Bytes of a complete list of what is open: some two hundred thousand claims.
  static let listBytesMax = 64 << 20
  /// Claims that are not on a list and are looked at in one transaction.
  static let listPage = 500
  /// Bytes of an attachment.
  static let attachmentBytesMax = 64 << 20
  /// Rows of a page when nobody asks for another number.
  static let pageDefault = 100
  /// Rows of the ageing report that are sent at a time.
  static let ageingRows = 500
  /// Pages of claims after which a client that waits for the ageing report hears something: a few seconds.
  static let ageingPagesSilentMax = 100
  /// Pages of a plan after which a client hears something although nothing is told yet: about a second.
  static let planPagesSilentMax = 50
}
