import DunningAPI
import Hummingbird

/// What a text may mean: claims by their reference or a part of it, by a sum, or debtors whom it fits.
struct SearchPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    guard let text = visit.query.text("q"), text.utf8.count <= 400 else { return .seeOther("/claims") }
    do {
      if let claim = try await visit.find(ClaimDetail.self, "/v1/claims/\(Link.escaped(text))") {
        return .seeOther(Link.path("claims", claim.claim.id))
      }
    } catch let problem as Problem where problem.status < 500 {
      // Several creditors have it, or it is no name of a claim: something else may fit.
    }
    let claims = try await claims(text)
    let debtors: DebtorList = try await visit.get(Link.query("/v1/debtors", ["text": text, "limit": "20"]))
    if claims.isEmpty, !debtors.debtors.isEmpty { return .seeOther(Link.query("/debtors", ["text": text])) }
    return visit.page(
      words(.searchTitle, text),
      """
      \(claims.isEmpty && debtors.debtors.isEmpty ? "<section><p>\(words(.searchNone))</p></section>" : .empty)
      \(claims.isEmpty ? .empty : "<section><h2>\(words(.claims))</h2>\(visit.table(of: claims))</section>")
      \(debtors.debtors.isEmpty ? .empty : "<section><h2>\(words(.debtors))</h2>\(visit.table(of: debtors.debtors))</section>")
      """)
  }

  private func claims(_ text: String) async throws -> [ClaimResponse] {
    let byReference: ClaimList = try await visit.get(Link.query("/v1/claims", ["reference": text, "limit": "50"]))
    guard let sum = Words.amount(typed: text) else { return byReference.claims }
    let bySum: ClaimList = try await visit.get(Link.query("/v1/claims", ["sum": sum, "limit": "50"]))
    let known = Set(byReference.claims.map(\.id))
    return byReference.claims + bySum.claims.filter { !known.contains($0.id) }
  }
}
