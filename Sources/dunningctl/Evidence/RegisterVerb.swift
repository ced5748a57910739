import ArgumentParser

/// `dunningctl register`.
struct RegisterVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Write every claim and payment of a time into a file.",
    discussion: """
      By the day on which each was booked, in the creditor's zone, so that a
      month that is over never changes. The first rows say what was owed before,
      the last what is owed after; the amounts add up from the one to the other.

      EXAMPLES
        dunningctl register --from 2026-11-01 --until 2026-11-30 --out november.csv
        dunningctl register --creditor acme --out all.csv
      """)

  @Option(help: ArgumentHelp("The first day; from the beginning when left out.", valueName: "date"))
  var from: String?
  @Option(help: ArgumentHelp("The last day; up to now when left out.", valueName: "date"))
  var until: String?
  @Option(help: ArgumentHelp("Of one creditor alone.", valueName: "id"), completion: .creditors)
  var creditor: String?
  @Option(help: ArgumentHelp("The file to write, ending with .csv or .pdf.", valueName: "file"), completion: .file())
  var out: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let form = try Session.form(of: out, among: ["csv", "pdf"])
    let query: [(name: String, value: String?)] = [
      ("from", from), ("until", until), ("creditor", creditor), ("format", form),
    ]
    try session.save(.get(["register"], query: query), to: out)
  }
}
