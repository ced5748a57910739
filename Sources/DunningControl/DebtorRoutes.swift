import Dunning
import DunningAPI
import DunningStore
import Hummingbird

/// What is known of a debtor.
struct DebtorRoutes: Sendable {
  let desk: ControlDesk

  func show(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, now) = (desk.rulebook(), desk.now())
    let file = try await desk.docket.debtor(try context.text("debtor"), rulebook: rulebook, now: now)
    return try .json(Responses(rulebook: rulebook, now: now).debtor(file))
  }
}
