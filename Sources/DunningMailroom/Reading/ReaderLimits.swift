/// How much a process may use that reads messages of strangers.
enum ReaderLimits {
  /// Bytes of memory beside what the program itself takes: a message of 25 MiB is read with less than 100 MiB.
  static let memoryBytesMax: UInt64 = 512 << 20
  /// Seconds of processor time for one message.
  static let processorSecondsMax: UInt64 = 10
  /// Seconds that it may be silent, on a machine with much else to do.
  static let silenceSecondsMax: Int32 = 60
  /// Bytes of a message that are handed to it: more than a message may have, of which the header is read.
  static let messageBytesMax = 32 << 20
  /// Bytes of an answer.
  static let answerBytesMax = 4 << 20
  /// Messages after which it makes room for a fresh one.
  static let messagesMax = 500
}
