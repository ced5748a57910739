package import Dunning
package import DunningEvidence
package import DunningStore
package import Logging

/// All that the routes work with: the docket, the daemon as a whole, and what it was started with.
package struct ControlDesk: Sendable {
  let docket: Docket
  let operations: any DaemonOperations
  let startedAt: Instant
  let witness: Witness
  /// Sets books and case files.
  let press: BookPress
  /// `openapi.json` of the vendor's data; nil when it is not installed.
  let openAPI: [UInt8]?
  let logger: Logger
  /// Erasures that wait for a second person.
  let erasures = AskedErasures()

  /// The time-stamping authority of the seals; none by default.
  package struct Witness: Sendable {
    package let url: String?
    /// Its root certificates, PEM.
    package let certificate: String?
    /// Has a SHA-256 stamped: the answer, DER; nil when there is none to be had now.
    package let stamp: (@Sendable (_ hash: [UInt8]) async -> [UInt8]?)?

    package init(
      url: String? = nil, certificate: String? = nil,
      stamp: (@Sendable (_ hash: [UInt8]) async -> [UInt8]?)? = nil
    ) {
      self.url = url
      self.certificate = certificate
      self.stamp = stamp
    }
  }

  package init(
    docket: Docket, operations: any DaemonOperations, startedAt: Instant, witness: Witness = Witness(),
    press: BookPress = BookPress(), openAPI: [UInt8]? = nil, logger: Logger
  ) {
    self.docket = docket
    self.operations = operations
    self.startedAt = startedAt
    self.witness = witness
    self.press = press
    self.openAPI = openAPI
    self.logger = logger
  }

  /// The rules in force now; a route asks once, so that all of its answer goes by the same.
  func rulebook() -> Rulebook { operations.rulebook }

  func now() -> Instant { operations.now }

  func actor(_ context: ControlContext) -> Actor { .user(context.peer.uid, context.role) }

  /// One line of the log for a change that a client made; numbers only, no names and no sums.
  func log(_ event: Event.Kind, _ context: ControlContext, _ metadata: Logger.Metadata) {
    let own = context.caller.merging(["event": "\(event.rawValue)"]) { own, _ in own }
    let words = event.rawValue.split(separator: "-").joined(separator: " ")
    logger.info("\(words)", metadata: own.merging(metadata) { own, _ in own })
  }
}
