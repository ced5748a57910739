import ArgumentParser

/// The options of every verb; they may stand before it or after it.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The daemon's control socket; else $DUNNING_SOCKET, else the usual places.", valueName: "path"),
    completion: .file())
  var socket: String?

  @Option(name: [.short, .long], help: ArgumentHelp("How to answer.", valueName: "form"))
  var output = OutputFormat.table

  @Option(name: .long, help: ArgumentHelp("How long the daemon may stay silent.", valueName: "seconds"))
  var timeout = 60

  func validate() throws {
    guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout takes 1 to 86400 seconds.") }
  }

  var timeoutMilliseconds: Int32 { Int32(timeout) * 1_000 }
}
