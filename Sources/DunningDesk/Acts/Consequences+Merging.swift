import DunningAPI

extension Consequences {
  /// Who stays, and how much goes over.
  ///
  /// - Throws: ``Refusal`` where nobody is known by that name.
  func merging(_ entries: ActPage.Entries) async throws -> HTML {
    guard case .text(let name)? = entries.body["other"] else { return .empty }
    let path = "/v1/debtors/\(Link.escaped(name))\(target.query)"
    guard let other = try await visit.find(DebtorResponse.self, path) else {
      throw Refusal(.notFound, words(.noSuchDebtor, name), field: "other")
    }
    let gone: DebtorResponse = try await visit.get(target.api + target.query)
    let says = words(.willGoOver, other.debtor, other.debtorId, words.number(gone.claims.count))
    return "<p><b>\(HTML.foreign(says))</b></p>"
  }
}
