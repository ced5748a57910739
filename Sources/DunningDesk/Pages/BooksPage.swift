import DunningAPI
import HTTPTypes
import Hummingbird

/// What is open, by how late it is, as a picture and as figures; the books as files.
struct BooksPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    let path = Link.query("/v1/ageing", ["as_of": visit.query.text("as_of")])
    let report: AgeingResponse = try await visit.get(path)
    let charts = report.totals.map { total -> HTML in
      "<h3>\(HTML.foreign(total.creditor)) · \(words.amount(total.total, total.currency))</h3>\(balance(total))\(chart(total))"
    }
    let shown = report.rows.prefix(visit.desk.limits.rows * 4)
    let rows = shown.map { cells($0, debtor($0)) } + report.totals.map { cells($0, "<b>\(words(.total))</b>") }
    let columns = columns(report)
    let table = Table(
      caption: words(.ageing), columns: columns.map(\.column),
      rows: rows.map { row in
        columns.map { row[$0.place] }
      })
    let more = report.rows.count - shown.count
    let csv = Link.query("/books/ageing.csv", ["as_of": visit.query.text("as_of")])
    return visit.page(
      words(.books),
      """
      <form class="filters" method="get" action="/books">
      <label>\(words(.asOf)) <input type="date" name="as_of" value="\(visit.query.text("as_of") ?? "")"></label>
      <button>\(words(.show))</button>
      </form>
      <section><h2>\(words(.ageing)), \(words.time(report.asOf))</h2>
      \(report.totals.isEmpty ? "<p>\(words(.nothingOpen))</p>" : HTML(charts))
      \(shown.isEmpty ? .empty : table.html)
      \(more > 0 ? "<p class=\"soft\">\(words.counted(.moreRows, more))</p>" : .empty)
      <p class="actions"><a class="button" href="\(csv)" download>\(words(.ageingCSV))</a></p>
      </section>
      <section><h2>\(words(.registerCSV))</h2>
      <form class="filters" method="get" action="/books/register.csv">
      <label>\(words(.month)) <select name="month"><option value="">\(words(.everything))</option>\(months(report.asOf))</select></label>
      <button>\(words(.downloadRegister))</button>
      </form>
      </section>
      """)
  }

  /// The columns, without those that say the same in each row, or nothing; with the place of each in its row.
  private func columns(_ report: AgeingResponse) -> [(place: Int, column: Table.Column)] {
    let sums = Self.names + [.total, .credit, .balance]
    let all =
      [Table.Column(words(.debtor)), .init(words(.creditor)), .init(words(.currency))]
      + sums.map { .init(words($0), isNumber: true) }
    var dropped: Set<Int> = []
    if Set(report.totals.map(\.creditor)).count < 2 { dropped.insert(1) }
    if Set(report.totals.map(\.currency)).count < 2 { dropped.insert(2) }
    let hasCredit = report.totals.contains { ($0.credit ?? "0").contains { ("1"..."9").contains($0) } }
    if !hasCredit { dropped.formUnion([all.count - 2, all.count - 1]) }
    return all.enumerated().filter { !dropped.contains($0.offset) }.map { ($0.offset, $0.element) }
  }

  private func cells(_ row: AgeingResponse.Row, _ name: HTML) -> [HTML] {
    // What is nothing is not printed: a figure is found the sooner.
    let sum = { (text: String) -> HTML in
      text.contains { ("1"..."9").contains($0) } ? "\(words.sum(text))" : .empty
    }
    let buckets = buckets(row).map { sum($0.amount) }
    return [name, HTML.foreign(row.creditor), "\(row.currency)"] + buckets + [
      "\(words.sum(row.total))", sum(row.credit ?? "0"), "<b>\(words.sum(row.balance ?? row.total))</b>",
    ]
  }

  func register() async throws -> Response {
    let month = visit.query.text("month").flatMap(Month.init)
    return try await csv(
      Link.query("/v1/register", ["format": "csv", "from": month?.first, "until": month?.last]),
      month.map { "register-\($0.text).csv" } ?? "register.csv")
  }

  func ageing() async throws -> Response {
    try await csv(Link.query("/v1/ageing", ["format": "csv", "as_of": visit.query.text("as_of")]), "ageing.csv")
  }

  private func debtor(_ row: AgeingResponse.Row) -> HTML {
    guard let id = row.debtorId else { return HTML.foreign(row.debtor ?? "") }
    return "<a href=\"\(Link.path("debtors", row.creditor, id))\">\(HTML.foreign(row.debtor ?? id))</a>"
  }

  /// What is left when the debtors' credit is taken off: the figure of the ageing report.
  private func balance(_ total: AgeingResponse.Row) -> HTML {
    guard let credit = total.credit, let balance = total.balance, credit.contains(where: { ("1"..."9").contains($0) })
    else { return .empty }
    return """
      <p>\(words(.credit)): \(words.amount(credit, total.currency)) · \
      \(words(.balance)): <b>\(words.amount(balance, total.currency))</b></p>
      """
  }

  /// The last two years, the newest first.
  private func months(_ today: String) -> [HTML] {
    guard var month = Month(String(today.prefix(7))) else { return [] }
    return (0..<24).map { _ -> HTML in
      defer { month = month.before }
      return "<option value=\"\(month.text)\">\(month.text)</option>\n"
    }
  }

  private func csv(_ path: String, _ name: String) async throws -> Response {
    var response = try await visit.pass(path)
    response.headers = DeskHeaders.page
    response.headers[.contentType] = "text/csv; charset=utf-8"
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }

  private static let names: [Phrase] = [.notDue, .daysUpTo30, .daysUpTo60, .daysUpTo90, .daysOver90]

  private func buckets(_ row: AgeingResponse.Row) -> [(name: Phrase, amount: String)] {
    Array(zip(Self.names, [row.notDue, row.upTo30, row.upTo60, row.upTo90, row.over90])).map { ($0, $1) }
  }

  /// Bars; the sums stand beside them as text, so that nobody has to see the picture.
  private func chart(_ total: AgeingResponse.Row) -> HTML {
    let buckets = buckets(total)
    let sizes = buckets.map { max(0, Double($0.amount) ?? 0) }
    let most = max(sizes.max() ?? 0, 0.01)
    let bars = zip(buckets, sizes).map { bucket, size -> HTML in
      let width = max(size > 0 ? 1 : 0, Int((size / most * 100).rounded()))
      return """
        <span>\(words(bucket.name))</span>\
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="\(width)" height="10"></rect></svg>\
        <span class="number">\(words.sum(bucket.amount))</span>

        """
    }
    return "<div class=\"bars\">\(bars)</div>"
  }
}

/// A month as a form sends it: `2026-11`.
struct Month {
  private let year: Int
  private let number: Int

  init?(_ text: String) {
    let parts = text.split(separator: "-")
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]), year > 0,
      let number = Int(parts[1]), (1...12).contains(number)
    else { return nil }
    (self.year, self.number) = (year, number)
  }

  private init(year: Int, number: Int) { (self.year, self.number) = (year, number) }

  var text: String { "\(Self.padded(year, 4))-\(Self.padded(number, 2))" }
  var first: String { "\(text)-01" }
  var last: String { "\(text)-\(days)" }
  var before: Month { number == 1 ? Month(year: year - 1, number: 12) : Month(year: year, number: number - 1) }

  private var days: Int {
    switch number {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
  }
}
