import DunningAPI
import Hummingbird

/// A statement that was dropped: shown first, taken in when that was confirmed.
struct UploadPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  /// Reads the file and shows what would become of it.
  func read() async throws -> Response {
    try check()
    guard let file = visit.form.file("file"), !file.bytes.isEmpty else {
      throw Problem(.missingField, detail: words(.isMissing, words(.file)), field: "file")
    }
    let name = Self.plain(file.name)
    let result = try await send(file.bytes, name, isDryRun: true)
    guard let ticket = visit.desk.sessions.keep(upload: name, file.bytes, of: visit.token) else {
      throw Problem(.conflict, detail: words(.uploadsFull))
    }
    return visit.page(
      "\(words(.takeStatement)): \(name)",
      """
      <section><h2>\(words(.willHappen))</h2>
      <p>\(words(.takeStatementWill))</p>
      \(statements(result.statements))
      \(entries(result.entries))
      <p class="soft">\(words(.takeStatementUndo))</p>
      <form method="post" action="/money/take">\(visit.formToken)
      <input type="hidden" name="ticket" value="\(ticket)">
      <div class="actions"><button class="main">\(words(.takeStatement))</button>
      <a class="button quiet" href="/money">\(words(.cancel))</a></div>
      </form>
      </section>
      """)
  }

  func take() async throws -> Response {
    try check()
    guard let upload = visit.form.text("ticket").flatMap({ visit.desk.sessions.takeUpload($0, of: visit.token) }) else {
      throw Problem(.conflict, detail: words(.uploadGone))
    }
    let result = try await send(upload.bytes, upload.name, isDryRun: false)
    return visit.page(
      "\(words(.takenIn)): \(upload.name)",
      """
      <section>\(statements(result.statements))
      \(entries(result.entries))
      <p><a href="/money">\(words(.money))</a></p></section>
      """)
  }

  private func check() throws {
    guard visit.may("POST /v1/statements") else { throw Problem(.notAllowed, detail: words(.notYours)) }
  }

  private func send(_ bytes: [UInt8], _ name: String, isDryRun: Bool) async throws -> StatementResponse {
    let path = Link.query("/v1/statements", ["file": name, "dry_run": isDryRun ? "true" : nil])
    return try WireCoding.decode(StatementResponse.self, from: try await visit.send(.post, path, bytes))
  }

  /// The last part of a path, without what is no text.
  private static func plain(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "statement"
    let plain = String(last.filter { !$0.isNewline && $0 != "\"" }.prefix(100))
    return plain.isEmpty ? "statement" : plain
  }

  private func statements(_ statements: [StatementResponse.Statement]) -> HTML {
    let rows = statements.map { statement -> [HTML] in
      let addsUp: HTML =
        switch statement.addsUp {
        case true?: words.badge("adds-up")
        case false?: "<span class=\"badge bad\">\(words.term("adds-not-up"))</span>"
        case nil: "–"
        }
      return [
        HTML.foreign(statement.account ?? "–"),
        statement.known ? .empty : "<span class=\"badge bad\">\(words(.unknownAccount))</span>",
        statement.until.map { words.time($0) } ?? "–",
        "\(words.number(statement.new)) / \(words.number(statement.entries))",
        addsUp,
      ]
    }
    return Table(
      caption: words(.statements),
      columns: [
        .init(words(.account)), .init(""), .init(words(.knownUntil)), .init(words(.newEntries), isNumber: true),
        .init(words(.balances)),
      ], rows: rows
    ).html
  }

  private func entries(_ entries: [TakenPart]) -> HTML {
    let rows = entries.prefix(500).map { entry -> [HTML] in
      let claims = entry.allocations.map { "\($0.reference): \(words.sum($0.amount))" }
      let maybe = entry.candidates.map { "\($0.reference)?" }
      return [
        "\(entry.entry)", "\(words.amount(entry.amount, entry.currency))", words.badge(entry.verdict),
        HTML.foreign((claims + maybe).joined(separator: ", ")),
        "<span lang=\"en\">\(HTML.foreign(entry.because.joined(separator: "; ")))</span>",
      ]
    }
    let more: HTML =
      entries.count > rows.count
      ? "<p class=\"soft\">\(words.counted(.moreRows, entries.count - rows.count))</p>" : .empty
    let table = Table(
      caption: words(.entries),
      columns: [
        .init("#"), .init(words(.amount), isNumber: true), .init(words(.state)), .init(words(.claims)),
        .init(words(.why)),
      ], rows: Array(rows))
    return "\(table.html)\(more)"
  }
}
