import Dunning
import DunningAPI
import DunningEvidence
import DunningIntake
import DunningStore
import Hummingbird
import NIOCore

/// The books: what was booked in a time, and the file of one claim.
struct RegisterRoutes: Sendable {
  let desk: ControlDesk
  /// Opens the machine's fonts with the first PDF that somebody asks for.
  private var press: BookPress { desk.press }

  init(desk: ControlDesk) { self.desk = desk }

  static let csvType = "text/csv; charset=utf-8; header=present"

  /// The transaction register, part by part: a million rows take no more memory than a thousand.
  func register(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let period = try reading("until") {
      try RegisterPeriod(
        creditor: query["creditor"], from: try query.day("from"), until: try query.day("until"))
    }
    let rulebook = desk.rulebook()
    if let creditor = period.creditor, rulebook.creditors[creditor] == nil {
      throw Problem(
        .notFound, detail: "there is no creditor \(quoted(creditor))", field: "creditor",
        hint: "known are \(rulebook.creditors.keys.sorted().joined(separator: ", "))")
    }
    let format = try query.choice("format", BookFormat.self) ?? .csv
    let reading = try await desk.docket.register(period, rulebook: rulebook)
    if format == .pdf { return try await printed(reading, rulebook) }
    return .pieces(Self.csvType) { send in
      var (reading, csv) = (reading, RegisterCSV(opening: reading.opening, rulebook: rulebook))
      try await send(Array(csv.head.utf8))
      while case let entries = try await reading.next(), !entries.isEmpty {
        try await send(Array(csv.rows(entries).utf8))
      }
      try await send(Array(csv.foot.utf8))
    }
  }
}

extension RegisterRoutes {
  private func printed(_ reading: RegisterReading, _ rulebook: Rulebook) async throws -> Response {
    var (reading, paper) = (
      reading, RegisterPaper(reading.period, opening: reading.opening, rulebook: rulebook)
    )
    while case let entries = try await reading.next(), !entries.isEmpty {
      paper.add(entries)
      guard paper.rowCount <= RegisterPaper.rowsMax else { throw Self.tooLong("ask for csv, or for a shorter time") }
    }
    let (finished, madeAt) = (paper, desk.now())
    return try printed { () throws(BookPress.Failure) in try press.pdf(finished, madeAt: madeAt) }
  }

  /// What was open at the end of a day, to be printed.
  func printed(_ reading: AgeingReading, _ rulebook: Rulebook) async throws -> Response {
    var (reading, rows) = (reading, [Ageing.Row]())
    while let more = try await reading.next() {
      rows += more
      guard rows.count <= RegisterPaper.rowsMax else { throw Self.tooLong("ask for csv") }
    }
    rows.sort { $0.order < $1.order }
    let paper = AgeingPaper(asOf: reading.asOf, rows: rows, totals: reading.totals, rulebook: rulebook)
    return try printed { () throws(BookPress.Failure) in try press.pdf(paper) }
  }

  private static func tooLong(_ hint: String) -> Problem {
    Problem(.notSupported, detail: "more than \(RegisterPaper.rowsMax) rows are not printed yet", hint: hint)
  }

  private func printed(_ pdf: () throws(BookPress.Failure) -> [UInt8]) throws -> Response {
    do {
      return Response(
        status: .ok, headers: [.contentType: "application/pdf"], body: .init(byteBuffer: ByteBuffer(bytes: try pdf())))
    } catch {
      throw Problem(.notSupported, detail: "it cannot be printed: \(error.message)", hint: error.hint ?? "ask for csv")
    }
  }

  /// The file of one claim, as a zip.
  func evidence(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let format = try query.choice("format", DossierFormat.self) ?? .zip
    let rulebook = desk.rulebook()
    let file = try await desk.docket.caseFile(try context.claimName(request))
    let claim = file.claim.record.claim
    let zone = rulebook.creditors[claim.draft.creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
    let journal = try await desk.docket.caseJournal(claim.id, through: file.lastEvent?.id ?? 0)
    let dossier = CaseDossier(
      file, journal, madeOn: try query.day("made_on") ?? zone.date(at: desk.now()), rulebook: rulebook,
      authority: desk.witness.certificate)
    let (docket, press) = (desk.docket, press)
    if format == .pdf {
      return Response(
        status: .ok, headers: [.contentType: "application/pdf"],
        body: .init(byteBuffer: ByteBuffer(bytes: try await dossier.pdf(from: docket, press: press))))
    }
    let (signer, stamp) = (try docket.sealKey(), desk.witness.stamp)
    let body = ResponseBody { writer in
      try await dossier.zip(from: docket, press: press, signer: signer, stamp: stamp) {
        try await writer.write(ByteBuffer(bytes: $0))
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/zip", .contentDisposition: "attachment; filename=\"\(dossier.name).zip\"",
      ], body: body)
  }
}

/// In what form a case file is asked for.
enum DossierFormat: String, CaseIterable {
  case zip
  case pdf
}

/// In what form a book is asked for.
enum BookFormat: String, CaseIterable {
  case csv
  case pdf
}

extension Query {
  /// A parameter that names a day; nil when it is not given.
  func day(_ name: String) throws -> CivilDate? {
    try self[name].map { text in try reading(name) { try CivilDate(parsing: text) } }
  }
}
