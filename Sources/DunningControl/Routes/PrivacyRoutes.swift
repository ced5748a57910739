import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging

/// What is kept of people, and what is not kept any more.
struct PrivacyRoutes: Sendable {
  let desk: ControlDesk

  func hold(_ request: Request, _ context: ControlContext) async throws -> Response {
    try await setHold(try await reason(request), request, context)
  }

  func lift(_ request: Request, _ context: ControlContext) async throws -> Response {
    try await setHold(nil, request, context)
  }

  /// The claims that are erased by a day, 30 days ahead when none is given.
  func retention(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let limit = try query.limit()
    let cursor = try query["cursor"].map(ClaimID.init(cursor:))
    let until = try query.day("until") ?? ZoneRules.utc.date(at: desk.now()).adding(days: 30)
    let page = try await desk.docket.expiringClaims(
      until: until, after: cursor, limit: limit, rulebook: desk.rulebook())
    let claims = page.claims.map { expiring in
      RetentionResponse(
        claim: expiring.claim.description, reference: expiring.reference, creditor: expiring.creditor,
        debtor: expiring.debtor, closedOn: expiring.closedOn.iso, eraseOn: expiring.eraseOn.iso,
        keptBy: expiring.isKeptByLimitation ? "limitation" : "retention", legalHold: expiring.hold?.reason)
    }
    return try .json(RetentionList(claims: claims, nextCursor: page.cursor?.description))
  }

  /// Erases what is known of a debtor, or waits for the second person to ask for it.
  func erase(_ request: Request, _ context: ControlContext) async throws -> Response {
    var reason = try await reason(request)
    let name = try context.debtorName(request)
    if desk.operations.access?.erasers == .twoPeople {
      guard let first = try await firstAsker(name, context) else {
        return try .json(ClaimsNamed(claims: [], waitsForSecond: true), status: .accepted)
      }
      reason += " (asked for by uid \(first) and uid \(context.peer.uid))"
    }
    let claims = try await desk.docket.erase(debtor: name, because: reason, by: desk.actor(context), now: desk.now())
    desk.log(.claimErased, context, ["claims": "\(claims.count)"])
    let left = await desk.operations.removeErasedCopies()
    return try .json(ClaimsNamed(claims: claims.map(\.description), copiesLeft: left.isEmpty ? nil : left))
  }

  /// Who else has asked to erase these debtors.
  private func firstAsker(_ name: DebtorName, _ context: ControlContext) async throws -> UInt32? {
    let now = desk.now()
    let debtors = try await desk.docket.debtor(name, rulebook: desk.rulebook(), now: now)
    let keys = debtors.map { "\($0.creditor) \($0.debtor.key)" }.sorted().joined(separator: "\n")
    let first = desk.erasures.ask(keys, by: context.peer.uid, now: now)
    if first == nil { desk.logger.notice("an erasure waits for a second person", metadata: context.caller) }
    return first
  }

  private func setHold(_ reason: String?, _ request: Request, _ context: ControlContext) async throws -> Response {
    let (actor, now) = (desk.actor(context), desk.now())
    let claims: [ClaimID]
    if context.parameters.get("claim") != nil {
      claims = try await desk.docket.setLegalHold(reason, on: try context.claimName(request), by: actor, now: now)
    } else {
      claims = try await desk.docket.setLegalHold(reason, debtor: try context.debtorName(request), by: actor, now: now)
    }
    desk.log(reason == nil ? .legalHoldLifted : .legalHoldSet, context, ["claims": "\(claims.count)"])
    return try .json(ClaimsNamed(claims: claims.map(\.description)))
  }

  private func reason(_ request: Request) async throws -> String {
    try note(try await request.json(ReasonRequest.self, knownFields: ["reason"]).reason, "reason")
  }
}
