import Glibc

/// Why a confined process gave no answer.
package enum ConfinedTrouble: Error, Hashable, CustomStringConvertible {
  /// It cannot be started; with what the system says.
  case notStarted(String)
  /// It has ended, with the status of waitpid(2).
  case ended(Int32, ConfinedLimits)
  /// It does not answer.
  case late(ConfinedLimits)
  /// What it answers is no answer.
  case garbled

  /// Without a full stop.
  package var description: String {
    switch self {
    case .notStarted(let words): words
    case .ended(let status, _) where status & 0x7F == 0: "reading it ended with status \(status >> 8 & 0xFF)"
    case .ended(SIGXCPU, let limits): "reading it took more than \(limits.processorSecondsMax) s of processor time"
    // The memory that a process lacks is told to it, and it aborts; the stack that it lacks is not.
    case .ended(let status, _) where status & 0x7F == SIGSEGV:
      "reading it ended for want of stack: it is nested too deep"
    case .ended(let status, _): "reading it ended with signal \(status & 0x7F), most likely for want of memory"
    case .late(let limits): "reading it took more than \(limits.silenceSecondsMax) s"
    case .garbled: "its reader answered nonsense"
    }
  }
}
