import Dunning
import DunningBytes
import DunningChain
import DunningSQL

extension Writing {
  /// Appends what happened to the chain of its claim.
  ///
  /// - Returns: the number of the entry.
  /// - Throws: ``DocketError`` `.wrongState` when the claim was erased: nothing more is written about it.
  @discardableResult
  func journal(_ event: Event) throws -> Int64 {
    let end = try end(of: event.claim)
    return try append(event, behind: end.link, key: end.key)
  }

  /// Appends what happened to a notice to the chain of each claim that it is about, or to the docket's own where it is
  /// about none.
  func journal(
    _ kind: Event.Kind, of notice: NoticeID, about claims: [ClaimID], by actor: Actor, _ data: [JournalKey: String]
  ) throws {
    let chains: [ClaimID?] = claims.isEmpty ? [nil] : claims
    for claim in chains { try journal(Event(kind, claim: claim, notice: notice, actor: actor, data: data)) }
  }

  /// Begins the chain of a claim that was just enqueued: there is nothing yet to be read back.
  func beginJournal(_ event: Event, key: [UInt8]) throws { try append(event, behind: .genesis, key: key) }

  @discardableResult
  private func append(_ event: Event, behind link: ChainLink, key: [UInt8]) throws -> Int64 {
    let (actor, data) = (event.actor.text, Journal.json(event.data))
    let entry = ChainEntry(
      chain: ChainEntry.chain(of: event.claim), seq: link.seq + 1, at: now, type: event.kind.rawValue, actor: actor,
      notice: event.notice, commitment: ChainEntry.commitment(to: data, key: key))
    return try sql.inserted(
      "INSERT INTO event (at, event, claim_id, notice_id, actor, data, seq, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      .number(now.milliseconds), .text(event.kind.rawValue), SQLValue(event.claim?.number),
      SQLValue(event.notice?.number), .text(actor), .text(data), .number(entry.seq),
      .bytes(link.next(entry.canonicalJSON).hash))
  }

  /// Where the chain of a claim, or of the docket itself, ends, and the key of its commitments.
  private func end(of claim: ClaimID?) throws -> (link: ChainLink, key: [UInt8]) {
    guard let claim else {
      let link = try sql.first("SELECT seq, hash FROM event WHERE claim_id IS NULL ORDER BY id DESC LIMIT 1") {
        ChainLink(seq: $0.number(0), hash: $0.bytes(1))
      }
      return (link ?? .genesis, try docketKey())
    }
    let found = try sql.first(
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
}

extension Reading {
  /// The key of the commitments of what is about no claim.
  func docketKey() throws -> [UInt8] {
    guard let key = try setting(.docketKey).flatMap({ Hex.bytes($0) }) else {
      throw ClaimRecord.damaged("key of the journal")
    }
    return key
  }

  /// The entries after one, in order, at most so many.
  func events(after id: Int64, limit: Int) throws -> [RecordedEvent] {
    try sql.all(
      "\(RecordedEvent.selection) WHERE id > ? ORDER BY id LIMIT ?", .number(id), .number(Int64(limit)),
      read: RecordedEvent.init)
  }

  /// The chain of a claim.
  func events(of claim: ClaimID) throws -> [RecordedEvent] {
    try sql.all(
      "\(RecordedEvent.selection) WHERE claim_id = ? ORDER BY id", .number(claim.number), read: RecordedEvent.init)
  }

  /// The number of the newest entry; 0 while there is none.
  func lastEntry() throws -> Int64 {
    try sql.first("SELECT coalesce(max(id), 0) FROM event") { $0.number(0) } ?? 0
  }
}
