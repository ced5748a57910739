import Dunning
import DunningAPI
import DunningEvidence
import DunningIntake
import DunningStore
import Hummingbird
import NIOCore

/// What is known of a debtor.
struct DebtorRoutes: Sendable {
  let desk: ControlDesk
  let books: RegisterRoutes

  func show(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, now) = (desk.rulebook(), desk.now())
    let file = try await desk.docket.debtor(try context.text("debtor"), rulebook: rulebook, now: now)
    return try .json(Responses(rulebook: rulebook, now: now).debtor(file))
  }

  /// What was open at the end of a day, today's when none is given, by how late it was.
  func ageing(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, now) = (desk.rulebook(), desk.now())
    let day =
      try Query(request)["as_of"].map { text in try reading("as_of") { try CivilDate(parsing: text) } }
      ?? rulebook.operationZone.date(at: now)
    let ageing = try await desk.docket.ageing(asOf: day, rulebook: rulebook)
    switch try Query(request).choice("format", AgeingFormat.self) ?? .json {
    case .json: return try .json(Responses(rulebook: rulebook, now: now).ageing(ageing))
    case .pdf: return try books.ageing(ageing, rulebook)
    case .csv:
      return Response(
        status: .ok, headers: [.contentType: RegisterRoutes.csvType],
        body: .init(byteBuffer: ByteBuffer(string: AgeingCSV(ageing).text)))
    }
  }
}

/// In what form the ageing report is asked for.
private enum AgeingFormat: String, CaseIterable {
  case json
  case csv
  case pdf
}
