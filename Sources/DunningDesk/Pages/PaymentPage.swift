import DunningAPI
import Hummingbird

/// A payment, or an entry that waits: the bank's words, what it may be for, and what became of it.
struct PaymentPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show(_ id: String) async throws -> Response {
    let payment: PaymentDetail = try await visit.get("/v1/payments/\(Link.escaped(id))")
    let target = try await visit.paymentTarget(payment.payment)
    return visit.page(
      target.title,
      """
      <section>
      \(facts(payment))
      \(visit.actions(acts(payment), of: target))
      </section>
      \(try await candidates(payment, target))
      \(allocations(payment))
      """)
  }

  private func acts(_ payment: PaymentDetail) -> [String] {
    if payment.undoneAt != nil { return [] }
    switch payment.bank?.verdict {
    case "proposed", "held": return ["assign", "ignore"]
    case "ignored": return ["undo", "assign"]
    case "known": return []
    default: return payment.payment.hasPrefix("e") ? ["assign", "ignore", "undo"] : ["assign", "undo"]
    }
  }

  private func facts(_ payment: PaymentDetail) -> HTML {
    var facts = Facts()
    facts.add(words(.amount), "<span class=\"big\">\(words.amount(payment.amount, payment.currency))</span>")
    facts.add(words(.day), words.time(payment.date))
    facts.add(words(.kind), "\(words.term(payment.kind))")
    facts.add(words(.debtor), payment.debtor.map(HTML.foreign))
    facts.add(words(.unallocated), "\(words.amount(payment.unallocated, payment.currency))")
    if payment.credit != payment.unallocated, payment.undoneAt == nil, !payment.payment.hasPrefix("e") {
      facts.add(words(.ofItCredit), "\(words.amount(payment.credit, payment.currency))")
    }
    facts.add(words(.fieldBankNumber), payment.id.map(HTML.foreign))
    facts.add(words(.undone), payment.undoneAt.map { words.time($0) })
    if let bank = payment.bank {
      facts.add(words(.state), bank.verdict.map { words.badge(ofVerdict: $0, candidates: bank.candidates.count) })
      facts.add(words(.from), bank.name.map(HTML.foreign))
      facts.add(words(.fromAccount), bank.otherAccount.map(HTML.foreign))
      facts.add(words(.bankText), bank.text.map(HTML.foreign))
      facts.add(words(.ownAccount), HTML.foreign(bank.account))
      facts.add(words(.file), "\(HTML.foreign(bank.file)) (\(bank.line))")
      facts.add(words(.holdsUntil), bank.holdUntil.map { words.time($0) })
      let because = bank.because.map(words.reason)
      facts.add(words(.why), because.isEmpty ? nil : because.joined("; "))
    }
    return facts.html
  }

  /// What it may be for: a proposal is booked by one press, and says before what it will do.
  private func candidates(_ payment: PaymentDetail, _ target: ActTarget) async throws -> HTML {
    guard let bank = payment.bank, !bank.candidates.isEmpty, ["proposed", "held"].contains(bank.verdict ?? "") else {
      return .empty
    }
    let mayAssign = Act.named("assign", of: .payment).map { visit.may($0.route) } ?? false
    var rows: [[HTML]] = []
    for candidate in bank.candidates {
      let assign = Link.query(target.page(of: "assign"), ["to": Self.name(of: candidate)])
      let claim = try await visit.find(ClaimDetail.self, "/v1/claims/\(Link.escaped(candidate.claim))")?.claim
      rows.append([
        "<a href=\"\(Link.path("claims", candidate.claim))\">\(HTML.reference(candidate.reference))</a>",
        claim.map(visit.link(toDebtor:)) ?? .empty,
        claim.map { "\(words.amount($0.outstanding, $0.currency))" } ?? .empty,
        words.reason(candidate.because),
        mayAssign ? "<a class=\"button\" href=\"\(assign)\">\(words(.actAssign))</a>" : .empty,
      ])
    }
    let table = Table(
      caption: words(.candidates),
      columns: [
        .init(words(.claim)), .init(words(.debtor)), .init(words(.openNow), isNumber: true), .init(words(.why)),
        .init(""),
      ], rows: rows)
    return "<section><h2>\(words(.candidates))</h2>\(table.html)</section>"
  }

  /// What the form is filled with: the reference, where nobody can take the end of it for a sum.
  private static func name(of candidate: TakenPart.Candidate) -> String {
    candidate.reference.contains(where: \.isWhitespace) ? candidate.claim : candidate.reference
  }

  private func allocations(_ payment: PaymentDetail) -> HTML {
    guard !payment.allocations.isEmpty else { return .empty }
    let rows = payment.allocations.map { allocation -> [HTML] in
      [
        words.time(allocation.madeAt),
        "<a href=\"\(Link.path("claims", allocation.claim))\">\(HTML.reference(allocation.reference))</a>",
        "\(words.amount(allocation.amount, payment.currency))",
        allocation.undoneAt.map { "\(words(.undone)) \(words.time($0))" } ?? .empty,
      ]
    }
    let table = Table(
      caption: words(.setAgainst),
      columns: [
        .init(words(.day)), .init(words(.claim)), .init(words(.amount), isNumber: true), .init(words(.state)),
      ], rows: rows)
    return "<section><h2>\(words(.setAgainst))</h2>\(table.html)</section>"
  }
}
