import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging

/// What a person corrects of a claim, or takes back.
struct CorrectionRoutes: Sendable {
  let desk: ControlDesk

  func correct(_ request: Request, _ context: ControlContext) async throws -> Response {
    let rulebook = desk.rulebook()
    let body = try await request.json(CorrectionRequest.self, knownFields: ClaimRequest.knownFields + ["reason"])
    let (correction, reason) = (try body.correction(rulebook), try note(body.reason, "reason"))
    let record: ClaimRecord
    do {
      record = try await desk.docket.correct(
        try context.claimName(request), correction, reason: reason, ifRevision: try request.seenRevision,
        by: desk.actor(context), rulebook: rulebook, now: desk.now())
    } catch let error as RuleError {
      throw error.problem(field: error.code == .invalidDate ? correction.fieldOfDays : "amount")
    }
    desk.log(.claimCorrected, context, ["claim": "\(record.claim.id)"])
    return try Responses(rulebook: rulebook, now: desk.now()).response(record)
  }

  func reopen(_ request: Request, _ context: ControlContext) async throws -> Response {
    let rulebook = desk.rulebook()
    let body = try await request.json(ReopenRequest.self, knownFields: ["reason"])
    let record = try await desk.docket.reopen(
      try context.claimName(request), reason: try note(body.reason, "reason"), ifRevision: try request.seenRevision,
      by: desk.actor(context), rulebook: rulebook, now: desk.now())
    desk.log(.claimReopened, context, ["claim": "\(record.claim.id)"])
    return try Responses(rulebook: rulebook, now: desk.now()).response(record)
  }

  /// The creditor forgoes what the law owes beside the sum, or takes that back.
  func waive(_ request: Request, _ context: ControlContext) async throws -> Response {
    let rulebook = desk.rulebook()
    let body = try await request.json(WaiveRequest.self, knownFields: ["reason", "amount", "undo"])
    var correction = ClaimCorrection()
    correction.waiving = body.waiving
    let record: ClaimRecord
    do {
      record = try await desk.docket.correct(
        try context.claimName(request), correction, reason: try note(body.reason, "reason"),
        ifRevision: try request.seenRevision, by: desk.actor(context), rulebook: rulebook, now: desk.now())
    } catch let error as RuleError {
      throw error.problem(field: "amount")
    }
    desk.log(.claimCorrected, context, ["claim": "\(record.claim.id)"])
    return try Responses(rulebook: rulebook, now: desk.now()).response(record)
  }
}

extension ClaimCorrection {
  /// The day that a question is about.
  fileprivate var fieldOfDays: String { issued == nil ? "due" : "issued" }
}

extension WaiveRequest {
  fileprivate var waiving: ClaimCorrection.Waiving {
    let isUndone = undo ?? false
    guard let amount else { return isUndone ? .nothing : .all }
    return isUndone ? .less(amount) : .more(amount)
  }
}

extension CorrectionRequest {
  /// What is corrected, checked in every field.
  ///
  /// - Throws: ``Problem`` with code, field and hint.
  func correction(_ rulebook: Rulebook) throws -> ClaimCorrection {
    try requireOfClaim()
    var correction = ClaimCorrection()
    correction.amount = values["amount"]?.text
    correction.due = try values["due"]?.text.map { text in try reading("due") { try Deadline(parsing: text) } }
    correction.policy = try values["policy"]?.text.map { try ClaimRequest.knownPolicy($0, in: rulebook) }
    correction.issued = try choice("issued") { text in try reading("issued") { try CivilDate(parsing: text) } }
    correction.contract = try choice("contract") { try line($0, "contract") }
    correction.paymentLink = try choice("payment_link", ClaimRequest.link)
    correction.discount = try choice("discount") { String($0.trimmed) }
    correction.discountUntil = try values["discount_until"]?.text.map { text in
      try reading("discount_until") { try CivilDate(parsing: text) }
    }
    correction.areDaysAccepted = accept ?? false
    correction.paymentReference = try choice("payment_reference") { text in
      try ClaimRequest.paymentReference(text, of: nil)
    }
    guard !correction.isEmpty else {
      throw Problem(
        .missingField, detail: "nothing is named that is to be corrected",
        hint: "name one or more of \(Self.fields.joined(separator: ", "))")
    }
    return correction
  }

  private func choice<Value>(
    _ field: String, _ read: (String) throws -> Value
  ) throws -> ClaimCorrection.Choice<Value>? {
    switch values[field] {
    case .text(let text): .set(try read(text))
    case .null: .cleared
    case nil: nil
    }
  }

  private func requireOfClaim() throws(Problem) {
    for (field, value) in values.sorted(by: { $0.key < $1.key }) {
      guard Self.fields.contains(field) else { throw Self.refusal(of: field) }
      guard value.text != nil || Self.optionalFields.contains(field) else {
        throw Problem(.missingField, detail: "a claim cannot be without \(field)", field: field, hint: "give its value")
      }
    }
  }

  private static func refusal(of field: String) -> Problem {
    if ["creditor", "reference", "currency", "debtor_id"].contains(field) {
      return Problem(
        .invalidValue, detail: "\(field) tells which claim it is, and is not corrected", field: field,
        hint: "withdraw the claim, and enqueue what is owed under a reference of its own")
    }
    return Problem(
      .invalidValue, detail: "\(field) belongs to the debtor, and so to all of their claims", field: field,
      hint: "`dunningctl correct --debtor`, or PATCH /v1/debtors/{debtor}, corrects it")
  }
}
