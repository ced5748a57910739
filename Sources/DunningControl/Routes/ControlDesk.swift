package import Dunning
package import DunningAPI
package import DunningStore
package import Logging

/// All that the routes work with: the docket, the rules in force, the clock, and what only the composition root can do.
package struct ControlDesk: Sendable {
  let docket: Docket
  let rulebook: @Sendable () -> Rulebook
  let now: @Sendable () -> Instant
  let operations: Operations
  let logger: Logger

  /// The time-stamping authority of the seals; none by default.
  package struct Witness: Sendable, Hashable {
    package let url: String?
    /// Its root certificates, PEM.
    package let certificate: String?

    package init(url: String? = nil, certificate: String? = nil) {
      self.url = url
      self.certificate = certificate
    }
  }

  /// What the routes ask of the daemon as a whole.
  package struct Operations: Sendable {
    /// Reads the configuration anew and puts it in force.
    ///
    /// - Throws: ``Problem`` `configuration-rejected`; the old one then stays in force.
    package let reload: @Sendable () async throws -> ReloadResponse
    package let transport: @Sendable () -> StatusResponse.Transport
    package let configuration: @Sendable () -> StatusResponse.Configuration
    /// Reads a message that came in and does what it asks for; with `false` it only tells what it would do.
    package let openMail: @Sendable ([UInt8], Bool, Actor) async throws -> MailResponse
    /// Writes what a debtor would get, and keeps nothing.
    package let preview: @Sendable (PreviewRequest) async throws -> PreviewResponse
    package let printSpool: @Sendable () -> StatusResponse.PrintSpool?
    package let mail: @Sendable () -> StatusResponse.Mail?
    package let startedAt: Instant
    package let witness: Witness
    /// `openapi.json` of the vendor's data; nil when it is not installed.
    package let openAPI: [UInt8]?

    package init(
      reload: @escaping @Sendable () async throws -> ReloadResponse,
      transport: @escaping @Sendable () -> StatusResponse.Transport,
      configuration: @escaping @Sendable () -> StatusResponse.Configuration, startedAt: Instant,
      openMail: @escaping @Sendable ([UInt8], Bool, Actor) async throws -> MailResponse,
      preview: @escaping @Sendable (PreviewRequest) async throws -> PreviewResponse,
      printSpool: @escaping @Sendable () -> StatusResponse.PrintSpool? = { nil },
      mail: @escaping @Sendable () -> StatusResponse.Mail? = { nil },
      witness: Witness = Witness(), openAPI: [UInt8]? = nil
    ) {
      self.witness = witness
      self.openMail = openMail
      self.preview = preview
      self.printSpool = printSpool
      self.mail = mail
      self.reload = reload
      self.transport = transport
      self.configuration = configuration
      self.startedAt = startedAt
      self.openAPI = openAPI
    }
  }

  package init(
    docket: Docket, rulebook: @escaping @Sendable () -> Rulebook, now: @escaping @Sendable () -> Instant,
    operations: Operations, logger: Logger
  ) {
    self.docket = docket
    self.rulebook = rulebook
    self.now = now
    self.operations = operations
    self.logger = logger
  }

  func actor(_ context: ControlContext) -> Actor { .user(context.peer.uid) }

  /// One line of the log for a change that a client made; numbers only, no names and no sums.
  func log(_ event: Event.Kind, _ context: ControlContext, _ metadata: Logger.Metadata) {
    let own: Logger.Metadata = ["event": "\(event.rawValue)", "uid": "\(context.peer.uid)"]
    let words = event.rawValue.split(separator: "-").joined(separator: " ")
    logger.info("\(words)", metadata: own.merging(metadata) { own, _ in own })
  }
}
