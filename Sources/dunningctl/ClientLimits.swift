/// The bounds of everything this program waits for or keeps in memory.
enum ClientLimits {
  /// Milliseconds to wait for the daemon to take the connection: it sits on the same machine.
  static let connectMilliseconds: Int32 = 5_000
  /// Milliseconds without a byte from the daemon before it counts as busy.
  static let readMilliseconds: Int32 = 60_000
  /// The same while the daemon looks at a complete list of what is open.
  static let listMilliseconds: Int32 = 1_800_000
  /// Bytes of such a list; the daemon takes no more.
  static let listBytesMax = 64 << 20
  /// Bytes of one answer that is read whole.
  static let answerBytesMax = 256 << 20
  /// Bytes of one row of an answer that is read row by row: far more than a notice about as many claims as there may be.
  static let elementBytesMax = 16 << 20
  /// Bytes of one line of a streamed answer, and of one header line.
  static let lineBytesMax = 1 << 20
  /// Header lines of one answer.
  static let headersMax = 100
  /// Rows of a claim file sent in one request, and the bytes after which a request is full before that; one more row
  /// must fit into the mebibyte that the daemon takes.
  static let rowsPerRequest = 1_000
  static let bytesPerRequest = 512 << 10
  /// Bytes of a message that came in; the daemon takes no more.
  static let mailBytesMax = 25 << 20
  /// Bytes of a statement from standard input, which is kept in memory; a file may have more.
  static let statementBytesMax = 64 << 20
  /// Bytes of a statement that is taken in, and of the map by which it is read; the daemon takes no more.
  static let statementImportBytesMax = 48 << 20
  static let mapBytesMax = 8 << 10
  /// Bytes of an attachment; the daemon takes no more.
  static let attachmentBytesMax = 64 << 20
  /// Claims or notices asked for in one page.
  static let pageSize = 500
  /// Rows of a table that decide how wide its columns are.
  static let tableRowsMeasured = 1_000
  /// Levels of nesting of a JSON document.
  static let jsonDepthMax = 64
  /// Milliseconds between two tries to follow the journal again after the daemon went away: the first and the longest.
  static let reconnectMilliseconds: ClosedRange<Int32> = 200...5_000
}
