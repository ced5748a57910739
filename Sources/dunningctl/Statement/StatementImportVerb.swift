import ArgumentParser
import DunningAPI
import DunningBytes

/// `dunningctl statement import`.
struct StatementImportVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take in what a bank or wallet says: book, propose, hold.",
    discussion: """
      Each file is taken in as a whole or not at all. Entries that were taken in
      before are known again, also from an overlapping file or another format. An
      entry books itself only by a reference that stands whole in it; what is not
      certain waits for a person (payments --unmatched), and holds the reminders
      of the claims that it may be for. A table is read by the one map that fits
      it, or by --map: its name, or its file. A file that does not name its account
      is of the only one that there is, or of --account.

      EXAMPLES
        dunningctl statement import 2026-11.xml --dry-run
        dunningctl statement import *.sta -o jsonl
        dunningctl statement import Umsaetze.csv --map sparkasse
        bank-export | dunningctl statement import -
      """)

  @Argument(help: ArgumentHelp("The files; - for standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @Option(
    help: ArgumentHelp("The map by which a table is read: its name or its file.", valueName: "map"), completion: .maps)
  var map: String?
  @Option(help: ArgumentHelp("The account that it is of, where the file does not say.", valueName: "account"))
  var account: String?
  @Flag(help: "Tell what would be done, do nothing.")
  var dryRun = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a file, or - for standard input.") }
  }

  func run(in session: Session) throws(Failure) {
    let map = try mapQuery()
    var sink = try session.sink(Self.shape)
    try sink.begin()
    for file in files {
      do throws(Failure) {
        try take(file, map, session, &sink)
      } catch {
        // One file that cannot be read or taken stops no other; a daemon that is not there stops all.
        guard [.badData, .notFound].contains(error.status), files.count > 1 else { throw error }
        session.exitStatus = .partlyDone
        try session.remark(printable("error: \(error.problem.detail)") + "\n")
      }
    }
    try sink.end()
  }

  /// How the daemon is told of the map: by its name, or with its text where it lies here.
  private func mapQuery() throws(Failure) -> [(name: String, value: String?)] {
    guard let map else { return [] }
    guard map.contains("/") || map.hasSuffix(".yaml") else { return [("map", map)] }
    let bytes = try InputFile(path: map).rest(atMost: ClientLimits.mapBytesMax + 1)
    guard bytes.count <= ClientLimits.mapBytesMax, let text = String(validating: bytes, as: UTF8.self) else {
      throw .badData("\(printable(map)) is no map", hint: "see what one looks like: dunningctl map draft FILE")
    }
    let name = map.split(separator: "/").last.map { String($0).replacing(".yaml", with: "") }
    return [("map", name), ("map_text", text)]
  }

  private func take(
    _ file: String, _ map: [(name: String, value: String?)], _ session: Session, _ sink: inout any RowSink<JSONValue>
  ) throws(Failure) {
    let bytes = try InputFile(path: file).rest(atMost: ClientLimits.statementImportBytesMax + 1)
    guard bytes.count <= ClientLimits.statementImportBytesMax else {
      throw Failure(
        .badData, code: "file-too-large",
        "\(printable(file)) is larger than \(ClientLimits.statementImportBytesMax >> 20) MiB: have the bank write it in parts"
      )
    }
    var request = ControlRequest.post(
      ["statements"], query: [("file", file), ("account", account), ("dry_run", dryRun ? "true" : nil)] + map)
    (request.contentType, request.body) = ("application/octet-stream", bytes)
    let body = try session.ask(request)
    for part in try Session.document(body)["entries"]?.elements ?? [] { try sink.row(part) }
    let answer = try Wire.decode(StatementResponse.self, from: body)
    if let map = answer.map { try session.note(printable("\(file): read by the map \(map)")) }
    for statement in answer.statements { try tell(statement, of: file, session) }
    if answer.entries.contains(where: { $0.verdict == "refused" }) { session.exitStatus = .partlyDone }
  }

  /// What is odd about a statement, for the person; the entries were taken in all the same.
  private func tell(_ statement: StatementResponse.Statement, of file: String, _ session: Session) throws(Failure) {
    let account = statement.account ?? "its account"
    var words: [String] = []
    if !statement.known {
      words.append(
        statement.account.map { "no creditor has \($0): nothing of it was taken in" }
          ?? "it does not name its account, so nothing of it was taken in: say it with --account "
          + "(dunningctl statement list)")
    }
    if statement.addsUp == false { words.append("the balances of \(account) do not add up with its entries") }
    if let gap = statement.gap { words.append("nothing is known of \(account) from \(gap.from) to \(gap.until)") }
    for word in words { try session.remark(printable("\(file): note: \(word)") + "\n") }
  }

  private static let columns = [
    "file", "entry", "part", "payment", "verdict", "amount", "currency", "unallocated",
  ]

  private static var shape: RowShape<JSONValue> {
    RowShape(
      .list, csvColumns: columns,
      page: .table(
        [
          .init(title: "FILE", isFlexible: true), .init(title: "VERDICT"), .init(title: "AMOUNT", isRightAligned: true),
          .init(title: ""), .init(title: "PAYMENT"), .init(title: "CLAIMS", isFlexible: true),
          .init(title: "WHY", isFlexible: true),
        ], cells: cells))
  }

  private static func cells(_ row: JSONValue) throws(Failure) -> [Table.Cell] {
    let part = try Wire.decode(TakenPart.self, from: Array(row.json.utf8))
    let set = part.allocations.map { "\($0.reference) \($0.amount)" }
    let asked = part.candidates.map { "\($0.reference)?" }
    return [
      .init("\(part.file):\(part.entry)" + (part.part == 0 ? "" : ".\(part.part)")), .init(part.verdict),
      .init(part.amount), .init(part.currency), .init(part.payment ?? ""),
      .init((set + asked).joined(separator: ", ")), .init(part.because.joined(separator: "; ")),
    ]
  }
}
