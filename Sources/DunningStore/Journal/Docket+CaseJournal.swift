package import Dunning
import DunningChain
import DunningSQL

extension Docket {
  /// The journal of a claim up to an event, with what its chain and its seals are checked by.
  package func caseJournal(_ claim: ClaimID, through event: Int64) async throws(DocketError) -> CaseJournal {
    let (rows, seals) = try await read { look in
      let rows = try look.sql.all(
        """
        SELECT \(ChainedRow.columns), claim.case_key FROM event JOIN claim ON claim.id = event.claim_id
        WHERE event.claim_id = ? AND event.id <= ? ORDER BY event.id
        """, .number(claim.number), .number(event), read: ChainedRow.init)
      return (rows, try look.seals(over: rows))
    }
    let key = rows.first?.key ?? []
    let entries = rows.map { row in
      let commitment = row.commitment.isEmpty ? ChainEntry.commitment(to: row.data.utf8, key: key) : row.commitment
      return CaseJournal.Entry(
        canonicalJSON: row.entry(seq: row.seq, commitment: commitment).canonicalJSON, hash: row.hash, data: row.data)
    }
    return CaseJournal(entries: entries, key: key, seals: seals, proof: try await proof(of: rows, under: seals.first))
  }

  private func proof(of rows: [ChainedRow], under seal: Seal?) async throws(DocketError) -> SealProof? {
    guard let seal, let row = rows.last(where: { $0.id <= seal.through }) else { return nil }
    var position = try await read { look in
      try look.sql.first("SELECT through FROM seal WHERE number = ?", .number(seal.number - 1)) { $0.number(0) } ?? 0
    }
    var tree = MerkleProof()
    while position < seal.through {
      let from = position
      // A day can bring millions of entries, which need not be in memory at once.
      let page = try await read { look in try look.leaves(after: from, through: seal.through) }
      guard let final = page.last else { break }
      for entry in page { tree.append(SealText.leaf(entry.id, entry.hash), isProven: entry.id == row.id) }
      position = final.id
    }
    guard tree.finish() == seal.text.root else {
      throw DocketError(
        .failed, "seal \(seal.number) is not over the entries that are there",
        hint: "`dunningctl verify` says what was changed")
    }
    return SealProof(entry: row.id, seq: row.seq, hash: row.hash, path: tree.path)
  }

}
