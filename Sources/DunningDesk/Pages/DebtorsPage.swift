import DunningAPI
import Hummingbird

/// Debtors whom a text fits.
struct DebtorsPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    let query = visit.query
    if query.text("doubles") == "true" { return try await DoublesPage(visit: visit).show() }
    let address = { (path: String, cursor: String?, limit: String?) in
      Link.query(
        path, ["text": query.text("text"), "cursor": cursor, "limit": limit])
    }
    let list: DebtorList = try await visit.get(
      address("/v1/debtors", query.text("cursor"), String(visit.desk.limits.rows)))
    let pager: HTML =
      list.nextCursor.map {
        "<p class=\"pager\"><a href=\"\(address("/debtors", $0, nil))\">\(words(.nextPage))</a></p>"
      }
      ?? .empty
    return visit.page(
      words(.debtors),
      """
      <form class="filters" method="get" action="/debtors">
      <label>\(words(.nameOrAddress)) <input name="text" value="\(query.text("text") ?? "")" maxlength="200"></label>
      <button>\(words(.search))</button>
      </form>
      <p><a href="/debtors?doubles=true">\(words(.doubles))</a></p>
      <section>\(list.debtors.isEmpty ? "<p>\(words(.noDebtors))</p>" : visit.table(of: list.debtors))\(pager)</section>
      """)
  }
}

extension Visit {
  func table(of debtors: [DebtorList.Entry]) -> HTML {
    let rows = debtors.map { debtor -> [HTML] in
      [
        "<a href=\"\(Link.path("debtors", debtor.creditor, debtor.debtorId))\">\(HTML.foreign(debtor.debtor))</a>",
        HTML.foreign(debtor.email), HTML.foreign(debtor.creditor), "\(words.number(debtor.openClaims))",
        debtor.state.map { words.badge($0) } ?? .empty,
      ]
    }
    return Table(
      caption: words(.debtors),
      columns: [
        .init(words(.debtor)), .init(words(.email)), .init(words(.creditor)), .init(words(.openClaims), isNumber: true),
        .init(words(.state)),
      ], rows: rows
    ).html
  }
}
