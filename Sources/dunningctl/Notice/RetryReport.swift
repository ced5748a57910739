import DunningAPI
import DunningBytes

/// Tells what became of each notice that was to be tried again, and counts.
struct RetryReport {
  enum Outcome {
    case tried(NoticeResponse)
    case refused(ShownProblem)
  }

  private struct Row {
    let notice: NoticeResponse
    let result: String
    let detail: String
    /// Whether it goes, or would go, again.
    var isTried = true
  }

  private static let csvColumns = ["notice", "result", "claims", "debtor", "detail"]

  let session: Session
  let isDryRun: Bool
  private var rows: [Row] = []
  private var refused: Int { rows.count { !$0.isTried } }

  init(session: Session, isDryRun: Bool) {
    self.session = session
    self.isDryRun = isDryRun
  }

  /// - Parameter outcome: nil when nothing was tried.
  mutating func take(_ notice: NoticeResponse, _ outcome: Outcome?) throws(Failure) {
    let row = Self.row(notice, outcome)
    rows.append(row)
    switch session.format {
    case .jsonl: try session.writeLine(Self.document(row).json)
    case .csv:
      if rows.count == 1 { try session.write(CSVWriter.line(Self.csvColumns)) }
      try session.write(
        CSVWriter.line([notice.id, row.result, notice.claims.joined(separator: " "), notice.debtor, row.detail]))
    case .json, .table: break
    }
  }

  func finish() throws(Failure) {
    let tried = rows.count - refused
    let verb = isDryRun ? "would be tried again" : "to be tried again"
    let summary = "\(tried) \(verb)\(refused > 0 ? ", \(refused) not" : "")"
    switch session.format {
    case .json: try session.writeLine(document.json)
    case .table:
      if !rows.isEmpty { for line in table.lines(on: session.terminal) { try session.writeLine(line) } }
      try session.note(rows.isEmpty ? "no notices match" : summary)
    case .csv, .jsonl: try session.note(summary)
    }
    if refused > 0 { session.exitStatus = .partlyDone }
  }

  private static func row(_ notice: NoticeResponse, _ outcome: Outcome?) -> Row {
    switch outcome {
    case nil: Row(notice: notice, result: "would-be-tried", detail: notice.lastReply ?? "")
    case .tried(let now) where now.state != "dropped": Row(notice: notice, result: "tried", detail: "")
    // A failed one makes room for another that is written anew.
    case .tried where notice.state == "failed": Row(notice: notice, result: "written-anew", detail: "")
    case .tried(let now): Row(notice: notice, result: "dropped", detail: now.lastReply ?? "", isTried: false)
    case .refused(let problem): Row(notice: notice, result: "refused", detail: problem.detail, isTried: false)
    }
  }

  private var table: Table {
    var table = Table([
      .init(title: "ID"), .init(title: "RESULT"), .init(title: "CLAIMS", isFlexible: true),
      .init(title: "DEBTOR", isFlexible: true), .init(title: "", isFlexible: true),
    ])
    for row in rows {
      table.append([
        .init(row.notice.id), .init(row.result), .init(row.notice.claims.joined(separator: " ")),
        .init(row.notice.debtor), .init(row.detail),
      ])
    }
    return table
  }

  private var document: JSONValue {
    .object([
      .init(key: "dry_run", value: .bool(isDryRun)),
      .init(key: "tried", value: .number(String(rows.count - refused))),
      .init(key: "refused", value: .number(String(refused))),
      .init(key: "results", value: .array(rows.map(Self.document))),
    ])
  }

  private static func document(_ row: Row) -> JSONValue {
    .object([
      .init(key: "notice", value: .string(row.notice.id)), .init(key: "result", value: .string(row.result)),
      .init(key: "claims", value: .array(row.notice.claims.map(JSONValue.string))),
      .init(key: "debtor", value: .string(row.notice.debtor)), .init(key: "detail", value: .string(row.detail)),
    ])
  }
}
