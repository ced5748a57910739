import ArgumentParser
import DunningAPI

/// `dunningctl events`.
struct EventsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Print the journal, one line an event; with --follow as it grows.",
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
    if follow, global.sort != nil {
      throw ValidationError("A journal that grows has no last event, and cannot be put in another order.")
    }
  }

  func run(in session: Session) throws(Failure) {
    var stream = EventStream(session: session, last: since, follows: follow)
    var sink = try session.sink(.events)
    var count = 0
    while let event = try stream.next() {
      if count == 0 { try sink.begin() }
      try sink.row(event)
      count += 1
      if follow { try session.flush() }
    }
    if count == 0 { try sink.begin() }
    try sink.end()
    if count == 0 { try session.note("no events") }
  }
}
