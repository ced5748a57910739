import ArgumentParser
import FoundationEssentials

/// `dunningctl mail message`.
struct MailMessage: Verb {
  static let configuration = CommandConfiguration(
    commandName: "message", abstract: "Print the exact bytes of a message that came in.",
    discussion: """
      What is about a notice is kept as it came; the journal of the claim names
      it. In JSON and CSV the bytes are message_base64. A terminal is spared what
      would control it.

      EXAMPLES
        dunningctl mail message m3
      """)

  @Argument(help: ArgumentHelp("The message, e.g. m3.", valueName: "mail"))
  var mail: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let bytes = try session.ask(.get(["mail", mail, "message"]))
    if session.format == .table {
      // A stranger wrote it, and escape sequences do what they say.
      if session.terminal.isTerminal { try session.write(printable(lines: bytes)) } else { try session.write(bytes) }
      return
    }
    let document = JSONValue.object([
      .init(key: "mail", value: .string(mail)),
      .init(key: "message_base64", value: .string(Data(bytes).base64EncodedString())),
    ])
    try session.present(
      Array(document.json.utf8), as: [String: String].self, columns: ["mail", "message_base64"], describe: { _ in [] })
  }
}
