import DunningAPI
import Hummingbird

/// A debtor: what they owe, how they pay, and what can be said of all their claims at once.
struct DebtorPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show(_ creditor: String, _ id: String) async throws -> Response {
    let target = try await visit.debtorTarget(creditor, id)
    let debtor: DebtorResponse = try await visit.get(target.api + target.query)
    let payments: PaymentList = try await visit.get(
      Link.query("/v1/payments", ["debtor": debtor.debtorId, "creditor": creditor, "limit": "20"]))
    let notices = try await notices(about: debtor.claims)
    return visit.page(
      debtor.debtor,
      """
      <section>
      \(facts(debtor))
      \(visit.actions(acts(debtor), of: target, main: "correct"))
      </section>
      <section><h2>\(words(.openClaims))</h2>
      \(debtor.claims.isEmpty ? "<p>\(words(.noClaims))</p>" : visit.table(of: debtor.claims))
      </section>
      \(notices.isEmpty ? .empty : "<section><h2>\(words(.notices))</h2>\(visit.table(of: notices))</section>")
      \(payments.payments.isEmpty ? .empty : "<section><h2>\(words(.payments))</h2>\(visit.table(of: payments.payments))</section>")
      """)
  }

  /// What was written about the open claims, newest first.
  private func notices(about claims: [ClaimResponse]) async throws -> [NoticeResponse] {
    var found: [String: NoticeResponse] = [:]
    for claim in claims.prefix(Self.claimsMax) {
      let detail = try await visit.find(ClaimDetail.self, "/v1/claims/\(Link.escaped(claim.id))")
      for notice in detail?.notices ?? [] { found[notice.id] = notice }
    }
    return found.values.sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }
  }

  /// Claims of which all that was written is shown: somebody who has hundreds has a page of their own for each.
  private static let claimsMax = 20

  private func acts(_ debtor: DebtorResponse) -> [String] {
    let said = debtor.state == nil ? [] : ["resume"]
    return ["pay", "correct"] + said + [
      "promise", "pause", "dispute", "note", "stop", "withdraw", "write-off", "merge",
    ]
  }

  private func facts(_ debtor: DebtorResponse) -> HTML {
    var facts = Facts()
    for exposure in debtor.exposure {
      let overdue: HTML =
        "<br><span class=\"soft\">\(words(.overdue)): \(words.amount(exposure.overdue, exposure.currency))</span>"
      facts.add(
        words(.outstanding),
        "<span class=\"big\">\(words.amount(exposure.outstanding, exposure.currency))</span>\(overdue)")
      if let credit = exposure.credit, credit.contains(where: { ("1"..."9").contains($0) }) {
        facts.add(words(.credit), "\(words.amount(credit, exposure.currency))")
      }
    }
    if let state = debtor.state {
      let until: HTML = debtor.until.map { " \(words(.until)) \(words.time($0))" } ?? .empty
      let reason: HTML = debtor.reason.map { "<br><span class=\"soft\">\(words.said($0))</span>" } ?? .empty
      facts.add(words(.state), "\(words.badge(state))\(until)\(reason)")
    }
    facts.add(words(.email), debtor.email.isEmpty ? "\(words(.noAddress))" : HTML.foreign(debtor.email))
    let lines = (debtor.address ?? []).map { HTML.foreign($0) }
    facts.add(words(.postalAddress), lines.isEmpty ? "\(words(.noAddress))" : lines.joined("<br>"))
    facts.add(
      words(.grade),
      "\(words.term("grade-\(debtor.grade)", else: debtor.grade)) <span class=\"soft\">\(words.reason(debtor.gradeBecause))</span>"
    )
    facts.add(words(.creditor), HTML.foreign(debtor.creditor))
    facts.add(words(.settled), "\(words.number(debtor.settled))")
    facts.add(
      words(.promises),
      "\(words(.keptAndBroken, words.number(debtor.promisesKept), words.number(debtor.promisesBroken)))")
    return facts.html
  }
}
