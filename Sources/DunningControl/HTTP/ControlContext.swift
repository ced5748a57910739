package import Hummingbird
package import Logging

/// What a request comes from: a connection of a known peer.
package struct ControlContextSource: RequestContextSource {
  /// The peer of the connection.
  package let peer: PeerCredential
  /// A logger with the id of the request.
  package let logger: Logger

  /// Makes the source of one request.
  package init(peer: PeerCredential, logger: Logger) {
    self.peer = peer
    self.logger = logger
  }
}

/// What a route of the control socket knows of its request besides the request itself.
package struct ControlContext: RequestContext {
  package typealias Source = ControlContextSource

  package var coreContext: CoreRequestContextStorage
  /// Who asks; the only ground for a decision on what is allowed.
  package let peer: PeerCredential

  package init(source: ControlContextSource) {
    self.coreContext = CoreRequestContextStorage(source: source)
    self.peer = source.peer
  }

  package var maxUploadSize: Int { ControlLimits.bodyBytesMax }
}
