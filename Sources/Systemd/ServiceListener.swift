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

  /// Answers the clients that wait in the socket's queue and hangs up.
  ///
  /// To be called before an exit that no restart follows. A client that still waits makes the manager start the service
  /// again at once, and after 20 starts in two seconds it gives up the socket (`trigger-limit-hit`), which then refuses
  /// clients even when the cause is mended.
  /// - Parameter answer: what each of them is sent; a client that does not take it is not waited for.
  /// - Source: systemd.socket(5) on TriggerLimitIntervalSec=.
  package func refuseWaitingClients(answer: [UInt8]) {
    guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else { return }
    while true {
      let client = accept(descriptor, nil, nil)
      guard client >= 0 else { return }
      // Nobody is left to tell of a failure.
      _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      close(client)
    }
  }
}
