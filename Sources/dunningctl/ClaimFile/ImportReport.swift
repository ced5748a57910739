import DunningAPI
import DunningBytes

/// Tells what became of every row of an import, and counts.
struct ImportReport {
  let session: Session
  let fileName: String
  let isDryRun: Bool
  let progress: ProgressBar
  /// What is done to a good row.
  let did: String
  private var enqueued = 0
  private var known = 0
  private var corrected = 0
  /// What a complete list came to besides, by the words for it.
  private var changes: [String: Int] = [:]
  /// References that are known with other content and left as they are: nothing is wrong with the row as such.
  private var conflicts = 0
  private var bad = 0
  /// Whether a row was refused for no fault of its own.
  private var daemonFailed = false
  private var lastLine = 0
  private var hasBegun = false
  private var sink: any RowSink<BatchResult>

  init(
    session: Session, fileName: String, isDryRun: Bool, progress: ProgressBar, did: String = "enqueued"
  ) throws(Failure) {
    self.session = session
    self.fileName = fileName
    self.isDryRun = isDryRun
    self.progress = progress
    self.did = did
    sink = try session.sink(Self.shape)
  }

  private static var shape: RowShape<BatchResult> {
    RowShape(
      document: .member("results"),
      csvColumns: ["line", "status", "id", "reference", "problem.code", "problem.detail"],
      csvHeader: ["line", "status", "id", "reference", "code", "detail"],
      json: { result throws(Failure) in try Session.document(try Wire.encode(result)) }, page: .lines { _ in [] })
  }

  /// Partly done when a row was bad or in conflict; worth another try when the daemon failed some.
  var exitStatus: ExitStatus { daemonFailed ? .tryLater : bad + conflicts > 0 ? .partlyDone : .done }

  private var rows: Int { enqueued + known + corrected + conflicts + bad + changed }

  private var changed: Int { changes.filter { ListedWords.isCounted($0.key) }.values.reduce(0, +) }

  mutating func take(_ result: BatchResult) throws(Failure) {
    if let change = result.change { changes[change.kind, default: 0] += 1 }
    switch result.status {
    case 201: enqueued += 1
    case 200 where result.corrected != nil: corrected += 1
    case 200 where result.line == 0 || ListedWords.isCounted(result.change?.kind): break
    case 200: known += 1
    case 409: conflicts += 1
    default: bad += 1
    }
    daemonFailed = daemonFailed || result.status >= 500
    lastLine = result.line
    if !hasBegun { try begin() }
    try sink.row(result)
    if let problem = result.problem { try name(problem, line: result.line) }
    for warning in result.warnings ?? [] {
      try progress.clear()
      try session.note(printable("\(fileName):\(result.line): warning: \(warning)"))
    }
    if let differences = result.corrected { try name(differences, result) }
    if let change = result.change { try name(change, result) }
  }

  private mutating func begin() throws(Failure) {
    hasBegun = true
    try sink.begin(RowFrame(members: head))
  }

  func showProgress(bytesRead: Int) throws(Failure) { try progress.show(bytesRead: bytesRead, rows: rows) }

  /// - Parameter remarks: what else a person should know.
  mutating func finish(_ remarks: [String] = []) throws(Failure) {
    try progress.clear()
    for remark in remarks { try session.note(remark) }
    let would = isDryRun ? "would be " : ""
    let parts =
      [
        "\(enqueued) \(would)\(did)", "\(known) already known", corrected > 0 ? "\(corrected) \(would)corrected" : nil,
        conflicts > 0 ? "\(conflicts) in conflict" : nil, "\(bad) bad",
      ] + ListedWords.counts(changes, isDryRun: isDryRun)
    let summary = parts.compactMap { $0 }.joined(separator: ", ")
    if !hasBegun { try begin() }
    try sink.end(RowFrame(members: counts, lines: [summary]))
    // Rows that a program reads leave no room for it.
    if session.format != .table { try session.note(summary) }
  }

  /// The failure, with how far the import came and what to do.
  mutating func interrupted(by failure: Failure) throws(Failure) -> Failure {
    try progress.clear()
    guard rows > 0 else { return failure }
    try sink.end(RowFrame(members: counts))
    var failure = failure
    failure.problem.detail +=
      "; the import came as far as line \(lastLine) (\(enqueued) \(did), \(known) already known)"
    if failure.status == .tryLater || failure.status == .unreachable {
      failure.problem.hint =
        did == "enqueued"
        ? "run it again: what is enqueued already is known by its reference, and not enqueued twice"
        : "run it again: what is \(did) already is known by its id or its row, and not \(did) twice"
    }
    return failure
  }

  /// `FILE:LINE: error: …`, as editors know it; with JSON the result itself says it.
  private func name(_ problem: Problem, line: Int) throws(Failure) {
    try progress.clear()
    if let errors = problem.errors, errors.count > 1 {
      for error in errors { try session.note(printable("\(fileName):\(line): error: \(error)")) }
      return
    }
    let field = problem.field.map { " (\($0))" } ?? ""
    if line == 0 {
      try session.note(printable("\(fileName): \(problem.detail)"))
    } else {
      try session.note(printable("\(fileName):\(line): error: \(problem.detail)\(field)"))
    }
    if let hint = problem.hint { try session.note(printable("  hint: \(hint)")) }
  }

  /// What a complete list says of a claim besides.
  private func name(_ change: ListChange, _ result: BatchResult) throws(Failure) {
    try progress.clear()
    let claim = [result.id, result.reference].compactMap { $0 }.joined(separator: " ")
    let place = result.line == 0 ? fileName : "\(fileName):\(result.line)"
    try session.note(printable("\(place): \(claim): \(ListedWords.words(change, isDryRun: isDryRun))"))
  }

  /// What a correction changed, field by field.
  private func name(_ differences: [FieldDifference], _ result: BatchResult) throws(Failure) {
    try progress.clear()
    let words = differences.map { "\($0.field) \($0.known ?? "nothing") → \($0.given ?? "nothing")" }
    let did = isDryRun ? "would be corrected" : "corrected"
    let claim = [result.id, result.reference].compactMap { $0 }.joined(separator: " ")
    try session.note(
      printable("\(fileName):\(result.line): \(did): \(claim): \(words.joined(separator: ", "))"))
  }

  private var head: [JSONValue.Member] {
    [.init(key: "file", value: .string(fileName)), .init(key: "dry_run", value: .bool(isDryRun))]
  }

  private var counts: [JSONValue.Member] {
    [
      .init(key: did, value: .number(String(enqueued))),
      .init(key: "already_known", value: .number(String(known))),
      .init(key: "corrected", value: .number(String(corrected))),
      .init(key: "conflicts", value: .number(String(conflicts))),
      .init(key: "bad", value: .number(String(bad))),
    ]
      + changes.sorted { $0.key < $1.key }.map {
        .init(key: $0.key.replacing("-", with: "_"), value: .number(String($0.value)))
      }
  }
}
