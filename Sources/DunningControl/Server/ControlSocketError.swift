/// Why the control socket cannot be opened.
package struct ControlSocketError: Error, Equatable, CustomStringConvertible {
  /// The closed list of reasons.
  package enum Code: Sendable {
    case alreadyRunning
    case directoryMissing
    case notASocket
    case pathTooLong
    case permissionDenied
    case system
    case unusableDescriptor
  }

  /// The reason.
  package let code: Code
  /// What went wrong, in one sentence, with the path.
  package let message: String
  /// What the operator can do about it.
  package let hint: String?

  /// The exit status for it (sysexits.h): 75 try later, 77 not allowed, 78 configuration.
  package var exitStatus: Int32 {
    switch code {
    case .alreadyRunning, .system: 75
    case .permissionDenied: 77
    case .directoryMissing, .notASocket, .pathTooLong, .unusableDescriptor: 78
    }
  }

  package var description: String { hint.map { "\(message); \($0)" } ?? message }
}
