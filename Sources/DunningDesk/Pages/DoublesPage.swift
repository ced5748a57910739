import Dunning
import DunningAPI
import Hummingbird

/// Debtors who may be the same, each with the way to put them together, or to say that they are two.
struct DoublesPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    let list: DebtorList = try await visit.get("/v1/debtors?doubles=true")
    return visit.page(
      words(.doubles),
      """
      <p>\(words(.doublesSays))</p>
      <section>\(list.debtors.isEmpty ? "<p>\(words(.doublesNone))</p>" : table(list.debtors))</section>
      <p><a href="/debtors">\(words(.debtors))</a></p>
      """)
  }

  private func table(_ debtors: [DebtorList.Entry]) -> HTML {
    let rows = debtors.map { debtor -> [HTML] in
      [
        "<a href=\"\(page(of: debtor))\">\(HTML.foreign(debtor.debtor))</a>", HTML.foreign(debtor.debtorId),
        HTML.foreign(debtor.email), "\(words.number(debtor.openClaims))", acts(debtor, besides: debtors),
      ]
    }
    return Table(
      caption: words(.doubles),
      columns: [
        .init(words(.debtor)), .init(words(.fieldDebtorNumber)), .init(words(.email)),
        .init(words(.openClaims), isNumber: true), .init(""),
      ], rows: rows
    ).html
  }

  private func page(of debtor: DebtorList.Entry) -> String { Link.path("debtors", debtor.creditor, debtor.debtorId) }

  /// What can be said of a debtor and the one of the same name; of one who is only like another a person says who it is.
  private func acts(_ debtor: DebtorList.Entry, besides debtors: [DebtorList.Entry]) -> HTML {
    let twin = debtors.first { other in
      other.creditor == debtor.creditor && other.debtorId != debtor.debtorId
        && other.debtor.folded == debtor.debtor.folded
    }
    let links = ["merge", "apart"].compactMap { Act.named($0, of: .debtor) }.filter { visit.may($0.route) }
    return links.map { act -> HTML in
      let address = Link.query(
        "\(page(of: debtor))/\(act.name)", ["other": twin?.debtorId, "back": "/debtors?doubles=true"])
      return "<a class=\"button\" href=\"\(address)\">\(words(act.title))</a>"
    }.joined(" ")
  }
}
