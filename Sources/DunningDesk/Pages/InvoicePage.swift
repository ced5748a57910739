import DunningAPI
import Hummingbird

/// An e-invoice that was dropped: what it would become, the day that it may lack, and what became of it.
struct InvoicePage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func preview(_ file: Upload) async throws -> Response {
    try check()
    let response = try await send(file, isDryRun: true)
    let ticket = try visit.ticket(for: file)
    let isTaken = ["enqueued", "corrected", "credited"].contains(response.verdict)
    let take: HTML =
      isTaken
      ? """
      <p class="soft">\(words(.bringUndo))</p>
      <form method="post" action="/claims/bring/take">\(visit.formToken)
      <input type="hidden" name="ticket" value="\(ticket)">\(kept)
      <div class="actions"><button class="main">\(words(.bringTake))</button>
      <a class="button quiet" href="/claims/bring">\(words(.cancel))</a></div>
      </form>
      """ : "<p><a href=\"/claims/bring\">\(words(.bringClaims))</a></p>"
    return visit.page(
      "\(words(.bringClaims)): \(file.name)",
      """
      <section><h2>\(words(.willHappen))</h2>
      \(facts(response))
      \(response.verdict == "question" ? day(ticket) : .empty)
      \(take)
      </section>
      """)
  }

  func take(_ file: Upload) async throws -> Response {
    try check()
    let response = try await send(file, isDryRun: false)
    let link: HTML =
      response.claim.map {
        "<p><a class=\"button main\" href=\"\(Link.path("claims", $0))\">\(words(.claim)) \($0)</a></p>"
      }
      ?? .empty
    return visit.page(
      "\(words(.takenIn)): \(file.name)",
      "<section>\(facts(response))\(link)<p><a href=\"/claims/bring\">\(words(.bringClaims))</a></p></section>")
  }

  private func check() throws {
    guard visit.may("POST /v1/invoices") else { throw Refusal(.notAllowed, words(.notYours)) }
  }

  private func send(_ file: Upload, isDryRun: Bool) async throws -> InvoiceResponse {
    let path = Link.query(
      "/v1/invoices", ["file": file.name, "due": visit.form.text("due"), "dry_run": isDryRun ? "true" : nil])
    return try WireCoding.decode(InvoiceResponse.self, from: try await visit.send(.post, path, file.bytes))
  }

  private func facts(_ response: InvoiceResponse) -> HTML {
    var facts = Facts()
    facts.add(words(.state), "<b>\(words.term("invoice-\(response.verdict)", else: response.verdict))</b>")
    facts.add(words(.claim), response.reference.map(HTML.reference))
    let because = response.because.filter { !$0.contains("`") }
    let lines = because.map { reason -> HTML in "<li>\(words.reason(reason))</li>\n" }
    return lines.isEmpty ? facts.html : "\(facts.html)<ul>\(lines)</ul>"
  }

  /// Where the invoice says no day that is beyond doubt, a person says it.
  private func day(_ ticket: String) -> HTML {
    """
    <form class="filters" method="post" action="/claims/bring/read">\(visit.formToken)
    <input type="hidden" name="ticket" value="\(ticket)">
    <label>\(words(.fieldDue)) <input type="date" name="due" required value="\(visit.form.text("due") ?? "")"></label>
    <button class="main">\(words(.readAgain))</button>
    </form>
    """
  }

  private var kept: HTML {
    visit.form.text("due").map { "<input type=\"hidden\" name=\"due\" value=\"\($0)\">" } ?? .empty
  }
}
