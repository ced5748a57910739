package import Dunning
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
  /// Their role; nil where the configuration gives none to anybody.
  package var role: Role?

  package init(source: ControlContextSource) {
    self.coreContext = CoreRequestContextStorage(source: source)
    self.peer = source.peer
  }

  /// Who asks, for the log.
  var caller: Logger.Metadata {
    let role: Logger.Metadata = self.role.map { ["role": "\($0.rawValue)"] } ?? [:]
    return role.merging(["uid": "\(peer.uid)"]) { own, _ in own }
  }

  package var maxUploadSize: Int { ControlLimits.bodyBytesMax }
}
