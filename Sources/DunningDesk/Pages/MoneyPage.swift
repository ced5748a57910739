import DunningAPI
import Hummingbird

/// Money that came in: what waits for a person, what was booked, and where a statement is dropped.
struct MoneyPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    if visit.query.text("show") == "waiting" { return try await waitingAlone() }
    let waiting: PaymentList = try await visit.get("/v1/payments?unmatched=true&limit=\(visit.desk.limits.rows)")
    let recent: PaymentList = try await visit.get(
      Link.query("/v1/payments", ["limit": String(visit.desk.limits.rows), "cursor": visit.query.text("cursor")]))
    let accounts: AccountList = try await visit.get("/v1/statements")
    let pager: HTML =
      recent.nextCursor.map {
        "<p class=\"pager\"><a href=\"\(Link.query("/money", ["cursor": $0]))\">\(words(.nextPage))</a></p>"
      }
      ?? .empty
    return visit.page(
      words(.money),
      """
      \(upload)
      <section><h2>\(words(.waitsForYou))</h2>
      \(waiting.payments.isEmpty ? "<p>\(words(.nothingWaits))</p>" : visit.table(of: waiting.payments))
      </section>
      <section><h2>\(words(.payments))</h2>
      \(recent.payments.isEmpty ? "<p>\(words(.noPayments))</p>" : visit.table(of: recent.payments))\(pager)
      </section>
      \(table(of: accounts.accounts))
      """)
  }

  /// What waits for a person, and nothing else: where the card of today leads.
  private func waitingAlone() async throws -> Response {
    let waiting: PaymentList = try await visit.get(
      Link.query(
        "/v1/payments",
        ["unmatched": "true", "limit": String(visit.desk.limits.rows), "cursor": visit.query.text("cursor")]))
    let pager: HTML =
      waiting.nextCursor.map { cursor in
        let address = Link.query("/money", ["show": "waiting", "cursor": cursor])
        return "<p class=\"pager\"><a href=\"\(address)\">\(words(.nextPage))</a></p>"
      } ?? .empty
    return visit.page(
      words(.waitsForYou),
      """
      <section>
      \(waiting.payments.isEmpty ? "<p>\(words(.nothingWaits))</p>" : visit.table(of: waiting.payments))\(pager)
      <p><a href="/money">\(words(.money))</a></p>
      </section>
      """)
  }

  private var upload: HTML {
    guard visit.may("POST /v1/statements") else { return .empty }
    return """
      <section><h2>\(words(.takeStatement))</h2>
      <p>\(words(.takeStatementSays))</p>
      <form class="filters" method="post" action="/money/read" enctype="multipart/form-data">\(visit.formToken)
      <label>\(words(.file)) <input type="file" name="file" required></label>
      <button class="main">\(words(.lookAtFile))</button>
      </form>
      </section>
      """
  }

  private func table(of accounts: [AccountResponse]) -> HTML {
    guard !accounts.isEmpty else { return .empty }
    let rows = accounts.map { account -> [HTML] in
      let gaps = account.gaps.map { gap -> HTML in "\(words.time(gap.from)) – \(words.time(gap.until))" }
      return [
        HTML.foreign(account.account), HTML.foreign(account.creditors.joined(separator: ", ")),
        account.newest.map { words.time($0) } ?? "–", "\(words.number(account.statements))",
        gaps.isEmpty ? "–" : "<span class=\"badge asks\">\(gaps.joined(", "))</span>",
      ]
    }
    let table = Table(
      caption: words(.accounts),
      columns: [
        .init(words(.account)), .init(words(.creditor)), .init(words(.knownUntil)),
        .init(words(.statements), isNumber: true), .init(words(.gaps)),
      ], rows: rows)
    return "<section><h2>\(words(.accounts))</h2>\(table.html)</section>"
  }
}

extension Visit {
  func table(of payments: [PaymentDetail]) -> HTML {
    let rows = payments.map { payment -> [HTML] in
      let side = payment.debtor ?? payment.bank?.name ?? ""
      let text: HTML = payment.bank?.text.map { "<br><span class=\"soft\">\(HTML.foreign($0))</span>" } ?? .empty
      let claims = payment.allocations.filter { $0.undoneAt == nil }.map { allocation -> HTML in
        "<a href=\"\(Link.path("claims", allocation.claim))\">\(HTML.reference(allocation.reference))</a>"
      }
      // What waits for a person names what it may be for.
      let isWaiting = ["proposed", "held"].contains(payment.bank?.verdict ?? "")
      let maybe = (isWaiting ? payment.bank?.candidates ?? [] : []).map { candidate -> HTML in
        "<a href=\"\(Link.path("claims", candidate.claim))\">\(HTML.reference(candidate.reference))</a>?"
      }
      let state: HTML =
        payment.undoneAt != nil
        ? words.badge("undone")
        : payment.bank.flatMap { bank in
          bank.verdict.map { words.badge(ofVerdict: $0, candidates: bank.candidates.count) }
        } ?? "\(words.term(payment.kind))"
      return [
        words.time(payment.date), "<a href=\"\(Link.path("money", payment.payment))\">\(payment.payment)</a>",
        "\(HTML.foreign(side))\(text)", "\(words.amount(payment.amount, payment.currency))",
        claims.isEmpty && maybe.isEmpty ? "–" : (claims + maybe).joined(", "), state,
      ]
    }
    return Table(
      caption: words(.payments),
      columns: [
        .init(words(.day)), .init(words(.payment)), .init(words(.from)), .init(words(.amount), isNumber: true),
        .init(words(.claims)), .init(words(.state)),
      ], rows: rows
    ).html
  }
}
