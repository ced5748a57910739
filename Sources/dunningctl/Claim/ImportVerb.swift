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

      With --snapshot the file is a complete list of what is open, as another
      program exports it every week, and the amount of a row is what is still open.
      What is new is enqueued; less open is a payment, until a statement tells of
      the same money; another day or address is a correction, which is shown first.
      What is not on the list is a question for a person, and its reminders wait;
      with --missing settle it is paid. A list that would settle, ask about or
      change more than the share that the configuration states (lists: hold_above)
      is held: look at it with --dry-run, and say --anyway if it is right. The same
      list again changes nothing.

      E-invoices (XRechnung, Peppol, Factur-X, ZUGFeRD: XML, or a PDF with it inside)
      are taken as they are, many at once: each becomes a claim, with the file as its
      invoice; a credit note counts on its claim. What only a person knows is a
      question: --due says the day of one that names none, --anyway takes one that
      is collected by direct debit or card.

      The export of another program is read by a map that says what its columns
      mean: see map list, and map draft for a program that has none.

      EXAMPLES
        dunningctl import open-invoices.csv --dry-run
        dunningctl import open-invoices.csv --correct --dry-run
        dunningctl import open-invoices.csv
        dunningctl import Invoices.csv --map xero --dry-run
        dunningctl import Invoices.csv --map xero --snapshot --yes
        dunningctl import invoices.xlsx --map quickbooks --set currency=USD
        dunningctl import 2026-11/*.xml 2026-11/*.pdf
        psql -c "copy (select …) to stdout csv header" | dunningctl import -
      """)

  @Argument(
    help: ArgumentHelp("The file; - for standard input. Several e-invoices.", valueName: "file"), completion: .file())
  var files: [String]
  @Flag(help: "Check every row with the daemon, enqueue and correct none.")
  var dryRun = false
  @Flag(help: "Correct what is known with other content; see correct.")
  var correct = false
  @Option(help: ArgumentHelp("Why it is corrected; the name of the file when left out.", valueName: "text"))
  var reason: String?
  @Flag(help: "The file is all that is open, for one creditor.")
  var snapshot = false
  @Option(help: ArgumentHelp("What is open and not on it: ask a person, or settle it.", valueName: "ask|settle"))
  var missing: Missing?
  @Option(
    help: ArgumentHelp("Whose list it is, where its rows do not say.", valueName: "creditor"), completion: .creditors)
  var creditor: String?
  @Option(
    help: ArgumentHelp("The ladder whose claims it is about; all when left out.", valueName: "policy"),
    completion: .policies)
  var policy: String?
  @Flag(help: "Take a list in that would be held for a person.")
  var anyway = false
  @Flag(help: "Take days that are a question, as invoices still to come; with --snapshot, corrections without asking.")
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
  @Option(help: ArgumentHelp("The day by which an e-invoice is to be paid that does not say one.", valueName: "date"))
  var due: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a file, or - for standard input.") }
    if !snapshot, missing != nil || creditor != nil || policy != nil {
      throw ValidationError("--missing, --creditor and --policy go with --snapshot.")
    }
    if snapshot, correct { throw ValidationError("--snapshot corrects what it says, and needs no --correct.") }
    if reason != nil, !correct, !snapshot { throw ValidationError("--reason goes with --correct or --snapshot.") }
  }

  func run(in session: Session) throws(Failure) {
    let file = files.first ?? "-"
    let input = try InputFile(path: file)
    if try input.isInvoice() {
      return try InvoiceImport(isDryRun: dryRun, due: due, isAnyway: anyway).run(files, first: input, session)
    }
    guard files.count == 1 else {
      throw .usage(
        "\(printable(file)) is no e-invoice, and one table is taken at a time", hint: "import the files one by one")
    }
    guard due == nil, !anyway || snapshot else { throw .usage("--due and --anyway are for e-invoices") }
    var rows = try reader(of: input, at: file)
    if snapshot { return try list(input, session).run(&rows) }
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

  private func list(_ input: InputFile, _ session: Session) -> SnapshotImport {
    var query = [("file", input.name)]
    if let missing { query.append(("missing", missing.rawValue)) }
    if let creditor { query.append(("creditor", creditor)) }
    if let policy { query.append(("policy", policy)) }
    if yes { query.append(("accept", "true")) }
    return SnapshotImport(
      session: session, input: input, isDryRun: dryRun, query: query.map { (name: $0.0, value: $0.1) },
      reason: reason ?? "told by \(input.name)", isSure: yes, isAnyway: anyway)
  }

  private func reader(of input: InputFile, at file: String) throws(Failure) -> any ClaimFileReader {
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
    if snapshot, !known.isComplete {
      throw .badData(
        "a table of the map \(known.name) does not name all that is open",
        hint: "import it without --snapshot; what was paid comes in with the bank's statements")
    }
    return try MappedClaimFile(input, path: file, map: try known.with(settings))
  }
}

/// What becomes of claims that are not on a complete list.
enum Missing: String, CaseIterable, ExpressibleByArgument, Sendable {
  case ask
  case settle
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
