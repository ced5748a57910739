import ArgumentParser

/// `dunningctl calendar`.
struct CalendarVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "Write the deadlines into a file that calendars read.",
    discussion: """
      When claims are due, the days until which notices asked to pay, promises,
      follow-ups and limitation, as iCalendar. A file that is written and read in
      again changes what is there: what was paid is cancelled.

      EXAMPLES
        dunningctl calendar --out deadlines.ics
        dunningctl calendar --creditor acme --out acme.ics
      """)

  @Option(help: ArgumentHelp("Of one creditor alone.", valueName: "id"), completion: .creditors)
  var creditor: String?
  @Option(help: ArgumentHelp("The file to write, ending with .ics.", valueName: "file"), completion: .file())
  var out: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    _ = try Session.form(of: out, among: ["ics"])
    try session.save(.get(["calendar"], query: [("creditor", creditor)]), to: out)
  }
}
