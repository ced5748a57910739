import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging
import NIOCore

/// What can be asked and said about claims.
struct ClaimRoutes: Sendable {
  let desk: ControlDesk

  func register(_ request: Request, _ context: ControlContext) async throws -> Response {
    let rulebook = desk.rulebook()
    var draft = try ClaimRequest(bytes: try await request.body()).draft(rulebook)
    if try Query(request).flag("accept") { draft.areDaysAccepted = true }
    let results = try await desk.docket.register(
      [draft], by: desk.actor(context), rulebook: rulebook, now: desk.now(), dryRun: try request.isDryRun)
    let responses = Responses(rulebook: rulebook, now: desk.now())
    switch results.first {
    case .enqueued(let record):
      desk.log(.claimRegistered, context, ["claim": "\(record.claim.id)"])
      return try responses.response(record, status: .created, warnings: rulebook.remarks(on: draft))
    case .known(let record), .corrected(let record, _):
      return try responses.response(record, warnings: rulebook.remarks(on: draft))
    case .differs(let record, let differences): throw differences.problem(of: record)
    case .doubted(let field, let error): throw error.problem(field: field)
    case .refused(let error): throw error
    case nil: throw DocketError(.failed, "the docket gave no answer")
    }
  }

  func registerBatch(_ request: Request, _ context: ControlContext) async throws -> Response {
    let reason = try Query(request)["correct"].map { try note($0, "correct") }
    let batch = ClaimBatch(
      desk: desk, actor: desk.actor(context), reason: reason, isDryRun: try request.isDryRun,
      areDaysAccepted: try Query(request).flag("accept"))
    return Response(
      status: .ok, headers: [.contentType: "application/jsonl"],
      body: ResponseBody { writer in
        // Reading a large batch would hold up everybody else on the connections' own thread.
        let enqueued = try await withTaskExecutorPreference(globalConcurrentExecutor) {
          try await batch.run(request.body) { try await writer.write(ByteBuffer(bytes: $0)) }
        }
        desk.log(.claimRegistered, context, ["count": "\(enqueued)", "dry_run": "\(batch.isDryRun)"])
        try await writer.finish(nil)
      })
  }

  func list(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    var filter = ClaimFilter(debtor: query["debtor"])
    filter.state = try query.choice("state", Claim.State.self)
    filter.cause = try query.choice("cause", Claim.Cause.self)
    if try query.flag("overdue") { filter.overdueAt = desk.now() }
    filter.dueBefore = try query["due_before"].map { text in
      try reading("due_before") { try CivilDate(parsing: text) }
    }
    filter.isUnreachable = try query.flag("unreachable")
    filter.reference = query["reference"]
    filter.sum = query["sum"]
    let limit = try query.limit()
    let cursor = try query["cursor"].map(ClaimID.init(cursor:))
    let records = try await desk.docket.claims(filter, after: cursor, limit: limit)
    let responses = try await Responses(rulebook: desk.rulebook(), now: desk.now()).knowing(desk.docket, records)
    return try .json(
      ClaimList(
        claims: records.map(responses.claim),
        nextCursor: records.count == limit ? records.last?.claim.id.description : nil))
  }

  func show(_ request: Request, _ context: ControlContext) async throws -> Response {
    let file = try await desk.docket.claim(try context.claimName(request))
    return try .json(
      Responses(rulebook: desk.rulebook(), now: desk.now()).detail(file), headers: file.record.revisionHeader)
  }

  /// Why the claim stands where it stands.
  func explain(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, now) = (desk.rulebook(), desk.now())
    let situation = try await desk.docket.situation(of: try context.claimName(request), rulebook: rulebook)
    let explanation = Explanation(situation, rulebook, now: now)
    return try .json(Responses(rulebook: rulebook, now: now).explanation(of: situation.standing.claim, explanation))
  }

  func pay(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(PaymentRequest.self, knownFields: ["amount", "kind", "date", "id", "accept"])
    let telling = try PaymentTelling(body.amount, body.kind, body.date, body.id, body.accept)
    let rulebook = desk.rulebook()
    let (record, isNew) = try await PaymentTelling.reading {
      try await desk.docket.record(
        try context.claimName(request), telling, by: desk.actor(context), rulebook: rulebook, now: desk.now())
    }
    if isNew { desk.log(.paymentRecorded, context, ["claim": "\(record.claim.id)"]) }
    var response = Responses(rulebook: rulebook, now: desk.now()).claim(record)
    response.alreadyKnown = isNew ? nil : true
    return try .json(response)
  }
}

extension ClaimID {
  /// A claim after which the next page of a list begins.
  ///
  /// - Throws: the problem `invalid-value`.
  init(cursor text: String) throws {
    guard let id = ClaimID(parsing: text) else {
      throw Problem(.invalidValue, detail: "\(quoted(text)) is not a cursor", field: "cursor")
    }
    self = id
  }
}
