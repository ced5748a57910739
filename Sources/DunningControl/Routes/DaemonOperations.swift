package import Dunning
package import DunningAPI
package import DunningStore

/// What the routes ask of the daemon as a whole, which only the composition root can answer.
package protocol DaemonOperations: Sendable {
  /// The rules in force.
  var rulebook: Rulebook { get }

  var now: Instant { get }

  /// How the mail goes out, and whether it does.
  var transport: StatusResponse.Transport { get }

  /// Where letters wait for the print shop; nil where nobody prints them.
  var printSpool: StatusResponse.PrintSpool? { get }

  /// Which configuration is in force, and why the last reload was rejected, when it was.
  var configuration: StatusResponse.Configuration { get }

  /// Reads the configuration anew and puts it in force.
  ///
  /// - Throws: ``Problem`` `configuration-rejected`; the old one then stays in force.
  func reload() async throws -> ReloadResponse

  /// Reads a message that came in and does what it asks for.
  ///
  /// - Parameter keeping: false to tell what would be done and do nothing.
  func open(mail: [UInt8], keeping: Bool, by actor: Actor) async throws -> MailResponse

  /// Writes what a debtor would get, and keeps nothing.
  func preview(_ request: PreviewRequest) async throws -> PreviewResponse
}
