import ArgumentParser
import DunningAPI

/// `dunningctl status`.
struct StatusVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show whether reminders go out, what waits, and how the daemon is.",
    discussion: """
      In CSV every value has a row: key,value. With --watch it is shown again and
      again until Ctrl-C; a daemon that is away meanwhile is waited for.

      EXAMPLES
        dunningctl status
        dunningctl status --watch --every 10
        dunningctl status -o json | jq -r .mode
      """)

  @Flag(help: "Show it again and again.")
  var watch = false
  @Option(help: ArgumentHelp("With --watch: how long between two looks; 2 when left out.", valueName: "seconds"))
  var every: Int?
  @Option(help: ArgumentHelp("With --watch: end after so many.", valueName: "count"))
  var count: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard watch else {
      if every != nil || count != nil { throw ValidationError("--every and --count go with --watch.") }
      return
    }
    if [.json, .csv].contains(global.output) {
      throw ValidationError("What is shown again and again is not one document: use -o jsonl with --watch.")
    }
    if let every, !(1...86_400).contains(every) { throw ValidationError("--every takes 1 to 86400 seconds.") }
    if let count, count < 1 { throw ValidationError("--count takes a number from 1.") }
  }

  func run(in session: Session) throws(Failure) {
    guard watch else { return try show(in: session) }
    try show(in: session, clearing: true)
    var shown = 1
    while count.map({ shown < $0 }) ?? true {
      try session.flush()
      Clock.sleep(milliseconds: Int32(every ?? 2) * 1_000)
      do {
        try show(in: session, clearing: true)
      } catch {
        // It is started anew, or busy: the next look tells.
        try session.note(error.problem.detail)
      }
      shown += 1
    }
  }

  /// - Parameter clearing: whether it takes the place of what stood on the screen.
  private func show(in session: Session, clearing: Bool = false) throws(Failure) {
    let body = try session.ask(.get(["status"]))
    if clearing, session.terminal.isTerminal, session.format == .table {
      // The cursor to the upper left corner, and nothing below it (ECMA-48, 8.3.21 and 8.3.39).
      try session.write("\u{1B}[H\u{1B}[J")
    }
    try session.present(body, as: StatusResponse.self, columns: ["key", "value"], rows: Self.rows) {
      StatusPage(status: $0, session: session).lines
    }
  }

  /// Each value with the path that leads to it.
  private static func rows(of status: JSONValue) -> [JSONValue] {
    status.leaves.map { .object([.init(key: "key", value: .string($0.path)), .init(key: "value", value: $0.value)]) }
  }
}
