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

  func show(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, now) = (desk.rulebook(), desk.now())
    let name = try context.debtorName(request)
    let files = try await desk.docket.debtor(name, rulebook: rulebook, now: now)
    let responses = try await Responses(rulebook: rulebook, now: now).knowing(desk.docket, files.flatMap(\.open))
    let debtors = files.map(responses.debtor)
    return try name.whose == .all ? .json(DebtorsResponse(debtors: debtors)) : .json(debtors[0])
  }

  /// Those whom a text fits.
  func list(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let limit = try query.limit()
    let cursor = try query["cursor"].map { text in
      guard let number = Int64(text) else {
        throw Problem(.invalidValue, detail: "\(quoted(text)) is not a cursor", field: "cursor")
      }
      return number
    }
    if try query.flag("doubles") {
      let doubles = try await desk.docket.doubles(of: query["creditor"], rulebook: desk.rulebook(), now: desk.now())
      return try .json(DebtorList(debtors: doubles.map(Self.entry), nextCursor: nil))
    }
    let (page, next) = try await desk.docket.debtors(
      fitting: query["text"], of: query["creditor"], after: cursor, limit: limit, rulebook: desk.rulebook(),
      now: desk.now())
    return try .json(DebtorList(debtors: page.map(Self.entry), nextCursor: next.map { String($0) }))
  }

  private static func entry(_ entry: DebtorEntry) -> DebtorList.Entry {
    DebtorList.Entry(
      creditor: entry.creditor, debtorId: entry.debtor.key, debtor: entry.debtor.name,
      email: entry.debtor.addressees.text, state: entry.state?.rawValue, openClaims: entry.openClaims)
  }

  /// All that is held about a debtor, for the person themselves: a zip, or what is in it as JSON without the files.
  func export(_ request: Request, _ context: ControlContext) async throws -> Response {
    let format = try Query(request).choice("format", ExportFormat.self) ?? .zip
    let papers = try await desk.docket.debtorPapers(try context.debtorName(request))
    let summary = try await DebtorSummary(of: papers, Responses(rulebook: desk.rulebook(), now: desk.now()))
    desk.logger.notice("what is held about a debtor was written out", metadata: ["claims": "\(papers.count)"])
    switch format {
    case .json:
      return .pieces("application/json") { [lines = summary.lines] send in
        while case let pieces = try lines.take(before: nil, limit: 1), !pieces.isEmpty {
          for piece in pieces { try await send(piece) }
        }
      }
    case .zip:
      let archive = DebtorArchive(papers, summary: summary.lines, bytes: summary.bytes)
      return .pieces("application/zip") { [docket = desk.docket] send in try await archive.zip(from: docket, send: send)
      }
    }
  }
}

/// In what form a debtor's data are asked for.
private enum ExportFormat: String, CaseIterable {
  case zip
  case json
}
