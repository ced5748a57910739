import Dunning
import DunningAPI

extension Consequences {
  /// What each claim gets of a payment, and what stays: as the docket would book it.
  ///
  /// - Throws: ``Refusal`` where a claim is named that there is not, ``Problem`` when it cannot be booked so.
  func booking(_ entries: ActPage.Entries) async throws -> HTML {
    guard case .shares(let shares)? = entries.body["to"] else { return .empty }
    for share in shares { try await requireClaim(share.claim) }
    let answer = try await visit.send(
      act.method, Link.query(target.path(of: act), ["dry_run": "true"]), try WireCoding.encode(entries.body))
    let payment = try WireCoding.decode(PaymentDetail.self, from: answer)
    let booked = payment.shares ?? []
    let hasCharges = booked.contains { !isNothing($0.charges) }
    var rows: [[HTML]] = []
    for share in booked { rows.append(try await row(share, payment.currency, withCharges: hasCharges)) }
    let charges: [Table.Column] = hasCharges ? [.init(words(.ofItCharges), isNumber: true)] : []
    let table = Table(
      caption: words(.claims),
      columns: [
        .init(words(.claim)), .init(words(.debtor)), .init(words(.openNow), isNumber: true),
        .init(words(.bookedNow), isNumber: true),
      ] + charges + [.init(words(.openAfter), isNumber: true)], rows: rows)
    return "\(table.html)\(credit(payment))"
  }

  private func row(
    _ share: PaymentDetail.Share, _ currency: String, withCharges: Bool
  ) async throws -> [HTML] {
    let claim = try await visit.get(ClaimDetail.self, "/v1/claims/\(Link.escaped(share.claim))").claim
    let charges: [HTML] = withCharges ? ["\(words.amount(share.charges, currency))"] : []
    return [
      HTML.reference(claim.reference), HTML.foreign(claim.debtor), "\(words.amount(claim.outstanding, currency))",
      "\(words.amount(share.booked, currency))",
    ] + charges + ["\(words.amount(share.outstanding, currency))"]
  }

  /// What of it pays nothing.
  private func credit(_ payment: PaymentDetail) -> HTML {
    guard !isNothing(payment.credit) else { return .empty }
    return "<p class=\"banner\">\(words(.staysCredit, words.amount(payment.credit, payment.currency)))</p>"
  }

  private func isNothing(_ sum: String) -> Bool { !sum.contains { ("1"..."9").contains($0) } }

  /// A name that several creditors' claims have is known: the payment's own creditor decides.
  private func requireClaim(_ name: String) async throws {
    do {
      _ = try await visit.get(ClaimDetail.self, "/v1/claims/\(Link.escaped(name))")
    } catch let problem as Problem where problem.status == 404 {
      throw Refusal(.notFound, words(.noSuchClaim, name), field: "to")
    } catch let problem as Problem where problem.status == 409 {
      return
    }
  }
}
