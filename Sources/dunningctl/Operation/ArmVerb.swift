import ArgumentParser
import Dunning
import DunningAPI

/// `dunningctl arm`.
struct ArmVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "arm", abstract: "Let reminders go out.",
    discussion: """
      Says first how many are due right now, and on a terminal asks you to type
      that number.

      EXAMPLES
        dunningctl arm
        dunningctl arm --yes
      """)

  @Flag(name: [.short, .long], help: "Do not ask.")
  var yes = false
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let status = try Wire.decode(StatusResponse.self, from: try session.ask(.get(["status"])))
    let count = Self.dueNow(status)
    let words = count == 1 ? "1 claim has a reminder" : "\(count) claims have reminders"
    try session.note(count == 0 ? "nothing is due right now" : "\(words) due right now: these go out at once")
    if count > 0, !yes, session.errorTerminal.isTerminal, Question.canAnswer { try confirm(count, session) }
    let body = try session.ask(ControlRequest(method: "POST", path: "/arm"))
    try session.presentMode(body)
  }

  private func confirm(_ count: Int, _ session: Session) throws(Failure) {
    try session.remark("type \(count) to go on: ")
    guard Question.answer() == String(count) else {
      throw Failure(.usage, code: "not-confirmed", "nothing was changed: the number was not typed")
    }
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
