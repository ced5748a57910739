import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging
import NIOCore

/// Money, and what of it is set against which claim.
struct PaymentRoutes: Sendable {
  let desk: ControlDesk

  /// Records money from a debtor.
  func pay(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(
      DebtorPaymentRequest.self,
      knownFields: ["debtor", "creditor", "amount", "currency", "kind", "date", "id", "to", "accept"])
    let telling = try PaymentTelling(body.amount, body.kind, body.date, body.id, body.accept)
    let name = DebtorName(body.debtor, of: body.creditor.map { .creditor($0) } ?? .only)
    let shares = try Self.shares(body.to ?? [], of: body.creditor)
    let rulebook = desk.rulebook()
    let record = try await PaymentTelling.reading {
      try await desk.docket.pay(
        debtor: name, telling, currency: body.currency, to: shares, by: desk.actor(context), rulebook: rulebook,
        now: desk.now())
    }
    desk.log(.paymentRecorded, context, ["payment": "\(record.id)"])
    return try .json(Responses(rulebook: rulebook, now: desk.now()).payment(record))
  }

  /// Records the payments of a file: JSON Lines in, one result line each out.
  func payBatch(_ request: Request, _ context: ControlContext) async throws -> Response {
    let batch = PaymentBatch(
      desk: desk, actor: desk.actor(context), isDryRun: try request.isDryRun,
      isDayAccepted: try Query(request).flag("accept"))
    return Response(
      status: .ok, headers: [.contentType: "application/jsonl"],
      body: ResponseBody { writer in
        let recorded = try await withTaskExecutorPreference(globalConcurrentExecutor) {
          try await batch.run(request.body) { try await writer.write(ByteBuffer(bytes: $0)) }
        }
        desk.log(.paymentRecorded, context, ["count": "\(recorded)", "dry_run": "\(batch.isDryRun)"])
        try await writer.finish(nil)
      })
  }

  func list(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let cursor = try query["cursor"].map { text in
      guard let id = PaymentID(parsing: text) else {
        throw Problem(.invalidValue, detail: "\(quoted(text)) is not a cursor", field: "cursor")
      }
      return id
    }
    let limit = try query.limit()
    let debtor = query["debtor"].map { DebtorName($0, of: query["creditor"].map { .creditor($0) } ?? .all) }
    let records = try await desk.docket.payments(
      unmatched: try query.flag("unmatched"), of: debtor, after: cursor, limit: limit)
    let responses = Responses(rulebook: desk.rulebook(), now: desk.now())
    return try .json(
      PaymentList(
        payments: records.map(responses.payment),
        nextCursor: records.count == limit ? records.last?.id.description : nil))
  }

  func show(_ request: Request, _ context: ControlContext) async throws -> Response {
    let record = try await desk.docket.payment(try context.text("payment"))
    return try .json(Responses(rulebook: desk.rulebook(), now: desk.now()).payment(record))
  }

  func undo(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(PaymentUndoRequest.self, knownFields: ["reason"])
    let rulebook = desk.rulebook()
    let record = try await desk.docket.undo(
      try context.text("payment"), because: try note(body.reason, "reason"), by: desk.actor(context),
      rulebook: rulebook, now: desk.now())
    desk.log(.paymentUndone, context, ["payment": "\(record.id)"])
    return try .json(Responses(rulebook: rulebook, now: desk.now()).payment(record))
  }

  func assign(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(PaymentAssignRequest.self, knownFields: ["to"])
    let (rulebook, name) = (desk.rulebook(), try context.text("payment"))
    guard !body.to.isEmpty else {
      throw Problem(.missingField, detail: "a claim is missing", field: "to", hint: "name one or several")
    }
    let creditor = try await desk.docket.payment(name).creditor
    let shares = try Self.shares(body.to, of: creditor)
    let record = try await reading("to") {
      try await desk.docket.assign(
        name, to: shares, by: desk.actor(context), rulebook: rulebook, now: desk.now())
    }
    desk.log(.paymentAssigned, context, ["payment": "\(record.id)"])
    return try .json(Responses(rulebook: rulebook, now: desk.now()).payment(record))
  }

  private static func shares(_ shares: [PaymentShareRequest], of creditor: String?) throws -> [PaymentShare] {
    try shares.map { PaymentShare(ClaimName(try line($0.claim, "to"), of: creditor), amount: $0.amount) }
  }
}

extension PaymentTelling {
  /// As a request tells of it.
  init(_ amount: String, _ kind: String?, _ date: String?, _ id: String?, _ accept: Bool?) throws {
    self.init(
      amount: amount, kind: try kind.map { try choice($0, "kind", Payment.Kind.self) } ?? .payment,
      date: try date.map { text in try DunningIntake.reading("date") { try CivilDate(parsing: text) } },
      externalID: try id.map { try line($0, "id") }, isDayAccepted: accept ?? false)
  }

  /// Tells which field is meant by what the rules find wrong with a payment.
  static func reading<Value>(_ read: () async throws -> Value) async throws -> Value {
    do {
      return try await read()
    } catch let error as RuleError {
      throw error.problem(field: error.code == .invalidDate ? "date" : "amount")
    }
  }
}
