import ArgumentParser
import DunningAPI

/// `dunningctl status`.
struct StatusVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show whether reminders go out, what waits, and how the daemon is.",
    discussion: """
      In CSV every value has a row: key,value.

      EXAMPLES
        dunningctl status
        dunningctl status -o json | jq -r .mode
      """)

  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(.get(["status"]))
    try session.present(body, as: StatusResponse.self, columns: ["key", "value"], rows: Self.rows) {
      StatusPage(status: $0, session: session).lines
    }
  }

  /// Each value with the path that leads to it.
  private static func rows(of status: JSONValue) -> [JSONValue] {
    status.leaves.map { .object([.init(key: "key", value: .string($0.path)), .init(key: "value", value: $0.value)]) }
  }
}
