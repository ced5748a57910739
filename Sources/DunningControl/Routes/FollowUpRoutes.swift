import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging

/// Notes about claims, and what comes back of them.
struct FollowUpRoutes: Sendable {
  let desk: ControlDesk

  func note(_ request: Request, _ context: ControlContext) async throws -> Response {
    let fields = ["text", "remind_on", "contact", "staff_number", "reply_by", "cause"]
    let note = try read(try await request.json(NoteRequest.self, knownFields: fields))
    let (rulebook, now, actor) = (desk.rulebook(), desk.now(), desk.actor(context))
    let records: [ClaimRecord]
    let followUp: FollowUpID?
    if context.parameters.get("debtor") != nil {
      (records, followUp) = try await desk.docket.note(
        debtor: try context.debtorName(request), note, by: actor, rulebook: rulebook, now: now)
    } else {
      let (record, id) = try await desk.docket.note(
        try context.claimName(request), note, by: actor, rulebook: rulebook, now: now)
      (records, followUp) = ([record], id)
    }
    desk.log(.noteAdded, context, ["count": "\(records.count)"])
    let responses = Responses(rulebook: rulebook, now: now)
    return try .json(
      NoteResponse(claims: records.map(responses.claim), followUp: followUp?.description), status: .created)
  }

  func list(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let limit = try query.limit()
    let cursor = try query["cursor"].map { text in
      guard let id = FollowUpID(parsing: text) else {
        throw Problem(.invalidValue, detail: "\(quoted(text)) is not a cursor", field: "cursor")
      }
      return id
    }
    let followUps = try await desk.docket.followUps(
      state: try query.choice("state", FollowUp.State.self), after: cursor, limit: limit)
    let responses = Responses(rulebook: desk.rulebook(), now: desk.now())
    return try .json(
      FollowUpList(
        followUps: followUps.map(responses.followUp),
        nextCursor: followUps.count == limit ? followUps.last?.id.description : nil))
  }

  func done(_ request: Request, _ context: ControlContext) async throws -> Response {
    let text = try context.text("follow_up")
    guard let id = FollowUpID(parsing: text) else {
      throw Problem(.notFound, detail: "\(quoted(text)) is not a follow-up", hint: "they are numbered f1, f2, …")
    }
    let followUp = try await desk.docket.finish(
      id, by: desk.actor(context), rulebook: desk.rulebook(), now: desk.now())
    desk.log(.followUpDone, context, ["follow_up": "\(id)"])
    return try .json(Responses(rulebook: desk.rulebook(), now: desk.now()).followUp(followUp))
  }

  private func read(_ body: NoteRequest) throws -> Note {
    Note(
      text: try DunningIntake.note(body.text, "text"), contact: try body.contact.map { try line($0, "contact") },
      staffNumber: try body.staffNumber.map { try line($0, "staff_number") },
      replyBy: try body.replyBy.map { text in try reading("reply_by") { try CivilDate(parsing: text) } },
      remindOn: try body.remindOn.map { try desk.dayAhead($0, "remind_on", hint: "the note comes back on that day") },
      cause: try body.cause.map { try choice($0, "cause", Claim.Cause.self) })
  }
}
