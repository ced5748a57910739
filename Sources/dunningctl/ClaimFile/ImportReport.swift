import DunningAPI
import DunningBytes

/// Tells what became of every row of an import, and counts.
struct ImportReport {
  static let csvColumns = ["line", "status", "id", "reference", "code", "detail"]

  let session: Session
  let fileName: String
  let isDryRun: Bool
  let progress: ProgressBar
  private var enqueued = 0
  private var known = 0
  private var bad = 0
  /// Whether a row was refused for no fault of its own.
  private var daemonFailed = false
  private var lastLine = 0
  private var document: JSONSink

  init(session: Session, fileName: String, isDryRun: Bool, progress: ProgressBar) {
    self.session = session
    self.fileName = fileName
    self.isDryRun = isDryRun
    self.progress = progress
    document = JSONSink(session: session, key: "results")
  }

  /// Partly done when a row was bad; worth another try when the daemon failed some.
  var exitStatus: ExitStatus { daemonFailed ? .tryLater : bad > 0 ? .partlyDone : .done }

  private var rows: Int { enqueued + known + bad }

  mutating func take(_ result: BatchResult) throws(Failure) {
    if rows == 0 { try begin() }
    switch result.status {
    case 201: enqueued += 1
    case 200: known += 1
    default: bad += 1
    }
    daemonFailed = daemonFailed || result.status >= 500
    lastLine = result.line
    switch session.format {
    case .json: try document.show(try Session.document(try Wire.encode(result)))
    case .jsonl: try session.writeLine(try Session.document(try Wire.encode(result)).json)
    case .csv:
      if rows == 1 { try session.write(CSVWriter.line(Self.csvColumns)) }
      try session.write(CSVWriter.line(Self.cells(result)))
    case .table: break
    }
    if let problem = result.problem { try name(problem, line: result.line) }
  }

  func showProgress(bytesRead: Int) throws(Failure) { try progress.show(bytesRead: bytesRead, rows: rows) }

  func finish() throws(Failure) {
    try progress.clear()
    if rows == 0 { try begin() }
    let summary = "\(enqueued) \(isDryRun ? "would be enqueued" : "enqueued"), \(known) already known, \(bad) bad"
    switch session.format {
    case .json: try document.end(counts)
    case .table: try session.writeLine(summary)
    case .csv, .jsonl: try session.note(summary)
    }
  }

  /// The failure, with how far the import came and what to do.
  func interrupted(by failure: Failure) throws(Failure) -> Failure {
    try progress.clear()
    guard rows > 0 else { return failure }
    if session.format == .json { try document.end(counts) }
    var failure = failure
    failure.problem.detail +=
      "; the import came as far as line \(lastLine) (\(enqueued) enqueued, \(known) already known)"
    if failure.status == .tryLater || failure.status == .unreachable {
      failure.problem.hint = "run it again: what is enqueued already is known by its reference, and not enqueued twice"
    }
    return failure
  }

  /// `FILE:LINE: error: …`, as editors know it; with JSON the result itself says it.
  private func name(_ problem: Problem, line: Int) throws(Failure) {
    try progress.clear()
    let field = problem.field.map { " (\($0))" } ?? ""
    try session.note(printable("\(fileName):\(line): error: \(problem.detail)\(field)"))
    if let hint = problem.hint { try session.note(printable("  hint: \(hint)")) }
  }

  /// What the document says before the results.
  private func begin() throws(Failure) {
    guard session.format == .json else { return }
    try document.begin([.init(key: "file", value: .string(fileName)), .init(key: "dry_run", value: .bool(isDryRun))])
  }

  private var counts: [JSONValue.Member] {
    [("enqueued", enqueued), ("already_known", known), ("bad", bad)].map {
      .init(key: $0.0, value: .number(String($0.1)))
    }
  }

  private static func cells(_ result: BatchResult) -> [String] {
    [
      String(result.line), String(result.status), result.id ?? "", result.reference ?? "", result.problem?.code ?? "",
      result.problem?.detail ?? "",
    ]
  }
}
