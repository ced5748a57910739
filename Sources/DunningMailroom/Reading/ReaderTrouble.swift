import Glibc

/// Why a process that reads messages gave no answer.
enum ReaderTrouble: Error, Hashable, CustomStringConvertible {
  /// It cannot be started; with what the system says.
  case notStarted(String)
  /// It has ended, with the status of waitpid(2).
  case ended(Int32)
  /// It does not answer.
  case late
  /// What it answers is no answer.
  case garbled

  /// Whether it is the message that cannot be read: another one may be.
  var isOfMessage: Bool { if case .notStarted = self { false } else { true } }

  /// Without a full stop.
  var description: String {
    switch self {
    case .notStarted(let words): words
    case .ended(let status) where status & 0x7F == 0: "reading it ended with status \(status >> 8 & 0xFF)"
    case .ended(SIGXCPU): "reading it took more than \(ReaderLimits.processorSecondsMax) s of processor time"
    case .ended(let status): "reading it ended with signal \(status & 0x7F), most likely for want of memory"
    case .late: "reading it took more than \(ReaderLimits.silenceSecondsMax) s"
    case .garbled: "its reader answered nonsense"
    }
  }
}
