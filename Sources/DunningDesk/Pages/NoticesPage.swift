import DunningAPI
import Hummingbird

/// What goes out, newest first.
struct NoticesPage: Sendable {
  let visit: Visit

  private static let states = [
    "awaiting-approval", "held", "pending", "sending", "deferred", "sent", "failed", "in-doubt", "dropped",
  ]

  func show() async throws -> Response {
    let words = visit.words
    let state = visit.query.text("state").flatMap { Self.states.contains($0) ? $0 : nil }
    let address = { (path: String, cursor: String?, limit: String?) in
      Link.query(path, ["state": state, "cursor": cursor, "limit": limit])
    }
    let list: NoticeList = try await visit.get(
      address("/v1/notices", visit.query.text("cursor"), String(visit.desk.limits.rows)))
    let options = Self.states.map { choice -> HTML in
      let mark: HTML = choice == state ? " selected" : .empty
      return "<option value=\"\(choice)\"\(mark)>\(words.term(choice))</option>"
    }
    let pager: HTML =
      list.nextCursor.map {
        "<p class=\"pager\"><a href=\"\(address("/notices", $0, nil))\">\(words(.nextPage))</a></p>"
      }
      ?? .empty
    return visit.page(
      words(.notices),
      """
      <form class="filters" method="get" action="/notices">
      <label>\(words(.state)) <select name="state"><option value="">\(words(.everyState))</option>\(options)</select></label>
      <button>\(words(.filter))</button>
      </form>
      <section>\(list.notices.isEmpty ? "<p>\(words(.noNotices))</p>" : visit.table(of: list.notices))\(pager)</section>
      """)
  }
}

extension Visit {
  /// - Parameter byNextTry: whether the day is that of the next try, where there is one.
  func table(of notices: [NoticeResponse], byNextTry: Bool = false) -> HTML {
    let rows = notices.map { notice -> [HTML] in
      [
        words.time((byNextTry ? notice.nextAttemptAt : nil) ?? notice.completedAt ?? notice.openedAt),
        "<a href=\"\(Link.path("notices", notice.id))\">\(words.step(notice.step))</a>", HTML.foreign(notice.debtor),
        "\(words.amount(notice.outstanding, notice.currency))", words.badge(notice.state),
        notice.lastReply.map(words.reason) ?? .empty,
      ]
    }
    return Table(
      caption: words(.notices),
      columns: [
        .init(words(.day)), .init(words(.step)), .init(words(.debtor)), .init(words(.outstanding), isNumber: true),
        .init(words(.state)), .init(words(.answer)),
      ], rows: rows
    ).html
  }
}
