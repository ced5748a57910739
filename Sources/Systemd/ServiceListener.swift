import CSystemd
import Glibc

/// A socket that the service manager opened for the daemon.
package struct ServiceListener: Sendable, Equatable {
  /// The open descriptor, close-on-exec; it belongs to whoever reads the environment.
  package let descriptor: Int32
  /// FileDescriptorName= of the socket unit; `unknown` where the manager gave none.
  package let name: String

  /// Names a descriptor.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Whether it is a Unix-domain stream socket in the listening state.
  /// - Source: sd_is_socket_unix(3).
  package var isUnixStreamListener: Bool {
    sd_is_socket_unix(descriptor, Int32(SOCK_STREAM.rawValue), 1, nil, 0) > 0
  }
}
