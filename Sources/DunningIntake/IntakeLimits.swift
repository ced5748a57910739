/// What a claim's fields may be at most.
enum IntakeLimits {
  /// Lines of a postal address; an envelope has room for six.
  static let addressLinesMax = 10
  /// Bytes of a language tag (RFC 5646, section 4.4.1).
  static let languageBytesMax = 35
}
