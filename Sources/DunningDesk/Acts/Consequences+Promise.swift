import Dunning
import DunningAPI

extension Consequences {
  /// The instalments that a promise comes to; of one payment there is nothing more to say.
  ///
  /// What makes no plan is for the control API to refuse, with its reasons.
  func promising(_ entries: ActPage.Entries) -> HTML {
    guard let currency = target.currency, let open = target.outstanding else { return .empty }
    return instalments(
      of: instalments(entries, open, currency).map { [words.time($0.due.iso), sum($0)] }, names: [])
  }

  /// The same of all claims of a debtor, among which the instalments are divided.
  func promisingAll(_ entries: ActPage.Entries) async throws -> HTML {
    let debtor: DebtorResponse = try await visit.get(target.api + target.query)
    let claims = debtor.claims.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    let rows = Dictionary(grouping: claims, by: \.currency).sorted { $0.key < $1.key }.flatMap { code, own in
      let open = own.compactMap { Decimal.money($0.outstanding, code) }
      guard open.count == own.count, let first = open.first else { return [[HTML]]() }
      let plan = instalments(entries, Money.sum(open, in: first.currency).decimal, code)
      return zip(own, Promise.shares(of: plan, among: open)).flatMap { claim, share in
        share.map { [HTML.reference(claim.reference), words.time($0.due.iso), sum($0)] }
      }
    }
    return instalments(of: rows, names: [.init(words(.claim))])
  }

  private func instalments(of rows: [[HTML]], names: [Table.Column]) -> HTML {
    guard !rows.isEmpty else { return .empty }
    let table = Table(
      caption: words(.promises),
      columns: names + [.init(words(.fieldPromiseDay)), .init(words(.amount), isNumber: true)], rows: rows)
    return "<p><b>\(words(.instalmentsComing))</b></p>\(table.html)"
  }

  private func sum(_ instalment: Promise.Instalment) -> HTML {
    "\(words.amount(instalment.amount.decimal, instalment.amount.currency.code))"
  }

  /// Empty of what is one payment, or cannot be divided so: that is refused when it is sent, with the reason.
  private func instalments(_ entries: ActPage.Entries, _ outstanding: String, _ currency: String) -> [Promise
    .Instalment]
  {
    guard case .text(let day)? = entries.body["date"], case .text(let every)? = entries.body["every"],
      let first = try? CivilDate(parsing: day), let span = try? Span(parsing: every),
      let open = Decimal.money(outstanding, currency), open.isPositive,
      let plan = try? Promise.plan(
        for: open, first: first, every: span, amount: each(entries, currency), count: count(entries))
    else { return [] }
    return plan
  }

  private func each(_ entries: ActPage.Entries, _ currency: String) -> Money? {
    if case .text(let text)? = entries.body["amount"] { Decimal.money(text, currency) } else { nil }
  }

  private func count(_ entries: ActPage.Entries) -> Int? {
    if case .number(let count)? = entries.body["count"] { count } else { nil }
  }
}
