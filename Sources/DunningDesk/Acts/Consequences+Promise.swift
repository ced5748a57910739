import Dunning
import DunningAPI

extension Consequences {
  /// The instalments that a promise comes to; of one payment there is nothing more to say.
  ///
  /// What makes no plan is for the control API to refuse, with its reasons.
  func promising(_ entries: ActPage.Entries) -> HTML {
    guard let currency = target.currency, let instalments = instalments(entries, currency) else { return .empty }
    let rows = instalments.map { instalment -> [HTML] in
      [words.time(instalment.due.iso), "\(words.amount(instalment.amount.decimal, currency))"]
    }
    let table = Table(
      caption: words(.promises),
      columns: [.init(words(.fieldPromiseDay)), .init(words(.amount), isNumber: true)], rows: rows)
    return "<p><b>\(words(.instalmentsComing))</b></p>\(table.html)"
  }

  private func instalments(_ entries: ActPage.Entries, _ currency: String) -> [Promise.Instalment]? {
    guard case .text(let day)? = entries.body["date"], case .text(let every)? = entries.body["every"],
      // What cannot be read or divided is refused when it is sent, with the reason.
      let first = try? CivilDate(parsing: day), let span = try? Span(parsing: every),
      let open = target.outstanding.flatMap({ Decimal.money($0, currency) }), open.isPositive
    else { return nil }
    return try? Promise.plan(
      for: open, first: first, every: span, amount: each(entries, currency), count: count(entries))
  }

  private func each(_ entries: ActPage.Entries, _ currency: String) -> Money? {
    if case .text(let text)? = entries.body["amount"] { Decimal.money(text, currency) } else { nil }
  }

  private func count(_ entries: ActPage.Entries) -> Int? {
    if case .number(let count)? = entries.body["count"] { count } else { nil }
  }
}
