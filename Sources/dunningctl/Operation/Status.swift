import ArgumentParser
import DunningAPI
import DunningBytes

/// `dunningctl status`.
struct Status: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Show whether reminders go out, what waits, and how the daemon is.",
    discussion: """
      In CSV every value has a row: key,value.

      EXAMPLES
        dunningctl status
        dunningctl status -o json | jq -r .mode
      """)

  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(.get(["status"]))
    guard session.format == .csv else {
      try session.present(body, as: StatusResponse.self, columns: []) { StatusPage(status: $0, session: session).lines }
      return
    }
    try session.write(CSVWriter.line(["key", "value"]))
    for leaf in try Session.document(body).leaves { try session.write(CSVWriter.line([leaf.path, leaf.value.cell])) }
  }
}
