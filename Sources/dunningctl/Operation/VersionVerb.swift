import ArgumentParser
import DunningAPI

/// `dunningctl version`.
struct VersionVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the versions of the client and, if it can be reached, of the daemon.",
    discussion: """
      EXAMPLES
        dunningctl version -o json
      """)

  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let daemon = try daemonVersion(session)
    let document = JSONValue.object([
      .init(key: "client", value: .string(Version.current)),
      .init(key: "daemon", value: daemon.map(JSONValue.string) ?? .null),
    ])
    try session.present(
      Array(document.json.utf8), as: [String: String?].self, columns: ["client", "daemon"],
      describe: { _ in ["dunningctl \(Version.current)", "dunningd   \(daemon ?? "not reachable")"] })
  }

  /// nil, and why on standard error, when the daemon cannot be asked: the client's own version is still worth telling.
  private func daemonVersion(_ session: Session) throws(Failure) -> String? {
    do {
      return try Wire.decode(StatusResponse.self, from: try session.ask(.get(["status"]))).version
    } catch {
      try session.note(error.problem.detail)
      return nil
    }
  }
}
