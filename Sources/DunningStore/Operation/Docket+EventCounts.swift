import DunningSQL

extension Docket {
  /// How many entries of each kind the journal has; reads all of it.
  package func eventCounts() async throws(DocketError) -> [String: Int] {
    let rows = try await read { look in
      try look.sql.all("SELECT event, count(*) FROM event GROUP BY event") { ($0.text(0), Int($0.number(1))) }
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}
