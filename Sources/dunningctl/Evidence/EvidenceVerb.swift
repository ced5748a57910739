import ArgumentParser

/// `dunningctl evidence`.
struct EvidenceVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Write the case file of a claim.",
    discussion: """
      A zip with an index of exhibits in time order and what each proves, the
      calculation, the register, every message as it was sent or came in, the
      words of the mail servers, the journal with its hashes and seals, and how
      to check all of it with common tools. The same docket gives the same file.
      As PDF it is the same to be printed, without what a machine would check.

      EXAMPLES
        dunningctl evidence RE-2026-1 --out RE-2026-1.zip
        dunningctl verify RE-2026-1.zip
      """)

  @OptionGroup var subject: ClaimArgument
  @Option(help: ArgumentHelp("The file to write, ending with .zip or .pdf.", valueName: "file"), completion: .file())
  var out: String
  @Option(help: ArgumentHelp("Count interest up to this day; today when left out.", valueName: "date"))
  var madeOn: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let form = try Session.form(of: out, among: ["zip", "pdf"])
    let query = subject.query + [("made_on", madeOn), ("format", form)]
    try session.save(.get(["claims", subject.claim, "evidence"], query: query), to: out)
  }
}
