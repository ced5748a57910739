import Dunning
import DunningAPI

/// What becomes of the rows of a file of claims, as a table.
struct ClaimRows: Sendable {
  let visit: Visit
  let reading: DeskTable
  /// By the lines of the file.
  let results: [Int: BatchResult]
  /// Whether it is done, and not only looked at.
  let isDone: Bool

  private var words: Words { visit.words }

  private static let rowsMax = 500

  private func isNew(_ row: DeskTable.Row) -> Bool { results[row.line]?.status == 201 }
  private func isKnown(_ row: DeskTable.Row) -> Bool { results[row.line]?.status == 200 }

  /// Whether anything would be taken in.
  var isTakable: Bool { reading.rows.contains(where: isNew) || hasDoubts }

  /// How many send something in the moment in which they are taken in.
  var atOnce: Int { results.values.count(where: isDueAtOnce) }

  private func isDueAtOnce(_ result: BatchResult) -> Bool {
    // A moment that cannot be read is none of the daemon's.
    result.next.flatMap { try? Instant(parsing: $0.at) }.map { $0 <= visit.desk.house.now } ?? false
  }

  /// Whether a day is asked about that a person may say yes to.
  var hasDoubts: Bool {
    // A day that is none at all cannot be said yes to.
    results.values.contains {
      $0.problem?.code == ProblemCode.invalidDate.rawValue && $0.problem?.hint?.contains("\"accept\"") == true
    }
  }

  /// Whether no column says where the reminders go, and rows are refused for it.
  var lackWay: Bool {
    ["email", "address", "debtor_id"].allSatisfy { reading.columns.headings[$0] == nil }
      && results.values.contains {
        $0.problem?.field == "email" && $0.problem?.code == ProblemCode.missingField.rawValue
      }
  }

  /// Whether no row can be taken because of what may be said once for all of them, such as the creditor.
  var lackCommon: Bool {
    !isTakable
      && results.values.contains { ["creditor", "policy", "currency", "kind"].contains($0.problem?.field ?? "") }
  }

  /// How many are new, known and wrong.
  var sums: String {
    let new = reading.rows.count(where: isNew)
    let known = reading.rows.count(where: isKnown)
    let wrong = reading.rows.count - new - known
    let parts = [
      words.counted(isDone ? .rowsTaken : .rowsNew, new), known > 0 ? words.counted(.rowsKnown, known) : nil,
      wrong > 0 ? words.counted(.rowsWrong, wrong) : nil,
      reading.passedOver > 0 ? words.counted(.rowsPassed, reading.passedOver) : nil,
    ]
    return words.list(parts.compactMap { $0 })
  }

  var html: HTML {
    // What is wrong stands first: the rest needs nobody.
    let order = reading.rows.filter { !isNew($0) && !isKnown($0) } + reading.rows.filter { isNew($0) || isKnown($0) }
    let shown = order.prefix(Self.rowsMax)
    let table = Table(
      caption: words(.claims),
      columns: [
        .init(words(.line), isNumber: true), .init(words(.claim)), .init(words(.debtor)),
        .init(words(.amount), isNumber: true), .init(words(.due)), .init(words(.state)), .init(words(.note)),
      ], rows: shown.map(cells))
    let more: HTML =
      order.count > shown.count
      ? "<p class=\"soft\">\(words.counted(.moreRows, order.count - shown.count))</p>" : .empty
    return "\(table.html)\(more)"
  }

  private func cells(_ row: DeskTable.Row) -> [HTML] {
    let currency = row.fields["currency"] ?? ""
    // With the decimals of its currency, where it is a sum.
    let amount = row.fields["amount"].map { words.amount(Decimal.money($0, currency)?.decimal ?? $0, currency) } ?? ""
    let reference = HTML.reference(row.fields["reference"] ?? "")
    let claim: HTML =
      results[row.line]?.id.map { "<a href=\"\(Link.path("claims", $0))\">\(reference)</a>" } ?? reference
    return [
      "\(row.line)", claim, HTML.foreign(row.fields["debtor"] ?? ""), HTML.foreign(amount),
      row.fields["due"].map { words.time($0) } ?? .empty, state(row), note(row),
    ]
  }

  private func state(_ row: DeskTable.Row) -> HTML {
    if isNew(row) { return "<span class=\"badge good\">\(words(isDone ? .rowIsTaken : .rowIsNew))</span>" }
    if isKnown(row) { return words.badge("known") }
    return "<span class=\"badge bad\">\(words(.rowIsWrong))</span>"
  }

  private func note(_ row: DeskTable.Row) -> HTML {
    let faults = row.faults.map { fault -> HTML in
      let field = fault.field.flatMap(visit.label).map { "\($0): " } ?? ""
      return "<p>\(field)\(words.reason(fault.message))</p>"
    }
    guard let result = results[row.line] else { return HTML(faults) }
    if let problem = result.problem { return visit.rowProblem(problem) }
    let warnings = HTML((result.warnings ?? []).map { "<p>\(words.reason($0))</p>" })
    guard isDueAtOnce(result), let next = result.next else { return warnings }
    return "\(warnings)<p><b>\(words(.rowAtOnce, words.step(next.step)))</b></p>"
  }
}

extension Visit {
  /// What is wrong with a row of a file, in short.
  func rowProblem(_ problem: Problem) -> HTML {
    let field = problem.field.flatMap(label).map { "\($0): " } ?? ""
    if let known = words.clause(problem.detail) { return "<p>\(field)\(known)</p>" }
    let what = words.term("problem-\(problem.code)", else: words(.problemUnknown))
    return """
      <p>\(field)\(what)</p><details><summary>\(words(.problemDetails))</summary>\
      <p lang="en">\(HTML.foreign(problem.detail))</p></details>
      """
  }
}
