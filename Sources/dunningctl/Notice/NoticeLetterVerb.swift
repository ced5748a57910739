import ArgumentParser

/// `dunningctl notice letter`.
struct NoticeLetterVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "letter", abstract: "Save the exact PDF of a notice's letter.",
    discussion: """
      The bytes that are mailed or printed; `notice show` tells their SHA-256.

      EXAMPLES
        dunningctl notice letter n7 --out n7.pdf
        dunningctl notice letter n7 --out - | lp
      """)

  @Argument(help: ArgumentHelp("The notice, e.g. n7.", valueName: "notice"), completion: .notices)
  var notice: String
  @Option(help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"), completion: .file())
  var out: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.save(try session.ask(.get(["notices", notice, "letter"])), to: out)
  }
}
