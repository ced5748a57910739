import DunningAPI

extension RowShape where Row == JSONValue {
  /// The entries of the journal.
  static var events: RowShape {
    RowShape(
      .member("events"), csvColumns: ["id", "at", "event", "claim", "notice", "actor", "data"],
      page: .lines { event throws(Failure) in
        [EventWords.line(try Wire.decode(EventResponse.self, from: Array(event.json.utf8)))]
      })
  }
}
