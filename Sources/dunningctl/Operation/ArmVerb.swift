import ArgumentParser
import Dunning
import DunningAPI

/// `dunningctl arm`.
struct ArmVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "arm", abstract: "Let reminders go out.",
    discussion: """
      Says first how many are due right now, and asks you to type that number;
      where there is no terminal to ask on, --yes is needed.

      EXAMPLES
        dunningctl arm
        dunningctl arm --yes
      """)

  @OptionGroup var question: YesOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let status = try Wire.decode(StatusResponse.self, from: try session.ask(.get(["status"])))
    let count = Self.dueNow(status)
    let words = count == 1 ? "1 claim has a reminder" : "\(count) claims have reminders"
    let what =
      count == 0
      ? "nothing is due right now" : "\(words) due right now: these go out at once, or when their window opens"
    if count == 0, session.errorTerminal.isTerminal, Question.canAnswer {
      try session.note(what)
    } else {
      try session.confirm(what, byTyping: String(count), unless: question)
    }
    let body = try session.ask(ControlRequest(method: "POST", path: "/arm"))
    try session.presentMode(body)
  }

  /// How many claims have a step that is due already.
  private static func dueNow(_ status: StatusResponse) -> Int {
    // A daemon that tells the time otherwise leaves the count unknown; its own answer to `arm` states it.
    guard let next = status.next, let at = try? Instant(parsing: next.at), let now = try? Instant(parsing: status.now),
      at <= now
    else { return 0 }
    return next.count
  }
}

extension Session {
  /// Shows whether reminders go out from now on.
  func presentMode(_ body: [UInt8]) throws(Failure) {
    try present(body, as: ModeResponse.self, columns: ["mode", "held_because", "due_now"]) { mode in
      let because = mode.heldBecause.map { ": \($0)" } ?? ""
      return [printable("dunningd is \(mode.mode)\(because); \(mode.dueNow) due now")]
    }
  }
}
