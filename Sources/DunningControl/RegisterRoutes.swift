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
    _ = try query.choice("format", BookFormat.self)
    let reading = try await desk.docket.register(period, rulebook: rulebook)
    let body = ResponseBody { writer in
      var (reading, csv) = (reading, RegisterCSV(reading, rulebook: rulebook))
      try await writer.write(ByteBuffer(string: csv.head))
      while case let entries = try await reading.next(), !entries.isEmpty {
        try await writer.write(ByteBuffer(string: csv.rows(entries)))
      }
      try await writer.write(ByteBuffer(string: csv.foot))
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: [.contentType: "text/csv; charset=utf-8; header=present"], body: body)
  }
}

/// In what form a book is asked for.
enum BookFormat: String, CaseIterable {
  case csv
}

extension Query {
  /// A parameter that names a day; nil when it is not given.
  func day(_ name: String) throws -> CivilDate? {
    try self[name].map { text in try reading(name) { try CivilDate(parsing: text) } }
  }
}
