import ArgumentParser
import DunningAPI

/// `dunningctl export`.
struct ExportVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write all that is held about a debtor, for the person themselves.",
    discussion: """
      A zip with the claims, payments, notes and journal as JSON, every message to
      them as .eml, every letter as .pdf, what came back, and the attachments; as
      .json without the files. Nothing about anybody else is in it. It answers a
      request for access or for one's data (GDPR Art. 15 and 20).

      EXAMPLES
        dunningctl export --debtor D-4711 --out D-4711.zip
        dunningctl export --debtor anna@kunde.example --out anna.json
      """)

  @Option(help: ArgumentHelp("The debtor's number, name or address.", valueName: "debtor"), completion: .debtors)
  var debtor: String
  @OptionGroup var whose: WhoseOptions
  @Option(help: ArgumentHelp("The file to write, ending with .zip or .json.", valueName: "file"), completion: .file())
  var out: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let form = try Session.form(of: out, among: ["zip", "json"])
    let query = whose.query + [("format", form)]
    try session.save(.get(["debtors", debtor, "export"], query: query), to: out)
  }
}
