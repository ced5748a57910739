import ArgumentParser
import DunningAPI

/// `dunningctl reload`.
struct ReloadVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reload", abstract: "Read the configuration again.",
    discussion: """
      Answers when the new configuration is in force. A broken one is rejected
      with every mistake in it (exit status 78), and the old one stays.

      EXAMPLES
        dunningctl reload
      """)

  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(ControlRequest(method: "POST", path: "/reload"))
    try session.present(body, as: ReloadResponse.self, columns: ["file", "warnings", "moved"]) { reload in
      let moved = reload.moved == 0 ? "no claim moves" : "\(reload.moved) claims have another next step or moment"
      let file = reload.file ?? "the built-in defaults"
      return reload.warnings.map(printable) + [printable("reloaded \(file): \(moved)")]
    }
  }
}
