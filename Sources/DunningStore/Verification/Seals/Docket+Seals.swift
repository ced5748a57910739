import Crypto
package import Dunning
import DunningBytes
package import DunningChain
import DunningSQL

/// What is sealed, and by which key.
package struct SealState: Sendable, Hashable {
  /// The last seal; nil while there is none.
  package let last: Seal?
  /// Seals that have no time stamp.
  package let withoutTimestamp: Int
  /// When the oldest of them was made.
  package let oldestWithoutTimestamp: Instant?
}

extension Docket {
  /// Seals what was journalled since the last seal, once a day (UTC) and only when there is something. What lies in the
  /// future, since a clock was wrong, bars nothing.
  ///
  /// - Returns: the seal; nil when none is due.
  /// - Throws: ``DocketError``; `.busy` when the key cannot be had.
  package func sealIfDue(now: Instant) async throws(DocketError) -> Seal? {
    let (last, first, end) = try await read { look in try look.unsealed() }
    guard let first, ZoneRules.utc.date(at: last?.at ?? first) != ZoneRules.utc.date(at: now) else { return nil }
    return try await seal(after: last, through: end, now: now)
  }

  /// What is sealed.
  package func sealState() async throws(DocketError) -> SealState {
    try await read { look in
      let (count, oldest) =
        try look.sql.first("SELECT count(*), min(sealed_at) FROM seal WHERE timestamp IS NULL") { row in
          (Int(row.number(0)), row.numberIfAny(1).map { Instant(milliseconds: $0) })
        } ?? (0, nil)
      return SealState(
        last: try look.lastSeal(), withoutTimestamp: count, oldestWithoutTimestamp: oldest)
    }
  }

  /// The seals from a number on.
  package func seals(from number: Int64 = 1, limit: Int = DocketLimits.pageMax) async throws(DocketError) -> [Seal] {
    try await read { look in
      try look.sql.all(
        "SELECT \(Seal.columns) FROM seal WHERE number >= ? ORDER BY number LIMIT ?", .number(number),
        .number(Int64(limit)), read: Seal.init)
    }
  }

  /// The oldest seal without a time stamp.
  package func sealToTimestamp() async throws(DocketError) -> Seal? {
    try await read { look in
      try look.sql.first(
        "SELECT \(Seal.columns) FROM seal WHERE timestamp IS NULL ORDER BY number LIMIT 1", read: Seal.init)
    }
  }

  /// Keeps the answer of a time-stamping authority with a seal.
  package func keep(timestamp: [UInt8], of seal: Int64, from server: String, now: Instant) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.sql.run(
        "UPDATE seal SET timestamp = ?, timestamp_server = ? WHERE number = ?", .bytes(timestamp), .text(server),
        .number(seal))
      let hash = Hex.text(SHA256.hash(data: timestamp))
      try entry.journal(
        Event(.sealTimestamped, actor: .daemon, data: [.seal: String(seal), .sha256: hash, .server: server]))
    }
  }

  /// The key of the seals, which case files are signed with as well; it is made at the first need.
  ///
  /// - Throws: ``DocketError`` `.busy` when it cannot be had.
  package func sealKey() throws(DocketError) -> SealKey {
    do {
      return try SealKey.keep(in: sealKeyFile, randomBytes: randomBytes)
    } catch let error as DocketError {
      throw error
    } catch {
      throw DocketError(.busy, "the key of the seals cannot be used: \(error)")
    }
  }

  private func seal(after last: Seal?, through end: Int64, now: Instant) async throws(DocketError) -> Seal {
    let key = try sealKey()
    var (tree, position) = (MerkleTree(), last?.through ?? 0)
    while position < end {
      let from = position
      // A day can bring millions of entries, which need not be in memory at once.
      let page = try await read { look in try look.leaves(after: from, through: end) }
      guard let final = page.last else { break }
      for entry in page { tree.append(SealText.leaf(entry.id, entry.hash)) }
      position = final.id
    }
    let (root, entries) = (tree.root, tree.count)
    return try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      let seal = try Seal(after: last, at: now, through: end, entries: entries, root: root, key: key)
      try entry.sql.run(
        """
        INSERT INTO seal (number, sealed_at, through, entries, root, previous, public_key, signature, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .number(seal.number), .number(now.milliseconds), .number(seal.through), .number(Int64(entries)), .bytes(root),
        .bytes(seal.text.previous), .bytes(seal.text.publicKey), .bytes(seal.signature), .bytes(seal.hash))
      try entry.set(.lastSeal, seal.words)
      return seal
    }
  }
}
