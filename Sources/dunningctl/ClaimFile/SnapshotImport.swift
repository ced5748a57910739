import DunningAPI

/// Takes in a complete list of what is open: all rows in one request, so that what is missing on it is known.
struct SnapshotImport {
  let session: Session
  let input: InputFile
  let isDryRun: Bool
  let query: [(name: String, value: String)]
  /// Why what the list says otherwise is corrected.
  let reason: String
  /// Whether what would change is taken without a question.
  let isSure: Bool
  /// Whether a list is taken in that would be held for a person.
  let isAnyway: Bool

  /// The rows that can be sent, and those that cannot.
  private struct List {
    let body: SpooledBody
    /// The line of the file for each line of the body.
    var lines: [Int] = []
    var bad: [BatchResult] = []
  }

  func run(_ rows: inout any ClaimFileReader) throws(Failure) {
    let progress = ProgressBar(session: session, bytes: input.size)
    let list = try read(&rows, progress)
    var (isCorrecting, isTakenAnyway) = (isSure || isDryRun, isAnyway)
    if !isDryRun, !isSure, session.errorTerminal.isTerminal, Question.canAnswer {
      (isCorrecting, isTakenAnyway) = try ask(about: list)
    }
    var report = try ImportReport(
      session: session, fileName: input.name, isDryRun: isDryRun, progress: progress, did: "enqueued")
    do {
      try send(list, dryRun: isDryRun, correcting: isCorrecting, anyway: isTakenAnyway) { result throws(Failure) in
        try report.take(result)
      }
    } catch {
      throw try report.interrupted(by: error)
    }
    try report.finish(rows.remarks)
    session.exitStatus = report.exitStatus
  }

  private func read(_ rows: inout any ClaimFileReader, _ progress: ProgressBar) throws(Failure) -> List {
    var list = List(body: try SpooledBody())
    while let row = try rows.row() {
      switch row.content {
      case .success(let content):
        try list.body.append(content + [UInt8(ascii: "\n")])
        list.lines.append(row.line)
        guard list.body.count <= ClientLimits.listBytesMax else {
          throw .badData("\(printable(input.name)) is larger than \(ClientLimits.listBytesMax >> 20) MiB")
        }
      case .failure(let problem):
        list.bad.append(BatchResult(line: row.line, status: problem.status, problem: problem))
      }
      if (list.lines.count + list.bad.count) % ClientLimits.rowsPerRequest == 0 {
        try progress.show(bytesRead: rows.bytesRead, rows: list.lines.count + list.bad.count)
      }
    }
    try progress.clear()
    return list
  }

  /// Shows what the list would change, and asks whether it is meant.
  private func ask(about list: List) throws(Failure) -> (isCorrecting: Bool, isAnyway: Bool) {
    var (corrected, held) = (0, false)
    try send(list, dryRun: true, correcting: true, anyway: false) { result throws(Failure) in
      if let differences = result.corrected {
        corrected += 1
        let words = differences.map { "\($0.field) \($0.known ?? "nothing") → \($0.given ?? "nothing")" }
        try session.note(
          printable("\(input.name):\(result.line): \(result.reference ?? ""): \(words.joined(separator: ", "))"))
      }
      if result.line == 0, let problem = result.problem, problem.detail.hasPrefix(Self.held) {
        held = true
        try session.note(printable(problem.detail))
      }
    }
    if held, !isAnyway { try session.confirm("it may be the wrong file", byTyping: "anyway", unless: YesOption()) }
    if corrected > 0 {
      let claims = corrected == 1 ? "1 claim" : "\(corrected) claims"
      try session.confirm("\(claims) would be corrected", byTyping: String(corrected), unless: YesOption())
    }
    return (true, isAnyway || held)
  }

  /// How the daemon begins to say that a list waits for a person.
  private static let held = "the list is held"

  private func send(
    _ list: List, dryRun: Bool, correcting: Bool, anyway: Bool, tell: (BatchResult) throws(Failure) -> Void
  ) throws(Failure) {
    var query = query
    if dryRun { query.append(("dry_run", "true")) }
    if correcting { query.append(("correct", reason)) }
    if anyway { query.append(("anyway", "true")) }
    if !list.bad.isEmpty { query.append(("incomplete", "true")) }
    var client = try session.client()
    // All of the list is looked at before a word of the answer is said.
    client.timeoutMilliseconds = ClientLimits.listMilliseconds
    var answer = try client.send(
      ControlRequest(
        method: "POST", path: "/claims/snapshot", query: query, contentType: "application/x-ndjson",
        spooled: list.body))
    var bad = list.bad[...]
    while let line = try answer.line() {
      var result = try Wire.decode(BatchResult.self, from: line)
      if result.line > 0 {
        guard result.line <= list.lines.count else {
          throw Failure(.bug, code: "malformed-answer", "the daemon's results are out of order")
        }
        result.line = list.lines[result.line - 1]
      }
      while let next = bad.first, result.line == 0 || next.line < result.line {
        bad.removeFirst()
        try tell(next)
      }
      try tell(result)
    }
    for next in bad { try tell(next) }
  }
}
