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
      knownFields: [
        "debtor", "creditor", "amount", "currency", "kind", "date", "id", "to", "to.claim", "to.amount", "accept",
      ])
    let telling = try PaymentTelling(body.amount, body.kind, body.date, body.id, body.accept)
    let name = DebtorName(body.debtor, of: body.creditor.map { .creditor($0) } ?? .only)
    let shares = try Self.shares(body.to ?? [], of: body.creditor)
    let rulebook = desk.rulebook()
    let (record, isNew) = try await PaymentTelling.reading {
      try await desk.docket.record(
        debtor: name, telling, currency: body.currency, to: shares, by: desk.actor(context), rulebook: rulebook,
        now: desk.now())
    }
    if isNew { desk.log(.paymentRecorded, context, ["payment": "\(record.id)"]) }
    var response = Responses(rulebook: rulebook, now: desk.now()).payment(record)
    response.alreadyKnown = isNew ? nil : true
    return try .json(response)
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
      guard let cursor = Cursor(parsing: text) else {
        throw Problem(.invalidValue, detail: "\(quoted(text)) is not a cursor", field: "cursor")
      }
      return cursor
    }
    let (limit, isUnmatched) = (try query.limit(), try query.flag("unmatched"))
    let debtor = query["debtor"].map { DebtorName($0, of: query["creditor"].map { .creditor($0) } ?? .all) }
    let responses = Responses(rulebook: desk.rulebook(), now: desk.now())
    // What waits is nobody's yet, and comes first.
    let waiting = try await isUnmatched && debtor == nil ? entriesWaiting(after: cursor, limit) : []
    let last = waiting.last?.id.description
    if waiting.count == limit {
      return try .json(PaymentList(payments: waiting.map(responses.payment), nextCursor: last))
    }
    let records = try await desk.docket.payments(
      unmatched: isUnmatched, of: debtor, after: cursor?.payment, limit: limit - waiting.count)
    let isFull = waiting.count + records.count == limit
    var payments = waiting.map(responses.payment)
    for record in records { payments.append(try await detail(record, responses)) }
    return try .json(
      PaymentList(
        payments: payments, nextCursor: isFull ? records.last?.id.description : nil))
  }

  /// Behind which payment, or which entry that waits, a page begins.
  private enum Cursor {
    case entry(EntryID)
    case payment(PaymentID)

    init?(parsing text: String) {
      if let id = EntryID(parsing: text) {
        self = .entry(id)
      } else if let id = PaymentID(parsing: text) {
        self = .payment(id)
      } else {
        return nil
      }
    }

    var payment: PaymentID? { if case .payment(let id) = self { id } else { nil } }
  }

  private func entriesWaiting(after cursor: Cursor?, _ limit: Int) async throws -> [EntryRecord] {
    switch cursor {
    case .payment: []
    case .entry(let id): try await desk.docket.entriesWaiting(after: id, limit: limit)
    case nil: try await desk.docket.entriesWaiting(limit: limit)
    }
  }

  private func detail(_ record: PaymentRecord, _ responses: Responses) async throws -> PaymentDetail {
    guard let entry = record.entry else { return responses.payment(record) }
    return responses.payment(record, from: try await desk.docket.entry(entry))
  }

  /// What is told of an entry: the payment that it counts as, or what waits.
  private func detail(_ entry: EntryRecord, _ responses: Responses) async throws -> PaymentDetail {
    guard entry.verdict == .booked, let id = entry.payments.last else { return responses.payment(entry) }
    return responses.payment(try await desk.docket.payment(id.description), from: entry)
  }

  func show(_ request: Request, _ context: ControlContext) async throws -> Response {
    let name = try context.text("payment")
    let responses = Responses(rulebook: desk.rulebook(), now: desk.now())
    if let entry = EntryID(parsing: name) {
      return try .json(try await detail(try await desk.docket.entry(entry), responses))
    }
    return try .json(try await detail(try await desk.docket.payment(name), responses))
  }

  func undo(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(PaymentUndoRequest.self, knownFields: ["reason"])
    let (rulebook, name, reason) = (desk.rulebook(), try context.text("payment"), try note(body.reason, "reason"))
    let responses = Responses(rulebook: rulebook, now: desk.now())
    if let entry = EntryID(parsing: name) {
      let record = try await desk.docket.undo(
        entry, because: reason, by: desk.actor(context), rulebook: rulebook, now: desk.now())
      desk.log(.entryDecided, context, ["entry": "\(entry)"])
      return try .json(try await detail(record, responses))
    }
    let record = try await desk.docket.undo(
      name, because: reason, by: desk.actor(context), rulebook: rulebook, now: desk.now())
    desk.log(.paymentUndone, context, ["payment": "\(record.id)"])
    return try .json(try await detail(record, responses))
  }

  /// An entry is nobody's payment.
  func ignore(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(PaymentUndoRequest.self, knownFields: ["reason"])
    let (rulebook, name) = (desk.rulebook(), try context.text("payment"))
    guard let entry = EntryID(parsing: name) else {
      throw Problem(
        .wrongState, detail: "\(quoted(name)) is no entry that waits",
        hint: "those of `dunningctl payments --unmatched` that begin with an e are; a payment is undone")
    }
    let record = try await desk.docket.ignore(
      entry, because: try note(body.reason, "reason"), by: desk.actor(context), rulebook: rulebook, now: desk.now())
    desk.log(.entryDecided, context, ["entry": "\(entry)"])
    return try .json(Responses(rulebook: rulebook, now: desk.now()).payment(record))
  }

  func assign(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(PaymentAssignRequest.self, knownFields: ["to", "to.claim", "to.amount"])
    let isDryRun = try request.isDryRun
    let (rulebook, name) = (desk.rulebook(), try context.text("payment"))
    guard !body.to.isEmpty else {
      throw Problem(.missingField, detail: "a claim is missing", field: "to", hint: "name one or several")
    }
    let responses = Responses(rulebook: rulebook, now: desk.now())
    if let entry = EntryID(parsing: name) {
      let owners = rulebook.owners(ofAccount: try await desk.docket.entry(entry).account)
      let shares = try Self.shares(body.to, of: owners.flatMap { $0.creditors.count == 1 ? $0.creditors.first : nil })
      if isDryRun {
        let look = try await reading("to") {
          try await desk.docket.assignment(
            of: entry, to: shares, by: desk.actor(context), rulebook: rulebook, now: desk.now())
        }
        return try .json(responses.assignment(look))
      }
      let record = try await reading("to") {
        try await desk.docket.assign(entry, to: shares, by: desk.actor(context), rulebook: rulebook, now: desk.now())
      }
      desk.log(.entryDecided, context, ["entry": "\(entry)"])
      return try .json(try await detail(record, responses))
    }
    let shares = try Self.shares(body.to, of: try await desk.docket.payment(name).creditor)
    if isDryRun {
      let look = try await reading("to") {
        try await desk.docket.assignment(
          of: name, to: shares, by: desk.actor(context), rulebook: rulebook, now: desk.now())
      }
      return try .json(responses.assignment(look))
    }
    let record = try await reading("to") {
      try await desk.docket.assign(name, to: shares, by: desk.actor(context), rulebook: rulebook, now: desk.now())
    }
    desk.log(.paymentAssigned, context, ["payment": "\(record.id)"])
    return try .json(try await detail(record, responses))
  }

  private static func shares(_ shares: [PaymentShareRequest], of creditor: String?) throws -> [PaymentShare] {
    try shares.map { PaymentShare(ClaimName(try line($0.claim, "to"), of: creditor), amount: $0.amount) }
  }
}

extension PaymentTelling {
  /// As a request tells of it.
  init(_ amount: String, _ kind: String?, _ date: String?, _ id: String?, _ accept: Bool?) throws {
    self.init(
      amount: amount, kind: try kind.map(Self.kind) ?? .payment,
      date: try date.map { text in try DunningIntake.reading("date") { try CivilDate(parsing: text) } },
      externalID: try id.map { try line($0, "id") }, isDayAccepted: accept ?? false)
  }

  private static func kind(_ text: String) throws -> Payment.Kind {
    // A discount is worked out from what is told.
    if let kind = Payment.Kind.told.first(where: { $0.rawValue == text }) { return kind }
    let words = Payment.Kind.told.map(\.rawValue)
    throw Problem(
      .invalidValue, detail: "kind cannot be \(quoted(text))", field: "kind",
      hint: nearest(to: text, in: words).map { "did you mean \($0)?" } ?? "one of \(words.joined(separator: ", "))")
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
