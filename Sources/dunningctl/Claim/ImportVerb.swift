import ArgumentParser
import Dunning
import DunningAPI
import DunningIntake
import DunningTables

/// `dunningctl import`.
struct ImportVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Enqueue the payment deadlines of a file.",
    discussion: """
      CSV or an Excel workbook with a header, or JSON Lines with the same keys.
      Needed: reference, debtor, email, amount, currency, due. Every bad row is
      named by its line, the good ones are kept, and the exit status is 1 if any
      was bad or contradicts what is known. To run it again does no harm: a
      reference with the same content is already known. With other content it is
      named with the fields that differ, and left as it is; with --correct the
      claim is corrected. What a row does not say stays.

      The export of another program is read by a map that says what its columns
      mean: see map list, and map draft for a program that has none.

      EXAMPLES
        dunningctl import open-invoices.csv --dry-run
        dunningctl import open-invoices.csv --correct --dry-run
        dunningctl import open-invoices.csv
        dunningctl import Invoices.csv --map xero --dry-run
        dunningctl import invoices.xlsx --map quickbooks --set currency=USD
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
  @Flag(help: "Take days that are a question, as invoices still to come.")
  var yes = false
  @Option(help: ArgumentHelp("csv, xlsx or jsonl; by the file itself when left out.", valueName: "form"))
  var format: ClaimFileFormat?
  @Option(help: ArgumentHelp("The map by which it is read: its name or its file.", valueName: "map"))
  var map: String?
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("What a field is where the table leaves it empty.", valueName: "field=value"))
  var settings: [String] = []
  @Option(help: ArgumentHelp("The folder of the vendor's maps.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if reason != nil, !correct { throw ValidationError("--reason goes with --correct.") }
  }

  func run(in session: Session) throws(Failure) {
    let input = try InputFile(path: file)
    var rows = try reader(of: input)
    var batch = ClaimBatch(isDryRun: dryRun)
    if correct { batch.query = [("correct", reason ?? "told by \(input.name)")] }
    if yes { batch.query.append(("accept", "true")) }
    var report = try ImportReport(
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
    try report.finish(rows.remarks)
    session.exitStatus = report.exitStatus
  }

  private func reader(of input: InputFile) throws(Failure) -> any ClaimFileReader {
    guard let map else {
      guard settings.isEmpty else { throw .usage("--set goes with --map") }
      return try input.rows(format: format)
    }
    guard format != .jsonl else {
      throw .usage("--map reads tables, and JSON Lines are none", hint: "leave --map or --format jsonl out")
    }
    let known = try MapShelf(dataDir: dataDir).map(map)
    guard known.kind == .claims else {
      throw .badData(
        "the map \(known.name) is for statements",
        hint: "read it with: dunningctl statement read FILE --map \(known.name)")
    }
    return try MappedClaimFile(input, path: file, map: try known.with(settings))
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
