package import Dunning
package import DunningAPI
package import DunningStore
package import Logging

/// What the routes ask of the daemon as a whole, which only the composition root can answer.
package protocol DaemonOperations: Sendable {
  /// The rules in force.
  var rulebook: Rulebook { get }

  var now: Instant { get }

  /// Who may do what now; nil when whoever may open the socket may do everything.
  var access: Access? { get }

  /// How the mail goes out, and whether it does.
  var transport: StatusResponse.Transport { get }

  /// Where letters wait for the print shop; nil where nobody prints them.
  var printSpool: StatusResponse.PrintSpool? { get }

  /// The watched folder of what comes back; nil where none is watched.
  var mail: StatusResponse.Mail? { get }

  /// The watched folder of e-invoices; nil where none is watched.
  var invoices: StatusResponse.Invoices? { get }

  /// The watched folder of what banks and wallets say; nil where none is watched.
  var statements: StatusResponse.Statements? { get }

  /// Which configuration is in force, and why the last reload was rejected, when it was.
  var configuration: StatusResponse.Configuration { get }

  /// How much the log tells, and until when if it is not so for good.
  var logLevel: (level: Logger.Level, until: Instant?) { get }

  /// Has the log tell as much from now on, until a moment or for good.
  func setLogLevel(_ level: Logger.Level, until: Instant?)

  /// What the configuration says as it lies there now, without what may say who somebody is; none when it has mistakes.
  func settings() -> [SupportResponse.Setting]

  /// The programs that are told of the journal's entries, and whether they take them.
  func webhooks() async throws -> [StatusResponse.Webhook]

  /// Which claims stand still, since the configuration in force has no such creditor or policy.
  func stranded() async throws -> Stranded

  /// Reads the configuration anew and puts it in force.
  ///
  /// - Parameter accepting: true also when claims lose their creditor or policy by it.
  /// - Throws: ``Problem`` `configuration-rejected`, or `conflict` where claims would lose them; the old one then stays in
  ///   force.
  func reload(accepting: Bool) async throws -> ReloadResponse

  /// Reads a message that came in and does what it asks for.
  ///
  /// - Parameter keeping: false to tell what would be done and do nothing.
  func open(mail: [UInt8], keeping: Bool, by actor: Actor) async throws -> MailResponse

  /// Reads a file of a bank or wallet and takes it in.
  ///
  /// - Parameter keeping: false to tell what would be done and do nothing.
  /// - Throws: ``Problem`` `invalid-value` when it cannot be read.
  func take(statement: StatementUpload, keeping: Bool, by actor: Actor) async throws -> StatementResponse

  /// Reads an e-invoice and takes it in.
  ///
  /// - Parameter keeping: false to tell what would be done and do nothing.
  func take(invoice: InvoiceBody, keeping: Bool, by actor: Actor) async throws -> InvoiceResponse

  /// Makes a link to the desk; a daemon without one refuses.
  func openPage(for peer: PeerCredential) throws -> PageResponse

  /// Ends the sessions that a user has at the desk; a daemon without one refuses.
  func closePages(of peer: PeerCredential) throws -> PageClosedResponse

  /// The absolute paths of the files that the configuration in force was read from, as they lie there now.
  ///
  /// - Throws: ``Problem`` when they are more than a backup takes.
  func configurationFiles() throws -> [String]

  /// Hands a test mail over by the transport in force.
  ///
  /// - Parameter creditor: whose address it comes from; nil where there is one alone.
  /// - Throws: ``Problem`` when there is no such creditor.
  func testMail(to: EmailAddress, creditor: String?) async throws -> TestMailResponse

  /// Looks at everything that may want a person's care; some of it takes seconds.
  func examine() async throws -> [DoctorResponse.Check]

  /// Writes what a debtor would get, and keeps nothing.
  func preview(_ request: PreviewRequest) async throws -> PreviewResponse

  /// Removes what lies of erased notices outside the docket.
  ///
  /// - Returns: what could not be removed, a sentence each.
  func removeErasedCopies() async -> [String]
}
