import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import HummingbirdCore
import NIOCore

/// Enqueues claims that come as JSON Lines, many in one commit, and answers each line with a line.
struct ClaimBatch: Sendable {
  let desk: ControlDesk
  let actor: Actor
  let isDryRun: Bool

  /// Reads the body to its end; what is bad is answered where it stands and does not stop the rest.
  ///
  /// The answer is kept back until the body is read, as far as memory allows: most HTTP clients look at an answer only
  /// when they have sent everything, and both sides would wait for each other.
  ///
  /// - Returns: how many claims were enqueued.
  func run(_ body: RequestBody, _ write: ([UInt8]) async throws -> Void) async throws -> Int {
    var lines = LineSplitter(bytesMax: ControlLimits.batchLineBytesMax)
    var waiting: [(line: Int, bytes: [UInt8]?)] = []
    var (enqueued, answers) = (0, [UInt8]())
    func answerWaiting(upTo count: Int) async throws {
      let results = try await answer(Array(waiting.prefix(count)))
      enqueued += results.count { $0.status == 201 }
      for result in results { answers += try WireCoding.encode(result) + [UInt8(ascii: "\n")] }
      waiting.removeFirst(min(count, waiting.count))
    }
    for try await part in body {
      waiting += lines.append(Array(part.readableBytesView))
      while waiting.count >= ControlLimits.batchClaims { try await answerWaiting(upTo: ControlLimits.batchClaims) }
      guard answers.count > ControlLimits.batchAnswerBytesMax else { continue }
      try await write(answers)
      answers = []
    }
    waiting += lines.end()
    if !waiting.isEmpty { try await answerWaiting(upTo: waiting.count) }
    try await write(answers)
    return enqueued
  }

  private func answer(_ lines: [(line: Int, bytes: [UInt8]?)]) async throws -> [BatchResult] {
    let rulebook = desk.rulebook()
    var results: [BatchResult] = []
    var drafts: [(line: Int, draft: ClaimDraft)] = []
    for (line, bytes) in lines {
      do {
        drafts.append((line, try draft(bytes, rulebook)))
      } catch {
        guard let problem = Problem(error) else { throw error }
        results.append(BatchResult(line: line, status: problem.status, problem: problem))
      }
    }
    do {
      let registrations = try await desk.docket.register(
        drafts.map(\.draft), by: actor, rulebook: rulebook, now: desk.now(), dryRun: isDryRun)
      results += zip(drafts, registrations).map { result($1, line: $0.line) }
    } catch {
      // Nothing of this part was kept; the client may send its lines again.
      results += drafts.map { BatchResult(line: $0.line, status: error.problem.status, problem: error.problem) }
    }
    return results.sorted { $0.line < $1.line }
  }

  private func draft(_ bytes: [UInt8]?, _ rulebook: Rulebook) throws -> ClaimDraft {
    guard let bytes else {
      throw Problem(
        .lineTooLong, detail: "the line is longer than \(ControlLimits.batchLineBytesMax) bytes",
        hint: "one claim a line, ended by a line feed")
    }
    return try StrictJSON.decode(ClaimRequest.self, from: bytes, knownFields: ClaimRequest.knownFields).draft(rulebook)
  }

  private func result(_ registration: Registration, line: Int) -> BatchResult {
    switch registration {
    case .enqueued(let record):
      BatchResult(
        line: line, status: 201, id: record.claim.id.description, reference: record.claim.draft.reference)
    case .known(let record):
      BatchResult(
        line: line, status: 200, id: record.claim.id.description, reference: record.claim.draft.reference)
    case .refused(let error): BatchResult(line: line, status: error.problem.status, problem: error.problem)
    }
  }
}

/// Cuts a stream of bytes into lines and counts them; empty ones are passed over.
struct LineSplitter {
  private let bytesMax: Int
  private var rest: [UInt8] = []
  private var isOverlong = false
  private var line = 0

  init(bytesMax: Int) { self.bytesMax = bytesMax }

  /// The lines that end in these bytes; nil instead of one that is too long.
  mutating func append(_ bytes: [UInt8]) -> [(line: Int, bytes: [UInt8]?)] {
    var lines: [(line: Int, bytes: [UInt8]?)] = []
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      keep(bytes[start..<end])
      if let ended = take() { lines.append(ended) }
      start = end + 1
    }
    keep(bytes[start...])
    return lines
  }

  /// The last line, when it was not ended.
  mutating func end() -> [(line: Int, bytes: [UInt8]?)] { take().map { [$0] } ?? [] }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    if rest.count + bytes.count > bytesMax {
      isOverlong = true
      rest = []
    } else if !isOverlong {
      rest += bytes
    }
  }

  private mutating func take() -> (line: Int, bytes: [UInt8]?)? {
    defer { (rest, isOverlong) = ([], false) }
    line += 1
    if isOverlong { return (line, nil) }
    if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
    return rest.isEmpty ? nil : (line, rest)
  }
}
