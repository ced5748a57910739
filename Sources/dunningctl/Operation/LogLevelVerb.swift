import ArgumentParser
import Dunning
import DunningAPI

/// `dunningctl log-level`.
struct LogLevelVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "log-level", abstract: "Show how much the daemon's log tells, or have it tell more for a while.",
    discussion: """
      Levels: trace, debug, info (as usual), notice, warning, error, critical.
      Without --for it holds until a restart. At debug every request and every look
      for work is told, without names and sums.

      EXAMPLES
        dunningctl log-level
        dunningctl log-level debug --for 10m
      """)

  @Argument(
    help: ArgumentHelp("What is told from now on; shown when left out.", valueName: "level"),
    completion: .list(["trace", "debug", "info", "notice", "warning", "error", "critical"]))
  var level: String?
  @Option(name: .customLong("for"), help: ArgumentHelp("For how long: 90s, 10m, 2h, 1d.", valueName: "duration"))
  var duration: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if duration != nil, level == nil { throw ValidationError("--for goes with a level.") }
  }

  func run(in session: Session) throws(Failure) {
    guard let level else { return try show(try session.ask(.get(["log-level"])), in: session) }
    let request = LogLevelRequest(level: level, seconds: try duration.map(Self.seconds))
    try show(try session.ask(try .post(["log-level"], request)), in: session)
  }

  private static func seconds(_ text: String) throws(Failure) -> Int {
    let span: Span
    do {
      span = try Span(parsing: text)
    } catch {
      throw .usage(error.message, hint: "write 90s, 10m, 2h or 1d")
    }
    guard [.seconds, .minutes, .hours, .days].contains(span.unit) else {
      throw .usage("\(quoted(text)) is no time for the log", hint: "write 90s, 10m, 2h or 1d")
    }
    return span.approximateSeconds
  }

  private func show(_ body: [UInt8], in session: Session) throws(Failure) {
    try session.present(body, as: LogLevelResponse.self, columns: ["level", "until"]) { answer in
      [printable("the log tells \(answer.level) and above\(answer.until.map { " until \($0)" } ?? "")")]
    }
  }
}
