import DunningAPI
import Hummingbird

/// What needs a person now.
struct TodayPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    let status: StatusResponse = try await visit.get("/v1/status")
    let followUps: FollowUpList = try await visit.get("/v1/follow-ups?state=due&limit=20")
    let cards = needs(status)
    let isQuiet = cards.isEmpty && followUps.followUps.isEmpty
    return visit.page(
      words(.today),
      """
      \(Banners(visit: visit, status: status).html)
      \(cards.isEmpty ? .empty : "<div class=\"today\">\(cards)</div>")
      \(isQuiet ? quiet(status) : .empty)
      \(followUps.followUps.isEmpty ? .empty : returned(followUps.followUps))
      \(ahead(status))
      """)
  }

  private func needs(_ status: StatusResponse) -> [HTML] {
    let proposed = (status.accounts ?? []).reduce(0) { $0 + $1.proposed }
    let count = { (state: String) in status.notices[state] ?? 0 }
    let cards: [HTML?] = [
      card(
        status.approvals.count, .needApprovals, "/approve",
        status.approvals.oldest.map { "\(words(.oldest, words.day($0)))" }),
      card(status.approvals.withoutInterest ?? 0, .needInterest, "/approve"),
      card(proposed, .needProposals, "/money?show=waiting"),
      card(count("in-doubt"), .needInDoubt, "/notices?state=in-doubt"),
      card(count("failed"), .needFailed, "/notices?state=failed"),
      card(count("held"), .needHeld, "/notices?state=held"),
      card(status.unreachable ?? 0, .needAddress, "/claims?unreachable=true"),
      card(status.heldForNamesakes ?? 0, .needNamesakes, "/debtors?doubles=true"),
      card(
        status.coveredClaims ?? 0, .needCovered, covered(status).first?.address ?? "/claims", claims(covered(status))),
      card(status.staleClaims ?? 0, .needStatements, "/money"),
      card(status.mail?.setAside ?? 0, .needUnreadable, "/health"),
      card((status.stranded ?? []).reduce(0) { $0 + $1.claims }, .needStranded, "/health"),
    ]
    return cards.compactMap { $0 }
  }

  private func card(_ count: Int, _ phrase: Phrase, _ address: String, _ more: HTML? = nil) -> HTML? {
    guard count > 0 else { return nil }
    let detail: HTML = more.map { "<p class=\"soft\">\($0)</p>" } ?? .empty
    return """
      <div class="card"><p class="count">\(words.number(count))</p><p><a href="\(address)">\(words.counted(phrase, count))</a></p>\
      \(detail)</div>

      """
  }

  /// The claims that a credit covers, of which most is open first: on the page of each is what can be done.
  private func covered(_ status: StatusResponse) -> [(reference: String, debtor: String, address: String)] {
    (status.heldByCredit ?? []).prefix(5).map { ($0.reference, $0.debtor, Link.path("claims", $0.id)) }
  }

  private func claims(_ claims: [(reference: String, debtor: String, address: String)]) -> HTML? {
    guard !claims.isEmpty else { return nil }
    return claims.map { claim -> HTML in
      "<a href=\"\(claim.address)\">\(HTML.reference(claim.reference))</a> \(HTML.foreign(claim.debtor))"
    }.joined("<br>")
  }

  private func quiet(_ status: StatusResponse) -> HTML {
    let open = ["open", "paused", "promised", "disputed"].reduce(0) { $0 + (status.claims[$1] ?? 0) }
    return open == 0
      ? "<section><h2>\(words(.quietTitle))</h2><p>\(words(.quietNoClaims))</p></section>"
      : "<section><h2>\(words(.quietTitle))</h2><p>\(words.counted(.quietWatching, open))</p></section>"
  }

  private func returned(_ followUps: [FollowUpResponse]) -> HTML {
    let rows = followUps.map { followUp -> [HTML] in
      let done = visit.actions(["done"], of: visit.followUpTarget(followUp.id))
      return [
        words.time(followUp.day),
        "<a href=\"\(Link.path("claims", followUp.claim))\">\(HTML.reference(followUp.reference))</a>",
        HTML.foreign(followUp.debtor), words.clause(followUp.note).map(HTML.foreign) ?? HTML.foreign(followUp.note),
        done,
      ]
    }
    let table = Table(
      caption: words(.followUps),
      columns: [
        .init(words(.day)), .init(words(.claim)), .init(words(.debtor)), .init(words(.note)), .init(""),
      ], rows: rows)
    return "<section><h2>\(words(.followUps))</h2>\(table.html)</section>"
  }

  private func ahead(_ status: StatusResponse) -> HTML {
    var facts = Facts()
    facts.add(words(.nextDeadline), status.next.map { words.time($0.at) } ?? "\(words(.nothingPlanned))")
    for state in ["open", "paused", "promised", "disputed", "stopped", "paid"] {
      guard let count = status.claims[state], count > 0 else { continue }
      facts.add(
        words.term(state), "<a href=\"\(Link.query("/claims", ["state": state]))\">\(words.number(count))</a>")
    }
    return "<section><h2>\(words(.asThingsStand))</h2>\(facts.html(areFigures: true))</section>"
  }
}

/// What everybody should see first: that nothing leaves, and why.
struct Banners: Sendable {
  let visit: Visit
  let status: StatusResponse

  private var words: Words { visit.words }

  var html: HTML { [mode, transport, spool].compactMap { $0 }.joined() }

  private var mode: HTML? {
    guard status.mode != "armed" else { return nil }
    let because: HTML = status.heldBecause.map { " (\(words.reason($0)))" } ?? .empty
    let arm: HTML =
      Act.named("arm", of: .house).map { visit.may($0.route) } == true
      ? " <a href=\"/house/arm\">\(words(.actArm))</a>" : .empty
    return "<p class=\"banner\" role=\"status\">\(words(.nothingLeaves))\(because)\(arm)</p>\n"
  }

  private var transport: HTML? {
    guard !status.transport.healthy else { return nil }
    return """
      <p class="banner" role="status">\(words(.mailServerAway)) \(status.transport.lastError.map(words.reason) ?? .empty)</p>

      """
  }

  private var spool: HTML? {
    guard let spool = status.printSpool, !spool.healthy else { return nil }
    return
      "<p class=\"banner\" role=\"status\">\(words(.spoolAway)) \(spool.lastError.map(words.reason) ?? .empty)</p>\n"
  }
}
