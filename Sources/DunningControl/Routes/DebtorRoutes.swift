import Dunning
import DunningAPI
import DunningEvidence
import DunningIntake
import DunningStore
import Hummingbird
import Logging
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

  /// All that is held about a debtor, for the person themselves: a zip, or what is in it as JSON without the files.
  func export(_ request: Request, _ context: ControlContext) async throws -> Response {
    let format = try Query(request).choice("format", ExportFormat.self) ?? .zip
    let papers = try await desk.docket.debtorPapers(try context.text("debtor"))
    let export = Responses(rulebook: desk.rulebook(), now: desk.now()).export(papers)
    desk.logger.notice("what is held about a debtor was written out", metadata: ["claims": "\(papers.cases.count)"])
    if format == .json { return try .json(export) }
    let archive = DebtorArchive(papers, summary: try WireCoding.encode(export))
    let body = ResponseBody { [docket = desk.docket] writer in
      try await archive.zip(from: docket) { try await writer.write(ByteBuffer(bytes: $0)) }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: [.contentType: "application/zip"], body: body)
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

/// In what form a debtor's data are asked for.
private enum ExportFormat: String, CaseIterable {
  case zip
  case json
}

/// In what form the ageing report is asked for.
private enum AgeingFormat: String, CaseIterable {
  case json
  case csv
  case pdf
}
