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
      "<h3>\(HTML.foreign(total.creditor)) · \(words.amount(total.total, total.currency))</h3>\(chart(total))"
    }
    let rows = report.rows.prefix(visit.desk.limits.rows * 4).map { row -> [HTML] in
      [
        HTML.foreign(row.debtor ?? ""), HTML.foreign(row.creditor), "\(row.currency)",
      ] + buckets(row).map { "\(words.sum($0.amount))" } + ["\(words.sum(row.total))"]
    }
    let columns =
      [Table.Column(words(.debtor)), .init(words(.creditor)), .init(words(.currency))]
      + Self.names.map { .init(words($0), isNumber: true) } + [.init(words(.total), isNumber: true)]
    let more = report.rows.count - rows.count
    return visit.page(
      words(.books),
      """
      <form class="filters" method="get" action="/books">
      <label>\(words(.asOf)) <input type="date" name="as_of" value="\(visit.query.text("as_of") ?? "")"></label>
      <button>\(words(.show))</button>
      </form>
      <section><h2>\(words(.ageing)), \(words.time(report.asOf))</h2>
      \(report.totals.isEmpty ? "<p>\(words(.nothingOpen))</p>" : HTML(charts))
      \(rows.isEmpty ? .empty : Table(caption: words(.ageing), columns: columns, rows: Array(rows)).html)
      \(more > 0 ? "<p class=\"soft\">\(words.counted(.moreRows, more))</p>" : .empty)
      <p class="actions"><a class="button" href="/books/ageing.csv" download>\(words(.ageingCSV))</a>
      <a class="button" href="/books/register.csv" download>\(words(.registerCSV))</a></p>
      </section>
      """)
  }

  func register() async throws -> Response { try await csv("/v1/register?format=csv", "register.csv") }

  func ageing() async throws -> Response { try await csv("/v1/ageing?format=csv", "ageing.csv") }

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
    let bars = zip(buckets, sizes).enumerated().map { place, bar -> HTML in
      let (bucket, size) = bar
      let (y, width) = (place * 26, Int((size / most * 380).rounded()))
      return """
        <text x="120" y="\(y + 17)" text-anchor="end">\(words(bucket.name))</text>\
        <rect x="130" y="\(y + 4)" width="\(width)" height="18" rx="2"></rect>\
        <text x="\(width + 138)" y="\(y + 17)">\(words.sum(bucket.amount))</text>

        """
    }
    return """
      <svg class="chart" viewBox="0 0 640 \(buckets.count * 26)" role="img" aria-label="\(words(.ageing))">
      \(Array(bars))</svg>
      """
  }
}
