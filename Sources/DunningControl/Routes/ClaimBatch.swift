import Dunning
import DunningAPI
import DunningBytes
import DunningIntake
import DunningStore
import HummingbirdCore
import NIOCore

/// Enqueues claims that come as JSON Lines, many in one commit, and answers each line with a line.
struct ClaimBatch: Sendable {
  let desk: ControlDesk
  let actor: Actor
  /// Why claims that are known with other content are corrected; nil leaves them as they are.
  let reason: String?
  let isDryRun: Bool
  /// Whether days are taken that are a question.
  var areDaysAccepted = false

  /// Reads the body to its end; what is bad is answered where it stands and does not stop the rest. While one part is
  /// being synced the next one is read.
  ///
  /// The answer is kept back until the body is read, as far as memory allows: most HTTP clients look at an answer only
  /// when they have sent everything, and both sides would wait for each other.
  ///
  /// - Returns: how many claims were enqueued.
  func run(_ body: RequestBody, _ write: ([UInt8]) async throws -> Void) async throws -> Int {
    var lines = LineSplitter(bytesMax: ControlLimits.batchLineBytesMax)
    var waiting: [Line] = []
    var answer = Answer()
    try await withThrowingTaskGroup(of: [BatchResult].self) { registering in
      func register(_ lines: some Collection<Line>) async throws {
        let (rulebook, part) = try read(lines)
        if let results = try await registering.next() { try answer.append(results) }
        registering.addTask { await enqueue(part, rulebook) }
      }
      for try await part in body {
        waiting += lines.append(Array(part.readableBytesView))
        while waiting.count >= ControlLimits.batchClaims {
          try await register(waiting.prefix(ControlLimits.batchClaims))
          waiting.removeFirst(ControlLimits.batchClaims)
        }
        guard answer.bytes.count > ControlLimits.batchAnswerBytesMax else { continue }
        try await write(answer.take())
      }
      waiting += lines.end()
      if !waiting.isEmpty { try await register(waiting) }
      while let results = try await registering.next() { try answer.append(results) }
    }
    try await write(answer.take())
    return answer.enqueued
  }

  private typealias Line = LineSplitter.Line

  /// What some lines ask for.
  private struct Part: Sendable {
    var drafts: [(line: Int, draft: ClaimDraft)] = []
    var refused: [BatchResult] = []
  }

  private func read(_ lines: some Collection<Line>) throws -> (Rulebook, Part) {
    let rulebook = desk.rulebook()
    var part = Part()
    for (line, bytes) in lines {
      do {
        part.drafts.append((line, try draft(bytes, rulebook)))
      } catch {
        guard let problem = Problem(error) else { throw error }
        part.refused.append(BatchResult(line: line, status: problem.status, problem: problem))
      }
    }
    return (rulebook, part)
  }

  private func enqueue(_ part: Part, _ rulebook: Rulebook) async -> [BatchResult] {
    var results = part.refused
    do {
      let registrations = try await desk.docket.register(
        part.drafts.map(\.draft), correctingBecause: reason, by: actor, rulebook: rulebook, now: desk.now(),
        dryRun: isDryRun)
      let planned = isDryRun ? Set(registrations.compactMap(\.enqueued)) : []
      results += zip(part.drafts, registrations).map { asked, registration in
        var result = result(registration, line: asked.line, planned: planned)
        if isDryRun { result.next = registration.next(rulebook) }
        let warnings = result.problem == nil ? rulebook.remarks(on: asked.draft) + registration.remarks : []
        if !warnings.isEmpty { result.warnings = warnings }
        return result
      }
    } catch {
      // Nothing of this part was kept; the client may send its lines again.
      results += part.drafts.map { BatchResult(line: $0.line, status: error.problem.status, problem: error.problem) }
    }
    return part.refused.isEmpty ? results : results.sorted { $0.line < $1.line }
  }

  private func draft(_ bytes: [UInt8]?, _ rulebook: Rulebook) throws -> ClaimDraft {
    guard let bytes else {
      throw Problem(
        .lineTooLong, detail: "the line is longer than \(ControlLimits.batchLineBytesMax) bytes",
        hint: "one claim a line, ended by a line feed")
    }
    var draft = try ClaimRequest(bytes: bytes).draft(rulebook)
    if areDaysAccepted { draft.areDaysAccepted = true }
    return draft
  }

  /// - Parameter planned: claims of this very part that would be enqueued: nothing can be done with their ids yet.
  private func result(_ registration: Registration, line: Int, planned: Set<ClaimID>) -> BatchResult {
    BatchResult(registration, line: line, planned: planned)
  }
}

extension Registration {
  /// What goes out next about a claim that was enqueued.
  fileprivate func next(_ rulebook: Rulebook) -> ClaimResponse.Next? {
    guard case .enqueued(let record) = self, let next = record.next else { return nil }
    let zone = rulebook.zone(for: record.claim) ?? .utc
    return ClaimResponse.Next(step: next.step, at: zone.rfc3339(next.at))
  }

  /// What a person should know of a claim that was taken: in a file of a thousand nobody looks at each of them.
  fileprivate var remarks: [String] {
    guard case .enqueued(let record) = self, record.nothingBecause == Decision.Reason.noAddressWords else { return [] }
    return ["no reminder of \(quoted(record.claim.draft.reference)) can leave: \(Decision.Reason.noAddressWords)"]
  }
}

extension BatchResult {
  /// What became of a claim that a line told of.
  ///
  /// - Parameter planned: claims that would only be enqueued: nothing can be done with their ids yet.
  init(_ registration: Registration, line: Int, planned: Set<ClaimID> = []) {
    func taken(_ record: ClaimRecord, _ status: Int) -> BatchResult {
      let id = record.claim.id
      return BatchResult(
        line: line, status: status, id: planned.contains(id) ? nil : id.description,
        reference: record.claim.draft.reference)
    }
    switch registration {
    case .enqueued(let record): self = taken(record, 201)
    case .known(let record): self = taken(record, 200)
    case .differs(let record, let differences) where planned.contains(record.claim.id):
      self.init(
        line: line, status: 409, reference: record.claim.draft.reference,
        problem: differences.problem(withinOneFile: record.claim.draft.reference))
    case .corrected(let record, let differences):
      self.init(
        line: line, status: 200, id: record.claim.id.description, reference: record.claim.draft.reference,
        corrected: differences.map(\.onWire))
    case .differs(let record, let differences):
      self.init(
        line: line, status: 409, id: record.claim.id.description, reference: record.claim.draft.reference,
        problem: differences.problem(of: record))
    case .doubted(let field, let error):
      self.init(line: line, status: error.problem.status, problem: error.problem(field: field))
    case .refused(let error): self.init(line: line, status: error.problem.status, problem: error.problem)
    }
  }
}

extension ClaimBatch {
  /// The lines of the answer that were not sent yet.
  private struct Answer {
    private(set) var bytes: [UInt8] = []
    private(set) var enqueued = 0

    mutating func append(_ results: [BatchResult]) throws {
      for result in results {
        if result.status == 201 { enqueued += 1 }
        try result.append(to: &bytes)
      }
    }

    mutating func take() -> [UInt8] {
      defer { bytes.removeAll(keepingCapacity: true) }
      return bytes
    }
  }
}

extension BatchResult {
  /// Appends the result as a line, the same bytes as ``WireCoding`` makes of it.
  func append(to bytes: inout [UInt8]) throws {
    guard problem == nil, corrected == nil, warnings == nil, change == nil, let id, let reference else {
      bytes += try WireCoding.encode(self) + [UInt8(ascii: "\n")]
      return
    }
    bytes += "{\"id\":\"\(id)\",\"line\":\(line),\"reference\":".utf8
    JSONText.append(reference, to: &bytes)
    bytes += ",\"status\":\(status)}\n".utf8
  }
}

/// Cuts a stream of bytes into lines and counts them; empty ones are passed over.
struct LineSplitter {
  /// A line with its number, from 1; without bytes when it is too long.
  typealias Line = (line: Int, bytes: [UInt8]?)

  private let bytesMax: Int
  private var rest: [UInt8] = []
  private var isOverlong = false
  private var line = 0

  init(bytesMax: Int) { self.bytesMax = bytesMax }

  /// The lines that end in these bytes; nil instead of one that is too long.
  mutating func append(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
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
  mutating func end() -> [Line] { take().map { [$0] } ?? [] }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    if rest.count + bytes.count > bytesMax {
      isOverlong = true
      rest = []
    } else if !isOverlong {
      rest += bytes
    }
  }

  private mutating func take() -> Line? {
    defer { (rest, isOverlong) = ([], false) }
    line += 1
    if isOverlong { return (line, nil) }
    if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
    return rest.isEmpty ? nil : (line, rest)
  }
}
