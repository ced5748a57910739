import DunningAPI
import Hummingbird

/// What would go out in the next 30 days if nobody paid.
struct PlanPage: Sendable {
  let visit: Visit

  func show() async throws -> Response {
    let words = visit.words
    let status: StatusResponse = try await visit.get("/v1/status")
    let plan: PlanResponse = try await visit.get(
      Link.query(
        "/v1/plan",
        [
          "until": visit.query.text("until"), "limit": String(visit.desk.limits.rows),
          "cursor": visit.query.text("cursor"),
        ]))
    let rows = plan.notices.map { notice -> [HTML] in
      let claim: HTML =
        notice.claim.map {
          "<a href=\"\(Link.path("claims", $0))\">\(notice.references.map(HTML.reference).joined(", "))</a>"
        }
        ?? "–"
      let sum: HTML =
        notice.outstanding.map { "\(words.amount($0, notice.currency ?? ""))" } ?? "–"
      return [
        words.time(notice.at), "\(words.step(notice.step))", HTML.foreign(notice.debtor ?? ""), claim, sum,
        words.reason(notice.because),
      ]
    }
    let table = Table(
      caption: words(.plan),
      columns: [
        .init(words(.day)), .init(words(.step)), .init(words(.debtor)), .init(words(.claims)),
        .init(words(.outstanding), isNumber: true), .init(words(.why)),
      ], rows: rows)
    let pager: HTML =
      plan.nextCursor.map { cursor in
        let address = Link.query("/plan", ["until": visit.query.text("until"), "cursor": cursor])
        return "<p class=\"pager\"><a href=\"\(address)\">\(words(.nextPage))</a></p>"
      } ?? .empty
    return visit.page(
      words(.plan),
      """
      \(Banners(visit: visit, status: status).html)
      <form class="filters" method="get" action="/plan">
      <label>\(words(.until)) <input type="date" name="until" value="\(visit.query.text("until") ?? "")"></label>
      <button>\(words(.show))</button>
      </form>
      \(visit.query.text("cursor") == nil ? try await underWay() : .empty)
      <section><p class="soft">\(words(.planSays, words.day(plan.until)))</p>
      \(rows.isEmpty ? "<p>\(words(.nothingPlanned))</p>" : table.html)\(pager)</section>
      """)
  }

  /// What was written and has not left yet: what waits for approval, and what was let go.
  private func underWay() async throws -> HTML {
    var notices: [NoticeResponse] = []
    for state in ["awaiting-approval", "sending", "pending", "deferred"] {
      notices += try await visit.get(
        NoticeList.self, Link.query("/v1/notices", ["state": state, "limit": String(visit.desk.limits.rows)])
      ).notices
    }
    guard !notices.isEmpty else { return .empty }
    return "<section><h2>\(visit.words(.underWay))</h2>\(visit.table(of: notices, byNextTry: true))</section>"
  }
}
