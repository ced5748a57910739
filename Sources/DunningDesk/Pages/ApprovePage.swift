import DunningAPI
import Hummingbird

/// One notice after another that waits for a person's word, with all that will be sent.
struct ApprovePage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    let waiting: NoticeList = try await visit.get(
      Link.query("/v1/notices", ["state": "awaiting-approval", "limit": String(visit.desk.limits.rows)]))
    var id = visit.query.text("notice") ?? waiting.notices.first?.id
    if visit.query.text("notice") == nil, let after = visit.query.text("after") {
      let rest: NoticeList = try await visit.get(
        Link.query("/v1/notices", ["state": "awaiting-approval", "limit": "1", "cursor": after]))
      id = rest.notices.first?.id
    }
    let found: NoticeDetail? =
      if let id { try await visit.find(NoticeDetail.self, "/v1/notices/\(Link.escaped(id))") } else { nil }
    guard let detail = found, detail.notice.state == "awaiting-approval" else { return nothing() }
    return try await page(detail, waiting)
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

  private func page(_ detail: NoticeDetail, _ waiting: NoticeList) async throws -> Response {
    let notice = detail.notice
    let papers = NoticePage(visit: visit)
    return visit.page(
      words(.approve),
      """
      <section>
      <h2>\(words.step(notice.step)) · \(HTML.foreign(notice.debtor))\(place(of: notice, in: waiting))</h2>
      \(papers.facts(notice, asks: detail.asks, debtor: try await papers.debtor(of: notice)))
      \(try await before(notice))
      \(decision(detail, hasMore: waiting.notices.count > 1 && waiting.notices.last?.id != notice.id))
      </section>
      \(try await papers.written(detail))
      \(list(waiting))
      """)
  }

  /// `1 of 5`.
  private func place(of notice: NoticeResponse, in waiting: NoticeList) -> HTML {
    guard let index = waiting.notices.firstIndex(where: { $0.id == notice.id }) else { return .empty }
    let all = words.number(waiting.notices.count) + (waiting.nextCursor == nil ? "" : "+")
    return " <span class=\"soft\">\(words(.placeOf, words.number(index + 1), all))</span>"
  }

  private func list(_ waiting: NoticeList) -> HTML {
    guard waiting.notices.count > 1 else { return .empty }
    let rows = waiting.notices.map { notice -> [HTML] in
      [
        words.time(notice.openedAt),
        "<a href=\"\(Link.query("/approve", ["notice": notice.id]))\">\(words.step(notice.step))</a>",
        HTML.foreign(notice.debtor), "\(words.amount(notice.outstanding, notice.currency))",
      ]
    }
    let table = Table(
      caption: words(.waitsForYou),
      columns: [
        .init(words(.day)), .init(words(.step)), .init(words(.debtor)), .init(words(.outstanding), isNumber: true),
      ], rows: rows)
    return "<section><h2>\(words.counted(.waitingList, waiting.notices.count))</h2>\(table.html)</section>"
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
    let says: HTML =
      visit.lapse(detail) ?? "<p>\(words(.approveSays)) <span class=\"soft\">\(words(.approveUndo))</span></p>"
    return """
      \(says)
      <form method="post" action="\(Link.path("notices", id))/approve">\(visit.formToken)
      <input type="hidden" name="sha256" value="\(seen.sha256)">
      <input type="hidden" name="sure" value="1">
      <input type="hidden" name="once" value="\(visit.desk.sessions.token())">
      <input type="hidden" name="back" value="\(onward)">
      <div class="actions"><button class="main" data-key="a" data-again="\(words(.keyAgain))">\(words(detail.lapses == nil ? .actApprove : .writeAnew))</button>\(hold)\(next)</div>
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
      <li><a href="\(Link.path("notices", earlier.id))">\(words.step(earlier.step))</a>, \
      \(words.time(earlier.completedAt ?? earlier.openedAt)), \(words.amount(earlier.outstanding, earlier.currency))</li>

      """
    }
    let paid: HTML =
      claim.payments.isEmpty
      ? .empty : "<p class=\"soft\">\(words.counted(.paymentsSince, claim.payments.count))</p>"
    return "<details open><summary>\(words(.sentBefore))</summary><ul>\(lines)</ul>\(paid)</details>"
  }
}
