import ArgumentParser
import DunningAPI
import DunningIntake

/// `dunningctl import`.
struct ImportVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Enqueue the payment deadlines of a file.",
    discussion: """
      CSV with a header, or JSON Lines with the same keys, in UTF-8. Needed:
      reference, debtor, email, amount, currency, due. Every bad row is named by
      its line, the good ones are kept, and the exit status is 1 if any was bad.
      To run it again does no harm: a reference with the same content is already
      known.

      EXAMPLES
        dunningctl import open-invoices.csv --dry-run
        dunningctl import open-invoices.csv
        psql -c "copy (select …) to stdout csv header" | dunningctl import -
      """)

  @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file"), completion: .file())
  var file: String
  @Flag(help: "Check every row with the daemon, enqueue none.")
  var dryRun = false
  @Option(help: ArgumentHelp("csv or jsonl; by the name of the file when left out.", valueName: "form"))
  var format: ClaimFileFormat?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let input = try InputFile(path: file)
    var rows = try (format ?? ClaimFileFormat(path: file)).reader(of: input)
    var batch = ClaimBatch(isDryRun: dryRun)
    var report = ImportReport(
      session: session, fileName: input.name, isDryRun: dryRun,
      progress: ProgressBar(session: session, bytes: input.size))
    do {
      while let row = try rows.row() {
        batch.append(row)
        if let warning = row.lookalike { try session.note("\(input.name):\(row.line): warning: \(printable(warning))") }
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

extension ClaimRow {
  /// What in its reference looks like something else; nil when nothing does, or the row is bad anyway.
  fileprivate var lookalike: String? {
    guard case .success(let bytes) = content, bytes.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "\\") }) else {
      return nil
    }
    // The daemon says what is wrong with a row that cannot be read.
    let reference = try? WireCoding.decode(Reference.self, from: bytes).reference
    return reference.flatMap(Lookalikes.warning)
  }

  private struct Reference: Decodable { let reference: String }
}
