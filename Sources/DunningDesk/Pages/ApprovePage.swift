import DunningAPI
import Hummingbird

/// One notice after another that waits for a person's word, with all that will be sent.
struct ApprovePage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    // One more than is shown tells whether there is another behind it.
    let asked = visit.query.text("notice")
    let list: NoticeList = try await visit.get(
      Link.query(
        "/v1/notices",
        ["state": "awaiting-approval", "limit": "2", "cursor": asked == nil ? visit.query.text("after") : nil]))
    let found: NoticeDetail? =
      if let id = asked ?? list.notices.first?.id {
        try await visit.find(NoticeDetail.self, "/v1/notices/\(Link.escaped(id))")
      } else { nil }
    guard let detail = found, detail.notice.state == "awaiting-approval" else { return nothing() }
    return try await page(detail, hasMore: asked != nil ? !list.notices.isEmpty : list.notices.count > 1)
  }

  private func nothing() -> Response {
    let words = self.words
    let hasSkipped = visit.query.text("after") != nil
    return visit.page(
      words(.approve),
      hasSkipped
        ? "<section><p>\(words(.approveEnd))</p><p><a href=\"/approve\">\(words(.approveAgain))</a></p></section>"
        : "<section><p>\(words(.approveNone))</p></section>")
  }

  private func page(_ detail: NoticeDetail, hasMore: Bool) async throws -> Response {
    let notice = detail.notice
    let papers = NoticePage(visit: visit)
    return visit.page(
      words(.approve),
      """
      <section>
      <h2>\(words.term(notice.step)) · \(HTML.foreign(notice.debtor))</h2>
      \(papers.facts(notice))
      \(try await before(notice))
      \(decision(detail, hasMore: hasMore))
      </section>
      \(try await papers.written(detail))
      """)
  }

  private func decision(_ detail: NoticeDetail, hasMore: Bool) -> HTML {
    let id = detail.notice.id
    let onward = Link.query("/approve", ["after": id])
    let next: HTML =
      hasMore ? "<a class=\"button\" href=\"\(onward)\" data-key=\"n\">\(words(.skip))</a>" : .empty
    let hold: HTML =
      may("hold")
      ? "<a class=\"button\" href=\"\(Link.query("\(Link.path("notices", id))/hold", ["back": onward]))\">\(words(.actHold))</a>"
      : .empty
    guard may("approve") else {
      return "<p class=\"hint\">\(words(.approveNotYours))</p><div class=\"actions\">\(hold)\(next)</div>"
    }
    guard let seen = detail.letter ?? detail.message else {
      return "<p class=\"hint\">\(words(.notWritten))</p><div class=\"actions\">\(hold)\(next)</div>"
    }
    return """
      <p>\(words(.approveSays)) <span class="soft">\(words(.approveUndo))</span></p>
      <form method="post" action="\(Link.path("notices", id))/approve">\(visit.formToken)
      <input type="hidden" name="sha256" value="\(seen.sha256)">
      <input type="hidden" name="sure" value="1">
      <input type="hidden" name="once" value="\(visit.desk.sessions.token())">
      <input type="hidden" name="back" value="\(onward)">
      <div class="actions"><button class="main" data-key="a">\(words(.actApprove))</button>\(hold)\(next)</div>
      </form>
      """
  }

  private func may(_ act: String) -> Bool { Act.named(act, of: .notice).map { visit.may($0.route) } ?? false }

  /// What went to the debtor about this before, so that nobody has to look it up.
  private func before(_ notice: NoticeResponse) async throws -> HTML {
    guard let id = notice.claimIds.first,
      let claim = try await visit.find(ClaimDetail.self, "/v1/claims/\(Link.escaped(id))")
    else { return .empty }
    let sent = claim.notices.filter { $0.id != notice.id && $0.state == "sent" }
    guard !sent.isEmpty else { return "<p class=\"soft\">\(words(.nothingBefore))</p>" }
    let lines = sent.map { earlier -> HTML in
      """
      <li><a href="\(Link.path("notices", earlier.id))">\(words.term(earlier.step))</a>, \
      \(words.time(earlier.completedAt ?? earlier.openedAt)), \(words.amount(earlier.outstanding, earlier.currency))</li>

      """
    }
    let paid: HTML =
      claim.payments.isEmpty
      ? .empty : "<p class=\"soft\">\(words.counted(.paymentsSince, claim.payments.count))</p>"
    return "<details open><summary>\(words(.sentBefore))</summary><ul>\(lines)</ul>\(paid)</details>"
  }
}
