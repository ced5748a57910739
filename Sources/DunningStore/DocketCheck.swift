import Crypto
import Dunning
import GRDB

/// Looks at the docket's own chain, and at what its entries speak of.
struct DocketCheck {
  private var walk: ChainWalk
  private var position: Int64 = 0
  /// What the journal says of the time stamps, by seal.
  private(set) var stamped: [Int64: (hash: String, server: String)] = [:]

  init(key: [UInt8]) { walk = ChainWalk(chain: ChainEntry.docket, key: key) }

  /// Takes a page of entries.
  ///
  /// - Returns: whether something is left.
  mutating func step(in db: Database, _ result: inout Verification) throws -> Bool {
    let page = try db.all(
      "SELECT \(ChainedRow.columns), NULL FROM event WHERE claim_id IS NULL AND id > ? ORDER BY id LIMIT ?",
      .number(position), .number(Int64(DocketLimits.chainPage)), read: ChainedRow.init)
    for row in page {
      let entry = walk.take(row, &result)
      try look(at: entry, in: db, &result)
      position = row.id
    }
    return page.count == DocketLimits.chainPage
  }

  private mutating func look(at entry: ChainWalk.Entry, in db: Database, _ result: inout Verification) throws {
    let (data, seq) = (entry.data, entry.row.seq)
    switch Event.Kind(rawValue: entry.row.type) {
    case .journalChained: try checkContents(data, seq, in: db, &result)
    case .claimErased: try checkErased(data, seq, in: db, &result)
    case .sealTimestamped:
      if let seal = data["seal"].flatMap({ Int64($0) }) {
        stamped[seal] = (data["sha256"] ?? "", data["server"] ?? "")
      }
    default: break
    }
    if let mail = data["mail"].flatMap(IncomingMailID.init(parsing:)) {
      let stored = try db.first("SELECT sha256 FROM incoming WHERE id = ?", .number(mail.number)) {
        Hex.text($0.bytes(0))
      }
      result.expect(stored, data["sha256"], "mail \(mail)", in: walk.chain, seq)
    } else if let notice = entry.row.notice {
      // A notice to the creditor, which is about no claim.
      let check = try NoticeCheck(notice, chain: walk.chain, db: db, isErased: false)
      try check.checkContents([entry], &result)
    }
  }

  /// What was there before there were chains.
  private func checkContents(
    _ data: [String: String], _ seq: Int64, in db: Database, _ result: inout Verification
  ) throws {
    for (name, kind) in [("messages", ContentDigest.Kind.messages), ("mails", .incoming)] {
      guard let said = data[name], let last = said.split(separator: " ").first.flatMap({ Int64($0) }) else { continue }
      let digest = try kind.upTo(last, in: db)
      result.expect(digest.text, said, "hash over the \(name) of the time before", in: walk.chain, seq)
    }
  }

  /// What is left of a claim that was erased.
  private func checkErased(
    _ data: [String: String], _ seq: Int64, in db: Database, _ result: inout Verification
  ) throws {
    guard let id = data["claim"].flatMap(ClaimID.init(parsing:)) else { return }
    let stored = try ClaimRow.fetch(id, in: db)?.remains
    for name in ClaimRow.remaining {
      result.expect(stored?[name], data[name], "claim.\(name) of \(id)", in: walk.chain, seq)
    }
  }
}
