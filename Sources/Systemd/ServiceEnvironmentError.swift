import Glibc

/// Variables that the service manager should have set did not make sense.
package struct ServiceEnvironmentError: Error, CustomStringConvertible {
  /// The names of the variables in question.
  package let variables: String
  /// What libsystemd found wrong, as in errno(3).
  package let errno: Int32

  package var description: String {
    "the service manager's \(variables): \(String(cString: strerror(errno)))"
  }
}
