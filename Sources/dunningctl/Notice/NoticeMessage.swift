import ArgumentParser
import FoundationEssentials

/// `dunningctl notice message`.
struct NoticeMessage: Verb {
  static let configuration = CommandConfiguration(
    commandName: "message", abstract: "Print the exact bytes of a notice's message.",
    discussion: """
      The bytes as they were handed over (RFC 5322). In JSON and CSV they are
      message_base64.

      EXAMPLES
        dunningctl notice message n7 > n7.eml
      """)

  @Argument(help: ArgumentHelp("The notice, e.g. n7.", valueName: "notice"))
  var notice: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let bytes = try session.ask(.get(["notices", notice, "message"]))
    if session.format == .table {
      try session.write(bytes)
      return
    }
    let document = JSONValue.object([
      .init(key: "notice", value: .string(notice)),
      .init(key: "message_base64", value: .string(Data(bytes).base64EncodedString())),
    ])
    try session.present(
      Array(document.json.utf8), as: [String: String].self, columns: ["notice", "message_base64"], describe: { _ in [] }
    )
  }
}
