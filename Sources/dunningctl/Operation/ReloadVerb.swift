import ArgumentParser
import DunningAPI

/// `dunningctl reload`.
struct ReloadVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reload", abstract: "Read the configuration again.",
    discussion: """
      Answers when the new configuration is in force. A broken one is rejected
      with every mistake in it (exit status 78), and the old one stays. One that
      takes a creditor or a policy away from claims that are not settled is
      refused with their number (exit status 65), unless it is accepted.

      EXAMPLES
        dunningctl reload
        dunningctl reload --accept
      """)

  @Flag(help: "Put it in force also when claims lose their creditor or policy.")
  var accept = false

  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let request = accept ? try ControlRequest.post(["reload"], ReloadRequest(accept: true)) : .post(["reload"])
    let body = try session.ask(request)
    try session.present(body, as: ReloadResponse.self, columns: ["file", "warnings", "moved"]) { reload in
      let moved =
        reload.moved == 0
        ? "no claim moves" : "\(counted(reload.moved, "claim has", "claims have")) another next step or moment"
      let file = reload.file ?? "the built-in defaults"
      return reload.warnings.map(printable) + [printable("reloaded \(file): \(moved)")]
    }
  }
}
