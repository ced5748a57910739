import Dunning
import DunningAPI
import DunningIntake
import DunningStore

/// Takes in one complete list: looks at all of it first, so that a wrong file changes nothing, and then takes it in page by
/// page; one that was broken off is simply taken in again.
struct ListTaking: Sendable {
  let desk: ControlDesk
  let actor: Actor
  let asked: ListQuestion
  /// JSON Lines.
  let body: KeptPieces
  /// Of them.
  let sha256: [UInt8]

  private struct Row: Sendable {
    let line: Int
    let draft: Result<ClaimDraft, Problem>
  }

  /// What looking at the list found.
  private struct Look {
    var creditor: String?
    /// The claims that it names and that are known.
    var named: Set<ClaimID> = []
    var rows = 0
    var bad = 0
    var touched = 0
    /// What the rows have said of debtors.
    let words = DebtorWords()
    /// The references, with the line of each.
    var lines: [String: Int] = [:]
  }

  /// One result line each, those of claims that are not on the list last.
  ///
  /// - Throws: the problem `conflict` when it is held for a person.
  func run() async throws -> KeptAnswer {
    let rulebook = desk.rulebook()
    var (answer, look) = (try KeptAnswer(), Look())
    look.creditor = try asked.creditor.map { try known($0, rulebook) }
    try await rows(rulebook, &look, keeping: false) { result in
      if asked.isDryRun { try answer.append(result) }
    }
    let list = try list(of: look, rulebook)
    let isWhole = look.bad == 0 && !asked.isIncomplete
    let weight = try await desk.docket.weigh(list, named: look.named)
    let gone = isWhole ? weight.gone : 0
    let held = rulebook.lists.reasonToHold(
      listed: look.rows, open: weight.open, touched: look.touched + gone)
    if let held, !asked.isAnyway, !asked.isDryRun { throw Self.isHeld(held) }
    if !asked.isDryRun {
      // What was enqueued just now is on the list, and what looking at it took is needed no more.
      look = Look(creditor: look.creditor)
      try await rows(rulebook, &look, keeping: true) { try answer.append($0) }
    }
    if gone > 0 {
      try await takeGone(list, look.named, rulebook, &answer)
    } else if weight.gone > 0 {
      try answer.append(BatchResult(line: 0, status: Self.unjudged.status, problem: Self.unjudged))
    }
    if let held, asked.isDryRun {
      let problem = Self.isHeld(held)
      try answer.append(BatchResult(line: 0, status: problem.status, problem: problem))
    }
    return answer
  }

  private static func isHeld(_ reason: String) -> Problem {
    Problem(
      .conflict, detail: "the list is held for a person: \(reason)",
      hint: "look at what it would do with --dry-run; if it is right, say --anyway (`anyway=true`)")
  }

  private static let unjudged = Problem(
    .conflict, detail: "rows of the list cannot be read, so that nobody knows what is missing on it",
    hint: "put them right and take it in again; what it does not name stays as it is until then")

  private func known(_ creditor: String, _ rulebook: Rulebook) throws -> String {
    guard rulebook.creditors[creditor] != nil else {
      throw Problem(
        .unknownCreditor, detail: "there is no creditor \(quoted(creditor))", field: "creditor",
        hint: nearest(to: creditor, in: rulebook.creditors.keys.sorted()).map { "did you mean \($0)?" })
    }
    return creditor
  }

  private func list(of look: Look, _ rulebook: Rulebook) throws -> OpenList {
    let only = rulebook.creditors.count == 1 ? rulebook.creditors.keys.first : nil
    guard let creditor = look.creditor ?? only else {
      throw Problem(
        .missingField, detail: "nothing says whose list it is", field: "creditor",
        hint: "name the creditor: \(rulebook.creditors.keys.sorted().joined(separator: ", "))")
    }
    if let policy = asked.policy { _ = try ClaimRequest.knownPolicy(policy, in: rulebook) }
    return OpenList(
      creditor: creditor, policy: asked.policy, name: asked.file, sha256: sha256,
      missing: asked.missing, correctingBecause: asked.reason)
  }

  // MARK: Rows

  /// Takes in all rows, or looks at them, and tells of each.
  private func rows(
    _ rulebook: Rulebook, _ look: inout Look, keeping: Bool, tell: (BatchResult) throws -> Void
  ) async throws {
    var lines = LineSplitter(bytesMax: ControlLimits.batchLineBytesMax)
    var waiting: [LineSplitter.Line] = []
    try await body.each { bytes in
      waiting += lines.append(bytes)
      while waiting.count >= ControlLimits.batchClaims {
        try await take(waiting.prefix(ControlLimits.batchClaims), rulebook, &look, keeping, tell)
        waiting.removeFirst(ControlLimits.batchClaims)
      }
    }
    waiting += lines.end()
    if !waiting.isEmpty { try await take(waiting[...], rulebook, &look, keeping, tell) }
  }

  private func take(
    _ lines: ArraySlice<LineSplitter.Line>, _ rulebook: Rulebook, _ look: inout Look, _ keeping: Bool,
    _ tell: (BatchResult) throws -> Void
  ) async throws {
    var (results, drafts): ([BatchResult], [(line: Int, draft: ClaimDraft)]) = ([], [])
    for (line, bytes) in lines {
      look.rows += 1
      do throws(Problem) {
        drafts.append((line, try draft(bytes, at: line, rulebook, &look)))
      } catch {
        results.append(BatchResult(line: line, status: error.status, problem: error))
      }
    }
    if !drafts.isEmpty {
      let outcomes = try await desk.docket.take(
        drafts.map(\.draft), of: try list(of: look, rulebook), after: look.words, keeping: keeping, by: actor,
        rulebook: rulebook, now: desk.now())
      for (asked, outcome) in zip(drafts, outcomes) {
        results.append(BatchResult(outcome, line: asked.line, keeping: keeping))
        if let id = outcome.record?.claim.id, !(outcome.isNew && !keeping) { look.named.insert(id) }
        if outcome.touches { look.touched += 1 }
      }
    }
    // A claim whose row contradicts what is known is on the list all the same.
    look.bad += results.count { $0.problem != nil && $0.id == nil }
    for result in results.sorted(by: { $0.line < $1.line }) { try tell(result) }
  }

  private func draft(
    _ bytes: [UInt8]?, at line: Int, _ rulebook: Rulebook, _ look: inout Look
  ) throws(Problem) -> ClaimDraft {
    guard let bytes else {
      throw Problem(
        .lineTooLong, detail: "the line is longer than \(ControlLimits.batchLineBytesMax) bytes",
        hint: "one claim a line, ended by a line feed")
    }
    var draft: ClaimDraft
    do {
      var request = try ClaimRequest(bytes: bytes)
      if request.creditor == nil { request.creditor = look.creditor }
      draft = try request.draft(rulebook, isReachable: true)
    } catch {
      throw Problem(error) ?? Problem(.internal, detail: "\(error)")
    }
    if asked.areDaysAccepted { draft.areDaysAccepted = true }
    if let creditor = look.creditor, creditor != draft.creditor {
      throw Problem(
        .invalidValue, detail: "the list is about \(creditor), and this is a claim of \(draft.creditor)",
        field: "creditor", hint: "take in a list of its own for each creditor")
    }
    look.creditor = draft.creditor
    if let first = look.lines.updateValue(line, forKey: draft.reference) {
      throw Problem(
        .invalidValue, detail: "reference \(quoted(draft.reference)) stands on line \(first) already",
        field: "reference",
        hint: "a list has a claim once; a map can add rows up: `rows: {same: reference, amount: sum}`")
    }
    return draft
  }

  // MARK: What is not on the list

  private func takeGone(
    _ list: OpenList, _ named: Set<ClaimID>, _ rulebook: Rulebook, _ answer: inout KeptAnswer
  ) async throws {
    var cursor: ClaimID?
    repeat {
      let page = try await desk.docket.takeGone(
        from: list, named: named, after: cursor, limit: ControlLimits.listPage, keeping: !asked.isDryRun, by: actor,
        rulebook: rulebook, now: desk.now())
      for outcome in page.outcomes { try answer.append(BatchResult(outcome, line: 0, keeping: !asked.isDryRun)) }
      cursor = page.cursor
    } while cursor != nil
  }
}

extension BatchResult {
  /// What a list came to for a claim.
  ///
  /// - Parameter keeping: false where nothing is kept, so that nothing can be done with the id of a new claim.
  fileprivate init(_ outcome: ListedOutcome, line: Int, keeping: Bool) {
    let planned = keeping ? nil : outcome.registration.enqueued
    self.init(outcome.registration, line: line, planned: planned.map { [$0] } ?? [])
    switch outcome.change {
    case .none: break
    case .paid(let money): change = ListChange("paid", money)
    case .takenBack(let money): change = ListChange("taken-back", money)
    case .behind(let money): change = ListChange("behind", money)
    case .givenUp: change = ListChange("given-up")
    // A question that is not kept has no number.
    case .asked(let followUp): change = ListChange("asked", followUp: keeping ? followUp.description : nil)
    case .settled(let money): change = ListChange("settled", money)
    }
  }
}

extension ListChange {
  fileprivate init(_ kind: String, _ money: Money) {
    self.init(kind, amount: money.decimal, currency: money.currency.code)
  }
}
