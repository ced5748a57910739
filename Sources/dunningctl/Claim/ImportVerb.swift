import ArgumentParser
import DunningAPI

/// `dunningctl import`.
struct ImportVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Enqueue the payment deadlines of a file.",
    discussion: """
      CSV with a header, or JSON Lines with the same keys, in UTF-8. Needed:
      reference, debtor, email, amount, currency, due. Every bad row is named by
      its line, the good ones are kept, and the exit status is 1 if any was bad.
      To run it again does no harm: a reference with the same content is already
      known. With other content it is named with the fields that differ, and left
      as it is, exit status 1; with --correct the claim is corrected. What a row
      does not say stays.

      EXAMPLES
        dunningctl import open-invoices.csv --dry-run
        dunningctl import open-invoices.csv --correct --dry-run
        dunningctl import open-invoices.csv
        psql -c "copy (select …) to stdout csv header" | dunningctl import -
      """)

  @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file"), completion: .file())
  var file: String
  @Flag(help: "Check every row with the daemon, enqueue and correct none.")
  var dryRun = false
  @Flag(help: "Correct what is known with other content; see correct.")
  var correct = false
  @Option(help: ArgumentHelp("Why it is corrected; the name of the file when left out.", valueName: "text"))
  var reason: String?
  @Option(help: ArgumentHelp("csv or jsonl; by the name of the file when left out.", valueName: "form"))
  var format: ClaimFileFormat?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if reason != nil, !correct { throw ValidationError("--reason goes with --correct.") }
  }

  func run(in session: Session) throws(Failure) {
    let input = try InputFile(path: file)
    var rows = try (format ?? ClaimFileFormat(path: file)).reader(of: input)
    var batch = ClaimBatch(isDryRun: dryRun, reason: correct ? reason ?? "told by \(input.name)" : nil)
    var report = ImportReport(
      session: session, fileName: input.name, isDryRun: dryRun,
      progress: ProgressBar(session: session, bytes: input.size))
    do {
      while let row = try rows.row() {
        batch.append(row)
        if batch.isFull {
          try batch.send(session) { result throws(Failure) in try report.take(result) }
          try report.showProgress(bytesRead: rows.bytesRead)
        }
      }
      try batch.send(session) { result throws(Failure) in try report.take(result) }
    } catch {
      throw try report.interrupted(by: error)
    }
    try report.finish()
    session.exitStatus = report.exitStatus
  }
}
