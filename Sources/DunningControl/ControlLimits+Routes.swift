extension ControlLimits {
  /// Claims of a batch that share a commit: large enough that the commit costs little, small enough that others wait
  /// for milliseconds.
  static let batchClaims = 500
  /// Bytes of a batch's answer that wait for the end of the body: the answers of half a million claims.
  static let batchAnswerBytesMax = 32 << 20
  /// Bytes of one line of a batch.
  static let batchLineBytesMax = 64 * 1_024
  /// Lines of a postal address; an envelope has room for six.
  static let addressLinesMax = 10
  /// Bytes of a language tag (RFC 5646, section 4.4.1).
  static let languageBytesMax = 35
  /// Rows of a page when nobody asks for another number.
  static let pageDefault = 100
  /// Claims that a plan reads at a time.
  static let planPage = 500
}
