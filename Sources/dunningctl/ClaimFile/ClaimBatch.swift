import DunningAPI

/// Rows of a claim file, or of one of payments, on their way to the daemon in one request.
struct ClaimBatch {
  let isDryRun: Bool
  /// Where they are sent, and with which parameters besides.
  var path = "/claims/batch"
  var query: [(name: String, value: String)] = []
  private var rows: [ClaimRow] = []
  private var bytes = 0

  init(isDryRun: Bool) { self.isDryRun = isDryRun }

  /// Of payments.
  ///
  /// - Parameter isDayAccepted: whether days are taken that are a question.
  static func payments(isDryRun: Bool, isDayAccepted: Bool) -> ClaimBatch {
    var batch = ClaimBatch(isDryRun: isDryRun)
    batch.path = "/payments/batch"
    batch.query = isDayAccepted ? [("accept", "true")] : []
    return batch
  }

  var isFull: Bool { rows.count >= ClientLimits.rowsPerRequest || bytes >= ClientLimits.bytesPerRequest }

  mutating func append(_ row: ClaimRow) {
    if case .success(let content) = row.content { bytes += content.count + 1 }
    rows.append(row)
  }

  /// Sends the rows that can be sent and tells the result of every row, in the order and with the lines of the file.
  mutating func send(_ session: Session, tell: (BatchResult) throws(Failure) -> Void) throws(Failure) {
    // Rows that cannot be sent are told of below, each in its place.
    let body = rows.compactMap { try? $0.content.get() }.flatMap { $0 + [UInt8(ascii: "\n")] }
    var answer: ControlAnswer?
    if !body.isEmpty { answer = try session.client().send(request(body)) }
    var sent = 0
    for row in rows {
      switch row.content {
      case .failure(let bad):
        try tell(BatchResult(line: row.line, status: bad.status, problem: bad))
      case .success:
        sent += 1
        var result = try Self.result(of: sent, in: &answer)
        result.line = row.line
        try tell(result)
      }
    }
    rows = []
    bytes = 0
  }

  private static func result(of number: Int, in answer: inout ControlAnswer?) throws(Failure) -> BatchResult {
    guard let line = try answer?.line() else {
      throw .connectionLost("the daemon's answer ended before every row had its result")
    }
    let result = try Wire.decode(BatchResult.self, from: line)
    guard result.line == number else {
      throw Failure(.bug, code: "malformed-answer", "the daemon's results are out of order")
    }
    return result
  }

  private func request(_ body: [UInt8]) -> ControlRequest {
    ControlRequest(
      method: "POST", path: path, query: (isDryRun ? [("dry_run", "true")] : []) + query,
      contentType: "application/x-ndjson", body: body)
  }
}
