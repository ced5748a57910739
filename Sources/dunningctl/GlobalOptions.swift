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

  @Flag(name: .long, help: "Leave out and cut nothing of a table.")
  var wide = false

  @Option(name: .long, help: ArgumentHelp("Of a table or CSV only these columns, a,b,c.", valueName: "names"))
  var columns: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Order rows by a column of the CSV; -name: turned round.", valueName: "name"))
  var sort: String?

  @Flag(name: .long, help: "No titles above a table or CSV.")
  var noHeader = false

  @Flag(name: .long, help: "Never show what is longer than the screen by $PAGER.")
  var noPager = false

  @Option(name: .long, help: ArgumentHelp("How long the daemon may stay silent.", valueName: "seconds"))
  var timeout = 60

  func validate() throws {
    guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout takes 1 to 86400 seconds.") }
  }

  var timeoutMilliseconds: Int32 { Int32(timeout) * 1_000 }
}
