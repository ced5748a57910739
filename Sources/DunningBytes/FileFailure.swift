import Glibc

/// A system call on a file that failed.
package struct FileFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What could not be done, with the path: `cannot open /var/lib/x`.
  package let what: String
  /// The system's number of the reason (errno(3)).
  package let errorNumber: Int32
  /// Whether the file had its name by then, which only may not be durable.
  package let isInPlace: Bool

  package init(_ what: String, _ errorNumber: Int32, isInPlace: Bool = false) {
    self.what = what
    self.errorNumber = errorNumber
    self.isInPlace = isInPlace
  }

  /// ``what`` and the system's words for the reason.
  package var description: String { "\(what): \(words)" }

  /// The system's words for the reason alone.
  package var words: String { String(cString: strerror(errorNumber)) }
}
