import ArgumentParser

/// `dunningctl notice message`.
struct NoticeMessageVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "message", abstract: "Print the exact bytes of a notice's message.",
    discussion: """
      The bytes as they were handed over (RFC 5322). In JSON and CSV they are
      message_base64. A terminal is spared what would control it.

      EXAMPLES
        dunningctl notice message n7 > n7.eml
      """)

  @Argument(help: ArgumentHelp("The notice, e.g. n7.", valueName: "notice"), completion: .notices)
  var notice: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.present(message: try session.ask(.get(["notices", notice, "message"])), named: "notice", notice)
  }
}
