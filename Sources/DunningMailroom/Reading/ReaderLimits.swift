import DunningConfinement

/// How much a process may use that reads messages of strangers.
enum ReaderLimits {
  /// A message of 25 MiB, more than which is not handed over whole, is read with less than 100 MiB.
  static let confined = ConfinedLimits(
    name: "dunningd-reader", memoryBytesMax: 512 << 20, processorSecondsMax: 10, silenceSecondsMax: 60,
    questionBytesMax: messageBytesMax,
    answerBytesMax: 4 << 20)
  /// Bytes of a message that are handed to it: more than a message may have, of which the header is read.
  static let messageBytesMax = 32 << 20
  /// Messages after which it makes room for a fresh one.
  static let messagesMax = 500
}
