import ArgumentParser

/// `dunningctl mail message`.
struct MailMessageVerb: Verb {
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
    try session.present(message: try session.ask(.get(["mail", mail, "message"])), named: "mail", mail)
  }
}
