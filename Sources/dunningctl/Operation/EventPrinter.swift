import DunningAPI
import DunningBytes

/// Prints one event after the other in the form that was asked for.
struct EventPrinter {
  static let csvColumns = ["id", "at", "event", "claim", "notice", "actor", "data"]

  let session: Session
  private var count = 0
  private var kept: [JSONValue] = []

  init(session: Session) { self.session = session }

  mutating func show(_ event: JSONValue) throws(Failure) {
    count += 1
    switch session.format {
    case .json: kept.append(event)
    case .jsonl: try session.writeLine(event.json)
    case .csv:
      if count == 1 { try session.write(CSVWriter.line(Self.csvColumns)) }
      try session.write(CSVWriter.line(Session.cells(of: event, Self.csvColumns)))
    case .table:
      let decoded = try Wire.decode(EventResponse.self, from: Array(event.json.utf8))
      try session.writeLine(EventWords.line(decoded))
    }
  }

  func finish() throws(Failure) {
    let document = JSONValue.object([.init(key: "events", value: .array(kept))])
    if session.format == .json { try session.writeLine(document.json) }
    if count == 0 { try session.note("no events") }
  }
}
