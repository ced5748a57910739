import DunningAPI
import DunningBytes

/// Prints one event after the other in the form that was asked for.
struct EventPrinter {
  static let csvColumns = ["id", "at", "event", "claim", "notice", "actor", "data"]

  let session: Session
  private var document: JSONSink
  private var count = 0

  init(session: Session) throws(Failure) {
    self.session = session
    document = JSONSink(session: session, key: "events")
    if session.format == .json { try document.begin([]) }
  }

  mutating func show(_ event: JSONValue) throws(Failure) {
    count += 1
    switch session.format {
    case .json: try document.show(event)
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
    if session.format == .json { try document.end([]) }
    if count == 0 { try session.note("no events") }
  }
}
