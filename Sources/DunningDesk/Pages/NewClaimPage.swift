import DunningAPI
import Hummingbird

/// One claim by hand: for a debtor who is known, or a new one.
struct NewClaimPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  /// The form, after the search for a debtor; one who was found fills it in.
  func show() async throws -> Response {
    let act = try ActPage(visit.filled(try await known()), "new", of: visit.newClaimTarget)
    let text = visit.query.text("find") ?? ""
    let search: HTML = """
      <section><h2>\(words(.findDebtor))</h2>
      <form class="filters" method="get" action="/claims/new">
      <label>\(words(.nameOrAddress)) <input type="search" name="find" value="\(text)" maxlength="200"></label>
      <button>\(words(.search))</button>
      </form>
      \(text.isEmpty ? .empty : try await found(text, asks: false))
      </section>
      """
    return act.ask(before: search)
  }

  /// Those whom a text fits, to be taken as the debtor.
  ///
  /// - Parameter asks: whether it is asked if one of them is meant; nothing is said then where there is none.
  func found(_ text: String, asks: Bool) async throws -> HTML {
    let list: DebtorList = try await visit.get(Link.query("/v1/debtors", ["text": text, "limit": "8"]))
    guard !list.debtors.isEmpty else { return asks ? .empty : "<p>\(words(.noDebtors))</p>" }
    let links = list.debtors.map { debtor -> HTML in
      let address = Link.query("/claims/new", ["of": debtor.debtorId, "creditor": debtor.creditor])
      return """
        <li><a href="\(address)">\(HTML.foreign(debtor.debtor))</a> \
        <span class="soft">\(HTML.foreign(debtor.email)) · \(HTML.foreign(debtor.creditor))</span></li>

        """
    }
    let question: HTML = asks ? "<p class=\"banner\">\(words(.isItOneOfThese))</p>" : .empty
    return "\(question)<ul>\(links)</ul>"
  }

  /// What is known of the debtor that the address names, by the fields of the form.
  private func known() async throws -> [String: String] {
    guard let id = visit.query.text("of"), let creditor = visit.query.text("creditor") else { return [:] }
    let target = try await visit.debtorTarget(creditor, id)
    let debtor: DebtorResponse = try await visit.get(target.api + target.query)
    return [
      "creditor": debtor.creditor, "debtor": debtor.debtor, "debtor_id": debtor.debtorId, "email": debtor.email,
      "address": (debtor.address ?? []).joined(separator: "\n"),
    ]
  }
}

extension Visit {
  /// The same with values in its query, as if the address had them.
  fileprivate func filled(_ values: [String: String]) -> Visit {
    Visit(
      desk: desk, token: token, session: session, standing: standing, words: words, path: path,
      query: Form(values.filter { !$0.value.isEmpty }), form: form)
  }
}
