import DunningAPI

/// The thing that an act is done to.
struct ActTarget: Sendable {
  let subject: Act.Subject
  /// As the page names it.
  let title: String
  /// The page that shows it.
  let page: String
  /// Its path in the control API, and what follows the act's own part.
  let api: String
  var query = ""
  /// What its fields say now, by the names of the control API.
  var known: [String: String] = [:]
  /// The currency of its sums; nil where there is none.
  var currency: String?
  /// What is open on it, of a debtor on all claims; nil where nothing can be, or it is in several currencies.
  var outstanding: String?
  /// What would go out next; nil where nothing is planned.
  var next: ClaimResponse.Next?

  func path(of act: Act) -> String {
    if let api = act.api { return api }
    let last = act.verb ?? act.name
    return api + (last.isEmpty ? "" : "/\(last)") + query
  }

  /// The page of an act on it.
  func page(of act: String) -> String { page == "/" ? "/house/\(act)" : "\(page)/\(act)" }
}

extension Visit {
  func claimTarget(_ id: String) async throws -> ActTarget {
    let claim = try await get(ClaimDetail.self, "/v1/claims/\(Link.escaped(id))").claim
    return ActTarget(
      subject: .claim, title: "\(claim.reference) · \(claim.debtor)", page: Link.path("claims", claim.id),
      api: "/v1/claims/\(Link.escaped(claim.id))",
      known: ["amount": claim.amount, "due": claim.due, "policy": claim.policy, "currency": claim.currency],
      currency: claim.currency, outstanding: claim.outstanding, next: claim.next)
  }

  /// - Parameter act: what is done; who was put together with another is parted by their own number, which is not the
  ///   one that the other goes by.
  func debtorTarget(_ creditor: String, _ id: String, for act: String? = nil) async throws -> ActTarget {
    let query = Link.query("", ["creditor": creditor])
    let debtor = try await get(DebtorResponse.self, "/v1/debtors/\(Link.escaped(id))\(query)")
    let currencies = Set(debtor.exposure.map(\.currency))
    let name = act == "unmerge" || act == "merge" ? id : debtor.debtorId
    return ActTarget(
      subject: .debtor, title: debtor.debtor, page: Link.path("debtors", creditor, name),
      api: "/v1/debtors/\(Link.escaped(name))", query: query,
      known: [
        "creditor": debtor.creditor, "debtor": name, "name": debtor.debtor, "email": debtor.email,
        "address": (debtor.address ?? []).joined(separator: "\n"),
      ],
      currency: currencies.count == 1 ? currencies.first : nil,
      outstanding: debtor.exposure.count == 1 ? debtor.exposure.first?.outstanding : nil)
  }

  func noticeTarget(_ id: String) async throws -> ActTarget {
    let notice = try await get(NoticeDetail.self, "/v1/notices/\(Link.escaped(id))").notice
    return ActTarget(
      subject: .notice, title: "\(words.step(notice.step)) · \(notice.debtor)", page: Link.path("notices", notice.id),
      api: "/v1/notices/\(Link.escaped(notice.id))", currency: notice.currency)
  }

  func paymentTarget(_ id: String) async throws -> ActTarget {
    let payment = try await get(PaymentDetail.self, "/v1/payments/\(Link.escaped(id))")
    return ActTarget(
      subject: .payment, title: "\(words.amount(payment.amount, payment.currency)) · \(words.day(payment.date))",
      page: Link.path("money", payment.payment), api: "/v1/payments/\(Link.escaped(payment.payment))",
      currency: payment.currency)
  }

  func followUpTarget(_ id: String) -> ActTarget {
    ActTarget(
      subject: .followUp, title: id, page: Link.path("follow-ups", id), api: "/v1/follow-ups/\(Link.escaped(id))")
  }

  var newClaimTarget: ActTarget { ActTarget(subject: .book, title: words(.claims), page: "/claims", api: "/v1") }

  var houseTarget: ActTarget { ActTarget(subject: .house, title: "dunningd", page: "/", api: "/v1") }
}
