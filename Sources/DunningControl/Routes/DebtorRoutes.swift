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
    let file = try await desk.docket.debtor(try context.text("debtor"), rulebook: rulebook, now: now)
    return try .json(Responses(rulebook: rulebook, now: now).debtor(file))
  }

  /// All that is held about a debtor, for the person themselves: a zip, or what is in it as JSON without the files.
  func export(_ request: Request, _ context: ControlContext) async throws -> Response {
    let format = try Query(request).choice("format", ExportFormat.self) ?? .zip
    let papers = try await desk.docket.debtorPapers(try context.text("debtor"))
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
