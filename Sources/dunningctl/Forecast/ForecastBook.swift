import Dunning
import DunningAPI
import DunningIntake

/// The claims of a file and the payments of another, checked row by row as the daemon would check them.
struct ForecastBook {
  private(set) var entries: [Forecast.Entry] = []
  private let rulebook: Rulebook
  private let session: Session
  private var badRows = 0
  private var claimFile = ""
  /// The entry of each creditor's reference, with the line that it stands on.
  private var places: [String: [(entry: Int, line: Int)]] = [:]
  /// What is known by its number, with the entry that it counts on.
  private var payments: [PaymentKey: (payment: Payment, entry: Int)] = [:]

  private struct PaymentKey: Hashable {
    let creditor: String
    let id: String
  }

  init(_ rulebook: Rulebook, _ session: Session) {
    self.rulebook = rulebook
    self.session = session
  }

  /// Partly done when a row was bad.
  var exitStatus: ExitStatus { badRows > 0 ? .partlyDone : .done }

  mutating func readClaims(_ path: String) throws(Failure) {
    claimFile = path
    try read(path, columns: .claims) { book, fields, line throws in
      try book.add(try ClaimRequest(fields: fields).draft(book.rulebook), line: line)
    }
  }

  mutating func readPayments(_ path: String) throws(Failure) {
    try read(path, columns: .payments) { book, fields, _ throws in try book.add(try PaymentRow(fields)) }
  }

  private mutating func add(_ draft: ClaimDraft, line: Int) throws {
    let known = places[draft.reference, default: []].first { entries[$0.entry].draft.creditor == draft.creditor }
    guard let known else {
      places[draft.reference, default: []].append((entries.count, line))
      entries.append(Forecast.Entry(draft))
      return
    }
    // The same row again is the same claim, as for the daemon, and a default may be named.
    if entries[known.entry].draft.asGiven == draft.asGiven { return }
    throw Problem(
      .referenceTaken, detail: "\(quoted(draft.reference)) stands on line \(known.line) with other content",
      field: "reference", hint: "a reference is unique for its creditor")
  }

  private mutating func add(_ row: PaymentRow) throws {
    let known = places[row.reference, default: []]
    guard let entry = known.first?.entry else {
      throw Problem(
        .notFound, detail: "there is no claim \(quoted(row.reference)) in \(claimFile)", field: "reference")
    }
    guard known.count == 1 else {
      let creditors = known.map { entries[$0.entry].draft.creditor }.joined(separator: ", ")
      throw Problem(
        .ambiguous, detail: "\(quoted(row.reference)) is a claim of several creditors: \(creditors)",
        field: "reference", hint: "forecast one creditor at a time")
    }
    let currency = entries[entry].draft.amount.currency
    let amount = try reading("amount") { try Money(parsing: row.amount, currency: currency) }
    guard amount.isPositive else {
      throw Problem(.invalidAmount, detail: "a payment must be more than nothing", field: "amount")
    }
    let payment = Payment(
      externalID: row.id, amount: amount, date: try reading("date") { try CivilDate(parsing: row.date) },
      recordedAt: Instant(milliseconds: 0))
    if try !isKnown(payment, of: entry) { entries[entry].payments.append(payment) }
  }

  /// The same number again counts once for a creditor, as for the daemon.
  private mutating func isKnown(_ payment: Payment, of entry: Int) throws -> Bool {
    guard let id = payment.externalID else { return false }
    let key = PaymentKey(creditor: entries[entry].draft.creditor, id: id)
    guard let known = payments[key] else {
      payments[key] = (payment, entry)
      return false
    }
    guard known.entry == entry else {
      throw Problem(
        .paymentTaken, detail: "payment \(quoted(id)) counted on \(entries[known.entry].draft.reference) already",
        field: "id", hint: "where one transfer paid several claims, give each part an id of its own")
    }
    if known.payment == payment { return true }
    throw Problem(.paymentTaken, detail: "payment \(quoted(id)) is known with another amount or day", field: "id")
  }

  private mutating func read(
    _ path: String, columns: FileColumns,
    _ take: (inout ForecastBook, [(key: String, value: String?)], _ line: Int) throws -> Void
  ) throws(Failure) {
    let file = try InputFile(path: path)
    var rows = try file.rows(columns: columns)
    while let row = try rows.row() {
      do {
        try take(&self, try Self.fields(try row.content.get()), row.line)
      } catch {
        guard let problem = error as? Problem else {
          throw Failure(.bug, code: "unexpected", "\(file.name):\(row.line): \(error)")
        }
        badRows += 1
        try tell(problem, "\(file.name):\(row.line)")
      }
    }
  }

  /// `FILE:LINE: error: …`, as editors know it; one JSON object a row where JSON was asked for.
  private func tell(_ problem: Problem, _ place: String) throws(Failure) {
    guard session.format.isJSON else {
      if let errors = problem.errors, errors.count > 1 {
        for error in errors { try session.note(printable("\(place): error: \(error)")) }
        return
      }
      let field = problem.field.map { " (\($0))" } ?? ""
      try session.note(printable("\(place): error: \(problem.detail)\(field)"))
      if let hint = problem.hint { try session.note(printable("  hint: \(hint)")) }
      return
    }
    var placed = problem
    placed.detail = "\(place): \(problem.detail)"
    try session.remark(try Session.document(try Wire.encode(placed)).json + "\n")
  }

  /// The members of a row; nil stands for a value that is no text.
  private static func fields(_ bytes: [UInt8]) throws -> [(key: String, value: String?)] {
    guard case .object(let members) = JSONValue(parsing: bytes) else {
      throw Problem(.malformedJSON, detail: "the line is not a JSON object", hint: "one object a line, in UTF-8")
    }
    // What is null is not given.
    return members.filter { $0.value != .null }.map { ($0.key, $0.value.text) }
  }
}

/// A row of a payments file.
private struct PaymentRow {
  let reference: String
  let date: String
  let amount: String
  let id: String?

  init(_ fields: [(key: String, value: String?)]) throws {
    func text(_ key: String) throws -> String? {
      guard let field = fields.first(where: { $0.key == key }) else { return nil }
      guard let value = field.value else {
        throw Problem(.wrongType, detail: "the field \"\(key)\" must be a string", field: key)
      }
      return value
    }
    func required(_ key: String) throws -> String {
      guard let value = try text(key) else {
        throw Problem(.missingField, detail: "the field \"\(key)\" is missing", field: key)
      }
      return value
    }
    reference = try line(try required("reference"), "reference")
    date = try required("date")
    amount = try required("amount")
    id = try text("id").map { try line($0, "id") }
  }
}
