import DunningAPI
import Hummingbird

/// Claims that a file brings: a table or an e-invoice, looked at first, taken in when that was confirmed.
struct BringPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  static let route = "POST /v1/claims/batch"

  func show() throws -> Response {
    try check()
    return visit.page(
      words(.bringClaims),
      """
      <section><h2>\(words(.bringFile))</h2>
      <p>\(words(.bringFileSays))</p>
      <form class="filters" method="post" action="/claims/bring/read" enctype="multipart/form-data">\(visit.formToken)
      <label>\(words(.file)) <input type="file" name="file" required></label>
      <button class="main">\(words(.lookAtFile))</button>
      </form>
      </section>
      <section><h2>\(words(.bringOne))</h2>
      <p>\(words(.bringOneSays))</p>
      <p><a class="button" href="/claims/new">\(words(.actNewClaim))</a></p>
      </section>
      """)
  }

  /// Reads the file and shows what would become of it.
  func read() async throws -> Response {
    try check()
    let file = try visit.dropped()
    if file.isInvoice { return try await InvoicePage(visit: visit).preview(file) }
    let reading = try await visit.desk.house.claimTable(try question(file))
    guard reading.isWhole, visit.form["ask"] == nil else { return try ask(file, reading) }
    return try await preview(file, reading)
  }

  func take() async throws -> Response {
    try check()
    let file = try visit.kept()
    if file.isInvoice { return try await InvoicePage(visit: visit).take(file) }
    let reading = try await visit.desk.house.claimTable(try question(file))
    let results = try await send(reading, isDryRun: false)
    let rows = ClaimRows(visit: visit, reading: reading, results: results, isDone: true)
    return visit.page(
      "\(words(.takenIn)): \(file.name)",
      """
      <section><p><b>\(rows.sums)</b></p>
      <p class="soft">\(words(.bringUndo))</p>
      \(rows.html)
      <p><a href="/claims">\(words(.claims))</a></p></section>
      """)
  }

  private func check() throws {
    guard visit.may(Self.route) else { throw Refusal(.notAllowed, words(.notYours)) }
  }

  private func question(_ file: Upload) throws -> DeskTableQuestion {
    DeskTableQuestion(
      name: file.name, bytes: file.bytes, map: visit.form.text("map"),
      columns: visit.form["columns"] == "1" ? try ColumnForm(visit: visit).entered() : nil)
  }

  /// What the control API says of the rows that can be read, by the lines of the file.
  private func send(_ reading: DeskTable, isDryRun: Bool) async throws -> [Int: BatchResult] {
    let good = reading.rows.filter(\.faults.isEmpty)
    guard !good.isEmpty else { return [:] }
    var body: [UInt8] = []
    for row in good { body += try WireCoding.encode(row.request(reading.columns)) + [UInt8(ascii: "\n")] }
    let accept = visit.form["accept"] == "true" ? "true" : nil
    let path = Link.query("/v1/claims/batch", ["dry_run": isDryRun ? "true" : nil, "accept": accept])
    let lines = try await visit.send(.post, path, body).split(separator: UInt8(ascii: "\n"))
    var results: [Int: BatchResult] = [:]
    for line in lines {
      let result = try WireCoding.decode(BatchResult.self, from: Array(line))
      guard good.indices.contains(result.line - 1) else { continue }
      results[good[result.line - 1].line] = result
    }
    return results
  }
}

// MARK: - What it looks like

extension BringPage {
  /// A table of which not all is known that a claim needs.
  private func ask(_ file: Upload, _ reading: DeskTable) throws -> Response {
    let ticket = try visit.ticket(for: file)
    return visit.page(
      "\(words(.bringClaims)): \(file.name)",
      """
      <section><h2>\(words(.columnsTitle))</h2>
      <p>\(words(.columnsSays))</p>
      \(missing(reading))
      \(try maps(reading, ticket))
      \(ColumnForm(visit: visit).html(reading, ticket))
      </section>
      """, status: .unprocessableContent)
  }

  /// What every claim must have and nothing says yet.
  private func missing(_ reading: DeskTable) -> HTML {
    let names = ColumnForm.fields.filter { reading.missing.contains($0.name) }.map { words($0.label) }
    return names.isEmpty ? .empty : "<p class=\"banner\">\(words(.columnsMissing, words.list(names)))</p>"
  }

  private func preview(_ file: Upload, _ reading: DeskTable) async throws -> Response {
    let results = try await send(reading, isDryRun: true)
    let ticket = try visit.ticket(for: file)
    let rows = ClaimRows(visit: visit, reading: reading, results: results, isDone: false)
    return visit.page(
      "\(words(.bringClaims)): \(file.name)",
      """
      <section><h2>\(words(.willHappen))</h2>
      <p>\(words(.bringWill))</p>
      \(try maps(reading, ticket))
      <p><b>\(rows.sums)</b></p>
      \(rows.atOnce > 0 ? "<p class=\"banner\">\(words.counted(.leaveAtOnce, rows.atOnce))</p>" : .empty)
      <form method="post" action="/claims/bring/take">\(visit.formToken)\(kept(ticket, reading))
      \(rows.hasDoubts ? accept : .empty)
      \(rows.isTakable ? "<p class=\"soft\">\(words(.bringUndo))</p>" : .empty)
      <div class="actions">\(rows.isTakable ? "<button class=\"main\">\(words(.bringTake))</button>" : .empty)
      <a class="button quiet" href="/claims/bring">\(words(.cancel))</a></div>
      </form>
      \(rows.lackWay ? "<p class=\"banner\">\(words(.columnsNoWay))</p>" : .empty)
      \(rows.lackCommon ? "<p class=\"banner\">\(words(.columnsCommon))</p>" : .empty)
      \(rows.html)
      <details\(rows.lackWay || rows.lackCommon ? " open" : .empty)><summary>\(words(.columnsTitle))</summary>\(ColumnForm(visit: visit).html(reading, ticket))</details>
      </section>
      """)
  }

  /// How the file is read again when that is confirmed.
  private func kept(_ ticket: String, _ reading: DeskTable) -> HTML {
    let columns: HTML =
      visit.form["columns"] == "1" ? ColumnForm(visit: visit).hidden(reading.columns) : .empty
    let map: HTML = reading.map.map { "<input type=\"hidden\" name=\"map\" value=\"\($0)\">" } ?? .empty
    return "<input type=\"hidden\" name=\"ticket\" value=\"\(ticket)\">\n\(columns.text.isEmpty ? map : columns)"
  }

  private var accept: HTML {
    """
    <p><label class="check"><input type="checkbox" name="accept" value="true"> \(words(.fieldAccept))</label></p>
    """
  }

  /// As which program's table it is read, and others that it may be.
  private func maps(_ reading: DeskTable, _ ticket: String) throws -> HTML {
    let known = try visit.desk.house.claimMaps()
    let title = { (name: String) in known.first { $0.name == name }?.title ?? name }
    let read: HTML = reading.map.map { "<p class=\"soft\">\(words(.mapRead, title($0)))</p>" } ?? .empty
    guard reading.fitting.count > 1 else { return read }
    let options = reading.fitting.map { name -> HTML in
      let mark: HTML = name == reading.map ? " selected" : .empty
      return "<option value=\"\(name)\"\(mark)>\(title(name))</option>"
    }
    return """
      \(read)<form class="filters" method="post" action="/claims/bring/read">\(visit.formToken)
      <input type="hidden" name="ticket" value="\(ticket)">
      <label>\(words(.mapForm)) <select name="map">\(options)</select></label>
      <button>\(words(.readAgain))</button>
      </form>
      """
  }
}

extension DeskTable {
  /// Whether all is known that a claim must have.
  fileprivate var isWhole: Bool { !rows.isEmpty && missing.isEmpty }

  /// What a claim must have that neither a column nor a constant says.
  fileprivate var missing: Set<String> {
    Set(ClaimRequest.requiredKeys.filter { columns.headings[$0] == nil && columns.constants[$0] == nil })
  }
}

extension DeskTable.Row {
  /// The claim that the row tells of; what is missing is for the control API to name, with all else that is wrong.
  fileprivate func request(_ columns: DeskColumns) -> ClaimRequest {
    var request = ClaimRequest()
    for (name, value) in fields {
      if let place = ClaimField.places[name] { ClaimField.all[place].set(value, in: &request) }
    }
    if columns.isOpenBalance { request.openBalance = true }
    return request
  }
}

extension Upload {
  /// Whether it is an e-invoice, XML or PDF, and no table.
  fileprivate var isInvoice: Bool {
    let start = bytes.prefix(64).drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return start.starts(with: "<".utf8) || start.starts(with: "%PDF".utf8)
  }
}
