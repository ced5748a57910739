import ArgumentParser
import DunningAPI

/// `dunningctl show`.
struct ShowVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one claim with all that happened to it.",
    discussion: """
      Its payments, promises, follow-ups, notices and journal. In CSV the answer is the row of the claim alone.

      EXAMPLES
        dunningctl show c17
        dunningctl show RE-2026-0042 -o json
      """)

  @OptionGroup var subject: ClaimArgument
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(.get(["claims", subject.claim], query: subject.query))
    try session.present(
      body, as: ClaimDetail.self, columns: ClaimResponse.csvColumns, rows: { [$0["claim"]].compactMap { $0 } }
    ) { ClaimPage(detail: $0, session: session).lines }
  }
}
