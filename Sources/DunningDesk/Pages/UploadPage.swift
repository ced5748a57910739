import DunningAPI
import Hummingbird

/// A statement that was dropped: shown first, taken in when that was confirmed.
struct UploadPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  /// How a file is to be read.
  private struct Way {
    /// The name of a map; nil of a file that says itself what it is.
    var map: String?
    /// The account, where the file does not say it.
    var account: String?
  }

  /// Reads the file and shows what would become of it.
  func read() async throws -> Response {
    try check()
    let file = try visit.dropped()
    let accounts = try await visit.get(AccountList.self, "/v1/statements").accounts.map(\.account)
    let way = Way(
      map: visit.form.text("map"), account: visit.form.text("account") ?? (accounts.count == 1 ? accounts.first : nil))
    do {
      let result = try await send(file, way, isDryRun: true)
      return try preview(file, Way(map: way.map ?? result.map, account: way.account), result, accounts)
    } catch let problem as Problem where problem.status == ProblemCode.invalidValue.status {
      return try await ask(file, way, problem, accounts)
    }
  }

  func take() async throws -> Response {
    try check()
    let upload = try visit.kept()
    let way = Way(map: visit.form.text("map"), account: visit.form.text("account"))
    let result = try await send(upload, way, isDryRun: false)
    return visit.page(
      "\(words(.takenIn)): \(upload.name)",
      """
      <section>\(statements(result.statements))
      \(entries(result.entries))
      <p><a href="/money">\(words(.money))</a></p></section>
      """)
  }

  private func check() throws {
    guard visit.may("POST /v1/statements") else { throw Refusal(.notAllowed, words(.notYours)) }
  }

  private func send(_ file: Upload, _ way: Way, isDryRun: Bool) async throws -> StatementResponse {
    let path = Link.query(
      "/v1/statements",
      [
        "file": file.name, "map": way.map, "account": way.account, "dry_run": isDryRun ? "true" : nil,
      ])
    return try WireCoding.decode(StatementResponse.self, from: try await visit.send(.post, path, file.bytes))
  }
}

// MARK: - How a table is read

extension UploadPage {
  /// A file that says not itself what it is: by the one map that fits it, or by the one that the reader chooses.
  private func ask(
    _ file: Upload, _ way: Way, _ problem: Problem, _ accounts: [String]
  ) async throws -> Response {
    let maps = try visit.desk.house.statementMaps()
    var fitting: [(DeskMap, StatementResponse)] = []
    for map in maps where way.map == nil {
      let own = Way(map: map.name, account: way.account)
      if let result = try await attempt(file, own) { fitting.append((map, result)) }
    }
    if fitting.count == 1, let (map, result) = fitting.first {
      return try preview(file, Way(map: map.name, account: way.account), result, accounts)
    }
    return try choice(file, way, fitting.isEmpty ? maps : fitting.map(\.0), fits: !fitting.isEmpty, problem)
  }

  /// Nil where the map does not fit.
  private func attempt(_ file: Upload, _ way: Way) async throws -> StatementResponse? {
    do {
      let result = try await send(file, way, isDryRun: true)
      return result.entries.isEmpty ? nil : result
    } catch let problem as Problem where problem.status < 500 {
      return nil
    }
  }

  private func choice(
    _ file: Upload, _ way: Way, _ maps: [DeskMap], fits: Bool, _ problem: Problem
  ) throws -> Response {
    visit.page(
      "\(words(.takeStatement)): \(file.name)",
      """
      \(way.map == nil ? .empty : visit.problemText(problem))
      <section><h2>\(words(.mapTitle))</h2>
      <p>\(fits ? words(.mapSeveral) : words(.mapNone))</p>
      <p class="soft">\(words(.mapSays))</p>
      <form class="filters" method="post" action="/money/read">\(visit.formToken)
      <input type="hidden" name="ticket" value="\(try visit.ticket(for: file))">
      \(hidden("account", way.account))<label>\(words(.mapForm)) <select name="map" required><option value="">–</option>\(options(maps, chosen: way.map))</select></label>
      <button class="main">\(words(.readAgain))</button>
      <a class="button quiet" href="/money">\(words(.cancel))</a>
      </form>
      </section>
      """, status: .unprocessableContent)
  }

  private func options(_ maps: [DeskMap], chosen: String?) -> [HTML] {
    // By what people call them, those in the reader's letters first.
    let sorted = maps.sorted { left, right in
      let names = [left, right].map { $0.title ?? $0.name }
      let isOwn = names.map { name in name.utf8.first.map { $0 < 0x80 } == (words.language != .chinese) }
      return isOwn[0] != isOwn[1] ? isOwn[0] : names[0].lowercased() < names[1].lowercased()
    }
    return sorted.map { map -> HTML in
      let mark: HTML = map.name == chosen ? " selected" : .empty
      return "<option value=\"\(map.name)\"\(mark)>\(map.title ?? map.name)</option>"
    }
  }

  private func hidden(_ name: String, _ value: String?) -> HTML {
    value.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">\n" } ?? .empty
  }
}

// MARK: - What would become of it

extension UploadPage {
  private func preview(
    _ file: Upload, _ way: Way, _ result: StatementResponse, _ accounts: [String]
  ) throws -> Response {
    let ticket = try visit.ticket(for: file)
    let title = try way.map.map { name in
      try visit.desk.house.statementMaps().first { $0.name == name }?.title ?? name
    }
    return visit.page(
      "\(words(.takeStatement)): \(file.name)",
      """
      <section><h2>\(words(.willHappen))</h2>
      <p>\(words(.takeStatementWill))</p>
      \(title.map { "<p class=\"soft\">\(words(.mapRead, $0))</p>" } ?? .empty)
      \(account(result, way, ticket, accounts))
      \(statements(result.statements))
      \(entries(result.entries))
      <p class="soft">\(words(.takeStatementUndo))</p>
      <form method="post" action="/money/take">\(visit.formToken)
      <input type="hidden" name="ticket" value="\(ticket)">
      \(hidden("map", way.map))\(hidden("account", way.account))<div class="actions">\
      <button class="main">\(words(.takeStatement))</button>
      <a class="button quiet" href="/money">\(words(.cancel))</a></div>
      </form>
      </section>
      """)
  }

  /// Asks for the account of a file that does not say it, where there is more than one.
  private func account(
    _ result: StatementResponse, _ way: Way, _ ticket: String, _ accounts: [String]
  ) -> HTML {
    guard result.statements.contains(where: { $0.account == nil }), accounts.count > 1 else { return .empty }
    let options = accounts.map { account -> HTML in "<option>\(account)</option>" }
    return """
      <p class="banner">\(words(.accountSays))</p>
      <form class="filters" method="post" action="/money/read">\(visit.formToken)
      <input type="hidden" name="ticket" value="\(ticket)">
      \(hidden("map", way.map))<label>\(words(.accountForm)) <select name="account">\(options)</select></label>
      <button>\(words(.readAgain))</button>
      </form>
      """
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
    let rows = entries.prefix(500).map(row)
    let more: HTML =
      entries.count > rows.count
      ? "<p class=\"soft\">\(words.counted(.moreRows, entries.count - rows.count))</p>" : .empty
    let table = Table(
      caption: words(.entries),
      columns: [
        .init(words(.day)), .init(words(.from)), .init(words(.purpose)), .init(words(.amount), isNumber: true),
        .init(words(.state)), .init(words(.claims)), .init(words(.why)),
      ], rows: Array(rows))
    return "\(table.html)\(more)"
  }

  private func row(_ entry: TakenPart) -> [HTML] {
    let claims = entry.allocations.map { allocation -> HTML in
      "\(HTML.reference(allocation.reference)): \(words.sum(allocation.amount))"
    }
    let maybe = entry.candidates.map { candidate -> HTML in "\(HTML.reference(candidate.reference))?" }
    let undo: HTML =
      entry.payment.map { id in
        let link: HTML = " <a href=\"\(Link.path("money", id))\">\(id)</a>"
        return id.hasPrefix("p") && entry.verdict == "booked"
          ? "\(link) · <a href=\"\(Link.path("money", id, "undo"))\">\(words(.undoLink))</a>" : link
      } ?? .empty
    return [
      entry.date.map { words.time($0) } ?? "–", HTML.foreign(entry.name ?? ""),
      "<span class=\"soft\">\(HTML.foreign(entry.text ?? ""))</span>", "\(words.amount(entry.amount, entry.currency))",
      "\(words.badge(ofVerdict: entry.verdict, candidates: entry.candidates.count))\(undo)",
      (claims + maybe).joined(", "), entry.because.map(words.reason).joined("; "),
    ]
  }
}
