import DunningConfinement
import DunningInbound
import FoundationEssentials

/// What the daemon's program does instead when it is started as a reader: it reads messages, and tells what they say.
package enum ReaderProgram {
  /// - Returns: the exit status.
  package static func run() -> Int32 {
    ConfinedProgram.run(ReaderLimits.confined) { message in
      // What cannot be told cannot be read.
      (try? JSONEncoder().encode(IncomingMessage(reading: message))).map { Array($0) }
    }
  }
}
