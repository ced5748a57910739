package import Dunning
import DunningSQL

extension Docket {
  /// Takes in a file of a bank or wallet: all of it, or nothing. Entries that were taken in before are known again; of the
  /// others the rule of matching says what they are, and what it is sure of is booked.
  ///
  /// - Parameter keeping: false to tell what would happen and keep nothing.
  package func take(
    _ file: BankFile, keeping: Bool = true, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> TakenFile {
    try await fillReferenceIndex(rulebook: rulebook, now: now)
    return try await write(keeping: keeping, by: actor, rulebook: rulebook, now: now) { transaction in
      // What came in meanwhile.
      let index = ReferenceIndex(
        entry: Entry(sql: transaction.sql, now: transaction.now, actor: transaction.actor))
      while try index.catchUp(atMost: DocketLimits.indexPage, of: rulebook.creditors) {}
      var taking = StatementTaking(transaction, file)
      let taken = try taking.run()
      try transaction.wakeStaleClaims()
      return taken
    }
  }

  /// Makes claims that came since the last time known by what a payment says, in pages, so that nobody waits long.
  package func fillReferenceIndex(rulebook: Rulebook, now: Instant) async throws(DocketError) {
    while try await write(
      isWorkOfEngine: true, by: .daemon, now: now,
      { entry in
        try ReferenceIndex(entry: entry).catchUp(atMost: DocketLimits.indexPage, of: rulebook.creditors)
      })
    {}
  }

  /// What is known of each account of the creditors.
  package func accounts(rulebook: Rulebook) async throws(DocketError) -> [AccountRecord] {
    try await read { look in
      var owners: [String: (creditors: [String], currency: String?)] = [:]
      for creditor in rulebook.creditors.values.sorted(by: { $0.id < $1.id }) {
        for account in creditor.allAccounts {
          owners[account.key, default: ([], account.currency?.code)].creditors.append(creditor.id)
        }
      }
      for key in try look.sql.all("SELECT DISTINCT account FROM statement", read: { $0.text(0) })
      where owners[key] == nil {
        owners[key] = ([], nil)
      }
      return try owners.sorted { $0.key < $1.key }.map {
        try look.account($0.key, of: $0.value.creditors, $0.value.currency)
      }
    }
  }

  /// How many claims have a step that waits for newer statements.
  package func staleClaims() async throws(DocketError) -> Int { try await read { look in try look.staleClaims() } }

  /// An entry, by its number.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func entry(_ id: EntryID) async throws(DocketError) -> EntryRecord {
    try await read { look in try look.entryRecord(id) }
  }

  /// Entries that wait for a person or have not moved yet, in the order in which they came.
  ///
  /// - Parameter cursor: the entry behind which the page begins.
  package func entriesWaiting(
    after cursor: EntryID? = nil, limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [EntryRecord] {
    try await read { look in
      try look.sql.all(
        """
        \(EntryRecord.selection) WHERE bank_entry.verdict IN ('proposed', 'held') AND bank_entry.id > ?
        ORDER BY bank_entry.id LIMIT ?
        """, .number(cursor?.number ?? 0), .number(Int64(limit))
      ) { try look.entryRecord($0) }
    }
  }

  /// Sets an entry against claims, as a person says.
  ///
  /// - Throws: as ``Transaction/assign(_:to:)-(EntryID,_)``.
  package func assign(
    _ id: EntryID, to shares: [PaymentShare], by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> EntryRecord {
    let result = try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors {
        try transaction.assign(id, to: shares)
        return try transaction.entryRecord(id)
      }
    }
    return try result.get()
  }

  /// An entry is nobody's payment, a person says.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.wrongState`.
  package func ignore(
    _ id: EntryID, because reason: String, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> EntryRecord {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.ignore(id, because: reason)
      return try transaction.entryRecord(id)
    }
  }

  /// Takes back what was decided about an entry, and the payments that it counts as.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.wrongState`.
  package func undo(
    _ id: EntryID, because reason: String, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> EntryRecord {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.undo(id, because: reason)
      return try transaction.entryRecord(id)
    }
  }
}
