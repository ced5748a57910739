import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import HummingbirdCore
import NIOCore

/// Records payments that come as JSON Lines, many in one commit, and answers each line with a line.
struct PaymentBatch: Sendable {
  let desk: ControlDesk
  let actor: Actor
  let isDryRun: Bool
  let isDayAccepted: Bool

  /// Reads the body to its end; what is bad is answered where it stands and does not stop the rest. The answer is kept back
  /// until then: most clients look at it only when they have sent everything.
  ///
  /// - Returns: how many payments were recorded.
  func run(_ body: RequestBody, _ write: ([UInt8]) async throws -> Void) async throws -> Int {
    var lines = LineSplitter(bytesMax: ControlLimits.batchLineBytesMax)
    var (waiting, answer, recorded) = ([LineSplitter.Line](), [UInt8](), 0)
    func record(_ part: some Collection<LineSplitter.Line>) async throws {
      for result in try await results(of: part) {
        if result.status == 201 { recorded += 1 }
        answer += try WireCoding.encode(result) + [UInt8(ascii: "\n")]
      }
    }
    for try await part in body {
      waiting += lines.append(Array(part.readableBytesView))
      while waiting.count >= ControlLimits.batchClaims {
        try await record(waiting.prefix(ControlLimits.batchClaims))
        waiting.removeFirst(ControlLimits.batchClaims)
      }
      guard answer.count > ControlLimits.batchAnswerBytesMax else { continue }
      try await write(answer)
      answer = []
    }
    waiting += lines.end()
    if !waiting.isEmpty { try await record(waiting) }
    try await write(answer)
    return recorded
  }

  private func results(of lines: some Collection<LineSplitter.Line>) async throws -> [BatchResult] {
    var results: [BatchResult] = []
    var rows: [(line: Int, claim: ClaimName, telling: PaymentTelling)] = []
    for (line, bytes) in lines {
      do {
        let row = try read(bytes)
        rows.append((line, row.claim, row.telling))
      } catch {
        guard let problem = Problem(error) else { throw error }
        results.append(BatchResult(line: line, status: problem.status, problem: problem))
      }
    }
    do {
      let verdicts = try await desk.docket.pay(
        rows.map { ($0.claim, $0.telling) }, by: actor, rulebook: desk.rulebook(), now: desk.now(), dryRun: isDryRun)
      results += zip(rows, verdicts).map { Self.result($1, line: $0.line) }
    } catch {
      // Nothing of this part was kept; the client may send its lines again.
      results += rows.map { BatchResult(line: $0.line, status: error.problem.status, problem: error.problem) }
    }
    return results.sorted { $0.line < $1.line }
  }

  private func read(_ bytes: [UInt8]?) throws -> (claim: ClaimName, telling: PaymentTelling) {
    guard let bytes else {
      throw Problem(
        .lineTooLong, detail: "the line is longer than \(ControlLimits.batchLineBytesMax) bytes",
        hint: "one payment a line, ended by a line feed")
    }
    let row = try StrictJSON.decode(
      PaymentRow.self, from: bytes, knownFields: ["reference", "creditor", "date", "amount", "id", "kind"])
    let telling = try PaymentTelling(row.amount, row.kind, row.date, row.id, isDayAccepted)
    return (ClaimName(try line(row.reference, "reference"), of: row.creditor), telling)
  }

  private static func result(_ verdict: PaymentVerdict, line: Int) -> BatchResult {
    func refused(_ problem: Problem) -> BatchResult {
      BatchResult(line: line, status: problem.status, problem: problem)
    }
    func taken(_ record: ClaimRecord, _ status: Int) -> BatchResult {
      BatchResult(
        line: line, status: status, id: record.claim.id.description, reference: record.claim.draft.reference)
    }
    switch verdict {
    case .recorded(let record): return taken(record, 201)
    case .known(let record): return taken(record, 200)
    case .refused(let error): return refused(error.problem)
    case .doubted(let error): return refused(error.problem(field: error.code == .invalidDate ? "date" : "amount"))
    }
  }
}
