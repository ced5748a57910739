import Dunning
import DunningBytes
import DunningChain
import FoundationEssentials
import GRDB

/// Writes and reads the append-only history: one chain of hashes for each claim, and one for what is about none.
enum Journal {
  /// Appends what happened to the chain of its claim.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when the claim was erased: nothing more is written about it.
  static func append(_ event: Event, at now: Instant, in db: Database) throws {
    let end = try end(of: event.claim, in: db)
    try append(event, behind: end.link, key: end.key, at: now, in: db)
  }

  /// Begins the chain of a claim that was just enqueued: there is nothing yet to be read back.
  static func begin(_ event: Event, key: [UInt8], at now: Instant, in db: Database) throws {
    try append(event, behind: .genesis, key: key, at: now, in: db)
  }

  private static func append(
    _ event: Event, behind link: ChainLink, key: [UInt8], at now: Instant, in db: Database
  ) throws {
    let (actor, data) = (event.actor.text, json(event.data))
    let entry = ChainEntry(
      chain: ChainEntry.chain(of: event.claim), seq: link.seq + 1, at: now, type: event.kind.rawValue, actor: actor,
      notice: event.notice, commitment: ChainEntry.commitment(to: data.utf8, key: key))
    try db.run(
      "INSERT INTO event (at, event, claim_id, notice_id, actor, data, seq, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      .number(now.milliseconds), .text(event.kind.rawValue), SQLValue(event.claim?.number),
      SQLValue(event.notice?.number), .text(actor), .text(data), .number(entry.seq),
      .bytes(link.next(entry.canonicalJSON).hash))
  }

  /// Where the chain of a claim, or of the docket itself, ends, and the key of its commitments.
  private static func end(of claim: ClaimID?, in db: Database) throws -> (link: ChainLink, key: [UInt8]) {
    guard let claim else {
      let link = try db.first("SELECT seq, hash FROM event WHERE claim_id IS NULL ORDER BY id DESC LIMIT 1") {
        ChainLink(seq: $0.number(0), hash: $0.bytes(1))
      }
      return (link ?? .genesis, try docketKey(in: db))
    }
    let found = try db.first(
      """
      SELECT claim.case_key, event.seq, event.hash FROM claim LEFT JOIN event ON event.claim_id = claim.id
      WHERE claim.id = ? ORDER BY event.id DESC LIMIT 1
      """, .number(claim.number)
    ) { row in
      let link = row.numberIfAny(1).map { ChainLink(seq: $0, hash: row.bytes(2)) }
      return (link: link ?? .genesis, key: row.bytes(0))
    }
    guard let found, !found.key.isEmpty else {
      throw DocketError(
        .wrongState, "what claim \(claim) was about has been erased, and nothing more is written about it",
        hint: "`dunningctl verify \(claim)` tells when; enqueue under a reference of its own what is owed anew")
    }
    return found
  }

  /// The key of the commitments of what is about no claim.
  static func docketKey(in db: Database) throws -> [UInt8] {
    let key = try Settings.value(.docketKey, in: db).flatMap { Hex.bytes($0) }
    guard let key else { throw ClaimRecord.damaged("key of the journal") }
    return key
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
      actor: row["actor"], data: try decode(data), seq: row["seq"], hash: Array(row["hash"] as Data))
  }

  /// The data of an entry; none where they were erased.
  static func decode(_ data: String) throws -> [String: String] {
    data.isEmpty ? [:] : try JSONDecoder().decode([String: String].self, from: Data(data.utf8))
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
