import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging

/// What people say about a claim, or about a debtor and so about all of their claims.
struct SayingRoutes: Sendable {
  let desk: ControlDesk

  func pause(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(PauseRequest.self, knownFields: ["until", "reason", "cause"])
    // A mistyped year would be a pause that never was.
    let until = try body.until.map { try desk.dayAhead($0, "until", hint: "it is the first day of notices again") }
    return try await say(.pause(until: until, reason: try note(body.reason, "reason")), body.cause, request, context)
  }

  func resume(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.optionalJSON(ResumeRequest.self, knownFields: ["reason"])
    return try await say(.resume(reason: try body?.reason.map { try note($0, "reason") }), nil, request, context)
  }

  func promise(_ request: Request, _ context: ControlContext) async throws -> Response {
    let fields = ["date", "amount", "every", "count", "reason", "cause"]
    let body = try await request.json(PromiseRequest.self, knownFields: fields)
    let date = try desk.dayAhead(body.date, "date", hint: "a promise names a day that is still to come")
    let terms: PromiseTerms
    if let every = body.every {
      let span = try reading("every") { try Span(parsing: every) }
      guard span.isInDays, span.count > 0, span.unit != .workingDays else {
        throw Problem(
          .invalidValue, detail: "instalments cannot lie \(quoted(every)) apart", field: "every",
          hint: "write for example 1mo, 2w or 30d")
      }
      guard (body.amount == nil) != (body.count == nil) else {
        throw Problem(
          .missingField, detail: "instalments need either an amount or a count", field: "count",
          hint: "with an amount the last instalment takes what is left")
      }
      terms = .instalments(first: date, every: span, amount: body.amount, count: body.count)
    } else if body.count != nil {
      throw Problem(
        .missingField, detail: "several instalments need to be told how far they lie apart", field: "every",
        hint: "write for example 1mo")
    } else {
      terms = .day(date, amount: body.amount)
    }
    let reason = try body.reason.map { try note($0, "reason") }
    do {
      return try await say(.promise(terms, reason: reason), body.cause, request, context)
    } catch let error as RuleError {
      throw error.problem(field: error.code == .invalidDate ? "date" : body.count == nil ? "amount" : "count")
    }
  }

  func dispute(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(DisputeRequest.self, knownFields: ["reason", "cause"])
    let cause = body.cause ?? Claim.Cause.disputed.rawValue
    return try await say(.dispute(reason: try note(body.reason, "reason")), cause, request, context)
  }

  func stop(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(StopRequest.self, knownFields: ["because", "reason", "cause"])
    let ground = try choice(body.because, "because", StopGround.self)
    return try await say(.stop(ground, reason: try note(body.reason, "reason")), body.cause, request, context)
  }

  func withdraw(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(WithdrawRequest.self, knownFields: ["reason"])
    return try await say(.withdraw(reason: try note(body.reason, "reason")), nil, request, context)
  }

  func writeOff(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(WriteOffRequest.self, knownFields: ["reason", "cause"])
    return try await say(.writeOff(reason: try note(body.reason, "reason")), body.cause, request, context)
  }

  /// Carries it out on the claim or the debtor that the path names.
  private func say(
    _ change: ClaimChange, _ cause: String?, _ request: Request, _ context: ControlContext
  ) async throws -> Response {
    let rulebook = desk.rulebook()
    let cause = try cause.map { try choice($0, "cause", Claim.Cause.self) }
    let responses = Responses(rulebook: rulebook, now: desk.now())
    if context.parameters.get("debtor") != nil {
      let records = try await desk.docket.change(
        debtor: try context.debtorName(request), change, cause: cause, by: desk.actor(context), rulebook: rulebook,
        now: desk.now())
      desk.log(change.event, context, ["count": "\(records.count)"])
      return try .json(ClaimsChanged(claims: records.map(responses.claim)))
    }
    let record = try await desk.docket.change(
      try context.claimName(request), change, cause: cause, ifRevision: try request.seenRevision,
      by: desk.actor(context), rulebook: rulebook, now: desk.now())
    desk.log(change.event, context, ["claim": "\(record.claim.id)"])
    return try responses.response(record)
  }
}

extension ControlDesk {
  /// A day that has not passed everywhere.
  func dayAhead(_ text: String, _ field: String, hint: String) throws -> CivilDate {
    let day = try reading(field) { try CivilDate(parsing: text) }
    if day >= ZoneRules.utc.date(at: now()).adding(days: -1) { return day }
    throw Problem(.invalidDate, detail: "\(day.iso) is past", field: field, hint: hint)
  }
}
