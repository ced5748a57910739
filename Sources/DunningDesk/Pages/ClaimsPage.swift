import DunningAPI
import Hummingbird

/// Claims by the page: filtered, and turned by key, so that the millionth costs what the first does.
struct ClaimsPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }
  private var query: Form { visit.query }

  static let states = [
    "open", "paused", "promised", "disputed", "stopped", "paid", "withdrawn", "written-off",
  ]

  func show() async throws -> Response {
    let state = query.text("state").flatMap { Self.states.contains($0) ? $0 : nil }
    let address = { (path: String, cursor: String?, limit: String?) in
      Link.query(
        path,
        [
          "state": state, "debtor": query.text("debtor"), "overdue": query.text("overdue"),
          "due_before": query.text("due_before"), "unreachable": query.text("unreachable"), "cursor": cursor,
          "limit": limit,
        ])
    }
    let list: ClaimList = try await visit.get(
      address("/v1/claims", query.text("cursor"), String(visit.desk.limits.rows)))
    let pager: HTML =
      list.nextCursor.map {
        "<p class=\"pager\"><a href=\"\(address("/claims", $0, nil))\">\(words(.nextPage))</a></p>"
      }
      ?? .empty
    let found: HTML =
      list.claims.isEmpty ? "<p>\(words(.noClaims))</p>\(try await near())" : visit.table(of: list.claims)
    let bring: HTML =
      visit.may(BringPage.route)
      ? """
      <p class="actions"><a class="button main" href="/claims/bring">\(words(.bringClaims))</a>
      <a class="button" href="/claims/new">\(words(.actNewClaim))</a></p>
      """ : .empty
    return visit.page(words(.claims), "\(bring)\(filters(state))<section>\(found)\(pager)</section>")
  }

  /// The debtors in whose names what was asked for stands as a part.
  private func near() async throws -> HTML {
    guard let text = query.text("debtor") else { return .empty }
    let path = Link.query("/v1/debtors", ["text": text, "limit": "8"])
    let list: DebtorList = try await visit.get(path)
    guard !list.debtors.isEmpty else { return .empty }
    let links = list.debtors.map { debtor -> HTML in
      "<li><a href=\"\(Link.query("/claims", ["debtor": debtor.debtorId]))\">\(HTML.foreign(debtor.debtor))</a></li>"
    }
    return "<p>\(words(.debtors))</p><ul>\(links)</ul>"
  }

  private func filters(_ state: String?) -> HTML {
    let options = Self.states.map { choice -> HTML in
      let mark: HTML = choice == state ? " selected" : .empty
      return "<option value=\"\(choice)\"\(mark)>\(words.term(choice))</option>"
    }
    let overdue: HTML = query.text("overdue") == "true" ? " checked" : .empty
    let unreachable: HTML =
      query.text("unreachable") == "true"
      ? """
      <label class="check"><input type="checkbox" name="unreachable" value="true" checked> \
      \(words(.withoutAddressOnly))</label>
      """ : .empty
    return """
      <form class="filters" method="get" action="/claims">
      <label>\(words(.state)) <select name="state"><option value="">\(words(.everyState))</option>\(options)</select></label>
      <label>\(words(.debtor)) <input name="debtor" value="\(query.text("debtor") ?? "")" maxlength="200"></label>
      <label>\(words(.dueBefore)) <input type="date" name="due_before" value="\(query.text("due_before") ?? "")"></label>
      <label class="check"><input type="checkbox" name="overdue" value="true"\(overdue)> \(words(.overdueOnly))</label>
      \(unreachable)
      <button>\(words(.filter))</button>
      </form>
      """
  }
}

extension Visit {
  func table(of claims: [ClaimResponse]) -> HTML {
    let rows = claims.map { claim -> [HTML] in
      [
        "<a href=\"\(Link.path("claims", claim.id))\">\(HTML.reference(claim.reference))</a>",
        link(toDebtor: claim), words.time(claim.due), "\(words.amount(claim.outstanding, claim.currency))",
        words.badge(claim.state), next(of: claim),
      ]
    }
    return Table(
      caption: words(.claims),
      columns: [
        .init(words(.claim)), .init(words(.debtor)), .init(words(.due)), .init(words(.outstanding), isNumber: true),
        .init(words(.state)), .init(words(.next)),
      ], rows: rows
    ).html
  }

  func link(toDebtor claim: ClaimResponse) -> HTML {
    guard let id = claim.debtorId else { return HTML.foreign(claim.debtor) }
    return "<a href=\"\(Link.path("debtors", claim.creditor, id))\">\(HTML.foreign(claim.debtor))</a>"
  }

  func next(of claim: ClaimResponse) -> HTML {
    if let next = claim.next {
      return "\(words.step(next.step)), <span class=\"soft\">\(words(.earliest, words.day(next.at)))</span>"
    }
    return "<span class=\"soft\">\(claim.nothingBecause.map(reason) ?? "–")</span>"
  }
}
