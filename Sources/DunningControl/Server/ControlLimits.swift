/// The run-time limits of the control socket.
package struct ControlLimits: Sendable {
  /// Connections that may wait to be accepted; the kernel lowers it to net.core.somaxconn (listen(2)).
  /// A burst of clients after a restart has to fit, since a full backlog refuses instead of queueing.
  package static let backlog: Int32 = 1024

  /// Bytes of the body of an ordinary request; a claim has about one kilobyte, a long bank statement about 500.
  package static let bodyBytesMax = 1 << 20

  /// Nested arrays and objects in a JSON body; the deepest request type has four.
  package static let jsonDepthMax = 32

  /// The silence after which an event stream gets a comment line, well below the minute at which proxies give up.
  package static let keepAlive: Duration = .seconds(15)

  /// Bytes of all header fields of a request, and of one field; clients of a local socket send a few hundred.
  package var headerBytesMax = 16 * 1024

  /// Header fields of a request.
  package var headerFieldsMax = 100

  /// Open connections of everybody; more wait in the backlog. Each takes a descriptor, of which a service has 1,024
  /// unless its unit raises LimitNOFILE; running out of them first only means that more clients wait.
  package var connectionsMax = 1024

  /// Open connections of one user id, so that a runaway script does not lock the operator out.
  package var connectionsPerUserMax = 256

  /// The time from connecting, or from the previous answer, to a complete request head.
  package var headTimeout: Duration = .seconds(10)

  /// The same for a connection above the limit of its user, which is only kept to be told so.
  package var refusedHeadTimeout: Duration = .seconds(1)

  /// The time in which a client sends no byte of a body that it has announced, or takes no byte of the answer.
  package var stallTimeout: Duration = .seconds(30)

  /// How long input is read and thrown away after the last answer, since closing at once can cost the client the
  /// answer while it is still sending (RFC 9112, section 9.6).
  package var lingerTimeout: Duration = .seconds(2)

  /// How long a stopping server waits for running requests, within the ten seconds that the daemon has to stop.
  package var stopGrace: Duration = .seconds(5)

  /// How long a stopping server waits for the first request of a connection that it has already accepted; a client
  /// sends it at once, so this is much for a busy machine and little for a stop.
  package var stopFirstRequestGrace: Duration = .seconds(1)

  /// How long a socket whose file was removed is left so before it is made again: who clears a folder should come to its end.
  package var remakePause: Duration = .milliseconds(200)

  /// How long to wait before trying again to make one that could not be made.
  package var remakeRetry: Duration = .seconds(10)

  /// How long accepting pauses when the process has no descriptor left, unless a connection is closed before.
  package var acceptPause: Duration = .seconds(1)

  /// The limits of the daemon; tests shorten the times.
  package init() {}
}
