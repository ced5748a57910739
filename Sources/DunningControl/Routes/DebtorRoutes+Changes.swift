import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging

/// Who a debtor is, and what is known of them.
extension DebtorRoutes {
  /// Enters somebody who has no claim yet.
  func add(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(DebtorRequest.self, knownFields: DebtorRequest.knownFields)
    let (rulebook, now) = (desk.rulebook(), desk.now())
    let (debtor, creditor) = try body.checked(rulebook)
    let (name, isNew) = try await desk.docket.add(
      debtor: debtor, of: creditor, by: desk.actor(context), rulebook: rulebook, now: now)
    if isNew { desk.log(.debtorAdded, context, [:]) }
    let files = try await desk.docket.debtor(name, rulebook: rulebook, now: now)
    return try .json(Responses(rulebook: rulebook, now: now).debtor(files[0]), status: isNew ? .created : .ok)
  }

  /// Puts something else in the place of what is known of a debtor.
  func correct(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(DebtorPatch.self, knownFields: DebtorPatch.knownFields)
    let rulebook = desk.rulebook()
    let corrected = try await desk.docket.correct(
      debtor: try context.debtorName(request), try body.correction(rulebook), reason: try note(body.reason, "reason"),
      by: desk.actor(context), rulebook: rulebook, now: desk.now())
    desk.log(.debtorChanged, context, ["count": "\(corrected.count)"])
    return try .json(DebtorCorrected(debtors: corrected.map(Responses.corrected)))
  }

  /// Puts a debtor together with another who stays.
  func merge(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(SameDebtorRequest.self, knownFields: ["other", "reason", "accept"])
    let name = try context.debtorName(request)
    let merged = try await desk.docket.merge(
      name, into: try other(body, name), reason: try reason(body), isSilenceAccepted: body.accept ?? false,
      by: desk.actor(context), rulebook: desk.rulebook(),
      now: desk.now())
    desk.log(.debtorMerged, context, ["count": "\(merged.claims)"])
    return try .json(Responses.same(merged))
  }

  func unmerge(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(SameDebtorRequest.self, knownFields: ["reason"])
    let parted = try await desk.docket.part(
      try context.debtorName(request), reason: try reason(body), by: desk.actor(context), rulebook: desk.rulebook(),
      now: desk.now())
    desk.log(.debtorParted, context, ["count": "\(parted.claims)"])
    return try .json(Responses.same(parted))
  }

  /// Remembers that two of one name are two.
  func keepApart(_ request: Request, _ context: ControlContext) async throws -> Response {
    let body = try await request.json(SameDebtorRequest.self, knownFields: ["other"])
    let name = try context.debtorName(request)
    let apart = try await desk.docket.keepApart(
      name, from: try other(body, name), by: desk.actor(context), rulebook: desk.rulebook(), now: desk.now())
    desk.log(.debtorsApart, context, [:])
    return try .json(Responses.same(apart))
  }

  /// Asks for a statement of account, which leaves as every notice does.
  func askForAccount(_ request: Request, _ context: ControlContext) async throws -> Response {
    let rulebook = desk.rulebook()
    let asked = try await desk.docket.askForAccount(
      of: try context.debtorName(request), by: desk.actor(context), rulebook: rulebook, now: desk.now())
    return try .json(AccountAsked(statements: asked.map(Responses(rulebook: rulebook, now: desk.now()).account)))
  }

  private func other(_ body: SameDebtorRequest, _ name: DebtorName) throws -> DebtorName {
    guard let other = body.other else {
      throw Problem(
        .missingField, detail: "the other debtor is missing", field: "other", hint: "give a number, name or address")
    }
    return DebtorName(try line(other, "other"), of: name.whose)
  }

  private func reason(_ body: SameDebtorRequest) throws -> String {
    guard let reason = body.reason else {
      throw Problem(.missingField, detail: "the reason is missing", field: "reason", hint: "it goes into the journal")
    }
    return try note(reason, "reason")
  }
}

extension Responses {
  static func corrected(_ debtor: CorrectedDebtor) -> DebtorCorrected.Entry {
    let (before, after) = (fields(debtor.before), fields(debtor.after))
    let names = Set(before.keys).union(after.keys).filter { before[$0, default: ""] != after[$0, default: ""] }
    func changed(_ fields: [String: String]) -> [String: String] {
      Dictionary(uniqueKeysWithValues: names.map { ($0, fields[$0, default: ""]) })
    }
    return DebtorCorrected.Entry(
      creditor: debtor.creditor, debtorId: debtor.after.key, before: changed(before), after: changed(after),
      claims: debtor.claims.map(\.description), ownAddresses: debtor.ownAddresses.map(\.description),
      openClaims: debtor.openClaims)
  }

  static func same(_ debtors: MergedDebtors) -> SameDebtorResponse {
    SameDebtorResponse(
      creditor: debtors.creditor, debtorId: debtors.debtor.key, debtor: debtors.debtor.name,
      otherId: debtors.other.key, other: debtors.other.name, claims: debtors.claims)
  }

  private static func fields(_ debtor: Debtor) -> [String: String] {
    var fields = [
      "name": debtor.name, "email": debtor.addressees.text, "cc": debtor.contacts.addressees(.cc).text,
      "billing": debtor.contacts.addressees(.billing).text, "address": debtor.address.joined(separator: "\n"),
    ]
    for contact in debtor.contacts {
      guard let contract = contact.contract else { continue }
      let name = "\(contact.purpose == .reminders ? "email" : contact.purpose.rawValue) for \(contract)"
      fields[name] = fields[name].map { "\($0), \(contact.addressee.text)" } ?? contact.addressee.text
    }
    for detail in Debtor.Detail.allCases { fields[detail.rawValue] = debtor[detail] ?? "" }
    return fields
  }
}
