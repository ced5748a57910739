import DunningAPI
import Hummingbird

/// What a text may mean: a claim by its reference or number, or debtors whom it fits.
struct SearchPage: Sendable {
  let visit: Visit

  func show() async throws -> Response {
    guard let text = visit.query.text("q"), text.utf8.count <= 400 else { return .seeOther("/claims") }
    do {
      if let claim = try await visit.find(ClaimDetail.self, "/v1/claims/\(Link.escaped(text))") {
        return .seeOther(Link.path("claims", claim.claim.id))
      }
    } catch let problem as Problem where problem.status < 500 {
      // Several creditors have it, or it is no name of a claim: debtors may fit.
    }
    return .seeOther(Link.query("/debtors", ["text": text]))
  }
}
