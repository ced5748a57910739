import Dunning
import FoundationEssentials
import GRDB

/// Writes and reads the append-only history.
enum Journal {
  static func append(_ event: Event, at now: Instant, in db: Database) throws {
    try db.run(
      "INSERT INTO event (at, event, claim_id, notice_id, actor, data) VALUES (?, ?, ?, ?, ?, ?)",
      .number(now.milliseconds), .text(event.kind.rawValue), SQLValue(event.claim?.number),
      SQLValue(event.notice?.number), .text(event.actor.text), .text(json(event.data)))
  }

  static func events(after id: Int64, limit: Int, in db: Database) throws -> [RecordedEvent] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?", arguments: [id, limit]
    ).map(decode)
  }

  static func events(of claim: ClaimID, in db: Database) throws -> [RecordedEvent] {
    try Row.fetchAll(db, sql: "SELECT * FROM event WHERE claim_id = ? ORDER BY id", arguments: [claim.number])
      .map(decode)
  }

  private static func decode(_ row: Row) throws -> RecordedEvent {
    let data: String = row["data"]
    return RecordedEvent(
      id: row["id"], at: Instant(milliseconds: row["at"]), event: row["event"],
      claim: (row["claim_id"] as Int64?).map(ClaimID.init), notice: (row["notice_id"] as Int64?).map(NoticeID.init),
      actor: row["actor"], data: try JSONDecoder().decode([String: String].self, from: Data(data.utf8)))
  }

  static func json(_ data: [String: String]) -> String {
    if data.isEmpty { return "{}" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    for (name, value) in data.sorted(by: { $0.key < $1.key }) {
      bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
      JSONText.append(name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      JSONText.append(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
