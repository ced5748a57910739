import Dunning
import DunningAPI
import DunningEvidence
import DunningIntake
import DunningStore
import Hummingbird

/// The ageing report.
struct AgeingRoutes: Sendable {
  let desk: ControlDesk
  let books: RegisterRoutes

  /// What was open at the end of a day, today's when none is given, by how late it was; sent while it is made.
  func ageing(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (query, rulebook, now) = (try Query(request), desk.rulebook(), desk.now())
    let day = try query.day("as_of") ?? rulebook.operationZone.date(at: now)
    let format = try query.choice("format", AgeingFormat.self) ?? .json
    let reading = try await desk.docket.ageing(asOf: day, rulebook: rulebook)
    switch format {
    case .pdf: return try await books.printed(reading, rulebook)
    case .json:
      let form = AgeingJSON(asOf: day, responses: Responses(rulebook: rulebook, now: now))
      return .pieces("application/json") { send in try await Self.send(reading, form, send) }
    case .csv:
      let form = AgeingCSVForm(csv: AgeingCSV(asOf: day))
      return .pieces(RegisterRoutes.csvType) { send in try await Self.send(reading, form, send) }
    }
  }

  private static func send(
    _ reading: AgeingReading, _ form: some AgeingForm, _ send: ([UInt8]) async throws -> Void
  ) async throws {
    var (reading, form, pages) = (reading, form, 0)
    let lines = try OrderedLines()
    try await send(form.head)
    while let rows = try await reading.next() {
      try lines.add(try rows.map { .init(key: Array($0.order.utf8), text: try form.row($0)) })
      pages += 1
      // A client that hears nothing for long would give up.
      if pages.isMultiple(of: ControlLimits.ageingPagesSilentMax) { try await send(form.filler) }
    }
    while case let texts = try lines.take(before: nil, limit: ControlLimits.ageingRows), !texts.isEmpty {
      try await send(form.piece(texts))
    }
    try await send(try form.foot(reading.totals))
  }
}

/// In what form the ageing report is asked for.
private enum AgeingFormat: String, CaseIterable {
  case json
  case csv
  case pdf
}

/// How the report is written piece by piece.
private protocol AgeingForm: Sendable {
  var head: [UInt8] { get }
  func row(_ row: Ageing.Row) throws -> [UInt8]
  /// What changes nothing about the document, and can stand after the head.
  var filler: [UInt8] { get }
  /// Some rows, the next ones in order.
  mutating func piece(_ rows: [[UInt8]]) -> [UInt8]
  func foot(_ totals: [Ageing.Row]) throws -> [UInt8]
}

private struct AgeingJSON: AgeingForm {
  let asOf: CivilDate
  let responses: Responses
  private var elements = JSONElements()

  init(asOf: CivilDate, responses: Responses) {
    self.asOf = asOf
    self.responses = responses
  }

  var head: [UInt8] { Array(#"{"as_of":"\#(asOf.iso)","rows":["#.utf8) }
  let filler = [UInt8(ascii: "\n")]

  func row(_ row: Ageing.Row) throws -> [UInt8] { try WireCoding.encode(responses.ageingRow(row)) }

  mutating func piece(_ rows: [[UInt8]]) -> [UInt8] { elements.piece(rows) }

  func foot(_ totals: [Ageing.Row]) throws -> [UInt8] {
    Array(#"],"totals":"#.utf8) + (try WireCoding.encode(totals.map(responses.ageingRow))) + [UInt8(ascii: "}")]
  }
}

private struct AgeingCSVForm: AgeingForm {
  let csv: AgeingCSV

  var head: [UInt8] { Array(csv.head.utf8) }
  let filler: [UInt8] = []

  func row(_ row: Ageing.Row) -> [UInt8] { Array(csv.line(row).utf8) }

  func piece(_ rows: [[UInt8]]) -> [UInt8] { rows.flatMap(\.self) }

  func foot(_ totals: [Ageing.Row]) -> [UInt8] { totals.flatMap(row) }
}
