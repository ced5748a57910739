import ArgumentParser
import DunningAPI

/// `dunningctl events`.
struct Events: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Print the journal, one line an event; with --follow as it grows.",
    discussion: """
      Following goes on after a restart of the daemon, without a gap.

      EXAMPLES
        dunningctl events --since 4711
        dunningctl events --follow -o jsonl | jq -r .event
      """)

  @Flag(name: [.short, .long], help: "Stay, and print what comes.")
  var follow = false
  @Option(help: ArgumentHelp("Only events after this one.", valueName: "id"))
  var since: Int64?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if follow, global.output == .json {
      throw ValidationError("A journal that grows is not one JSON document: use -o jsonl with --follow.")
    }
  }

  func run(in session: Session) throws(Failure) {
    var stream = EventStream(session: session, last: since, follows: follow)
    var printer = try EventPrinter(session: session)
    while let event = try stream.next() {
      try printer.show(event)
      if follow { try session.flush() }
    }
    try printer.finish()
  }
}
