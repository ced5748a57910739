/// How much a process may use that reads what strangers have made.
package struct ConfinedLimits: Sendable, Hashable {
  /// How the process is shown, e.g. by ps(1): at most 15 bytes.
  package let name: String
  /// Bytes of memory beside what the program itself takes.
  package let memoryBytesMax: UInt64
  /// Seconds of processor time for one question.
  package let processorSecondsMax: UInt64
  /// Seconds that it may be silent, on a machine with much else to do.
  package let silenceSecondsMax: Int32
  /// Bytes of a question that are handed to it.
  package let questionBytesMax: Int
  /// Bytes of an answer.
  package let answerBytesMax: Int

  package init(
    name: String, memoryBytesMax: UInt64, processorSecondsMax: UInt64, silenceSecondsMax: Int32, questionBytesMax: Int,
    answerBytesMax: Int
  ) {
    self.name = name
    self.memoryBytesMax = memoryBytesMax
    self.processorSecondsMax = processorSecondsMax
    self.silenceSecondsMax = silenceSecondsMax
    self.questionBytesMax = questionBytesMax
    self.answerBytesMax = answerBytesMax
  }
}
