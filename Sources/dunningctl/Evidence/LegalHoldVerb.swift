import ArgumentParser
import DunningAPI

/// `dunningctl legal-hold`.
struct LegalHoldVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "legal-hold", abstract: "Keep a claim, or all of a debtor's, from being erased.",
    discussion: """
      Neither `dunningctl erase` nor a retention period takes away what is on hold.
      A debtor's hold is for claims that come later as well.

      EXAMPLES
        dunningctl legal-hold RE-2026-0042 --reason "lawsuit 12 C 34/26"
        dunningctl legal-hold --debtor D-4711 --lift
      """)

  @OptionGroup var selection: ClaimSelection
  @Option(help: ArgumentHelp("Why it has to be kept.", valueName: "text"))
  var reason: String?
  @Flag(help: "End the hold.")
  var lift = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (reason == nil) != lift { throw ValidationError("Give either --reason or --lift.") }
  }

  func run(in session: Session) throws(Failure) {
    let (subject, query) = (selection.segments, selection.whose.query)
    let request =
      try reason.map { text throws(Failure) in
        try ControlRequest.post(subject + ["legal-hold"], query: query, ReasonRequest(reason: text))
      } ?? .post(subject + ["legal-hold", "lift"], query: query)
    try session.present(named: try session.ask(request), lift ? "no longer on hold" : "on hold")
  }
}

extension Session {
  /// Shows the claims that something was done to.
  func present(named body: [UInt8], _ done: String) throws(Failure) {
    let rows = { (answer: JSONValue) in
      (answer["claims"]?.elements ?? []).map { JSONValue.object([.init(key: "claim", value: $0)]) }
    }
    try present(body, as: ClaimsNamed.self, columns: ["claim"], rows: rows) { answer in
      if answer.waitsForSecond == true {
        return ["nothing was done yet: another person has to ask for the same within a day"]
      }
      let left = (answer.copiesLeft ?? []).map { "left outside the docket: \($0)" }
      return ["\(done): \(answer.claims.isEmpty ? "no claim" : answer.claims.joined(separator: " "))"] + left
    }
  }
}
