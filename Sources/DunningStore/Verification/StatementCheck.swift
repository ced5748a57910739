import Crypto
import Dunning
import DunningBytes
import DunningSQL

/// Whether the rows of statements and their entries are what the docket's own chain says of them.
struct StatementCheck {
  /// By the number of the statement.
  private var taken: [String: ChainWalk.Entry] = [:]
  /// The last word on each entry, by its number.
  private var decided: [String: ChainWalk.Entry] = [:]
  /// What told of numbers that entries got later.
  private var named: [ChainWalk.Entry] = []
  /// The claims that were found for each entry since it was taken in, with the last day that each is kept back.
  private var added: [String: [String]] = [:]

  mutating func take(_ entry: ChainWalk.Entry) {
    if entry.row.type == Event.Kind.entryDecided.rawValue {
      guard let id = entry.data[.entry] else { return }
      decided[id] = entry
      if let candidates = entry.data[.candidates] {
        added[id, default: []] += candidates.split(separator: "\n").map { "\(entry.row.at.milliseconds) \($0)" }
      }
    } else if entry.row.type == Event.Kind.entriesNamed.rawValue {
      named.append(entry)
    } else if let statement = entry.data[.statement] {
      taken[statement] = entry
    }
  }

  func run(_ look: Look, in chain: String, _ result: inout Verification) throws {
    let rows = try look.sql.all("SELECT \(StatementRow.columns), id FROM statement ORDER BY id") {
      (id: $0.number(12), row: StatementRow($0))
    }
    var missing = taken
    for (id, row) in rows {
      let entry = missing.removeValue(forKey: String(id))
      try check(row, id, entry, look, chain, &result)
    }
    for (id, entry) in missing {
      result.find(chain, entry.row.seq, "statement \(id)", stored: "nothing", computed: "a statement")
    }
    try checkVerdicts(look, chain, &result)
    try checkNames(look, chain, &result)
    try checkAdded(look, chain, &result)
  }

  /// The numbers that entries got later: all rows of each time, and none besides.
  private func checkNames(_ look: Look, _ chain: String, _ result: inout Verification) throws {
    var told = 0
    for entry in named {
      let (first, count) = (
        entry.data[.entry].flatMap { Int64($0) } ?? 0, entry.data[.entries].flatMap { Int($0) } ?? 0
      )
      told += count
      result.expect(
        try EntryNames.digest(from: first, count: count, in: look.sql), entry.data[.contentSHA256],
        "numbers of entries from \(first)", in: chain, entry.row.seq)
    }
    let stored = try look.sql.first("SELECT count(*) FROM entry_name") { Int($0.number(0)) } ?? 0
    result.expect(String(stored), String(told), "numbers that entries got later", in: chain, nil)
  }

  private func checkAdded(_ look: Look, _ chain: String, _ result: inout Verification) throws {
    var stored: [String: [String]] = [:]
    try look.sql.each(
      """
      SELECT entry_id, added_at, claim_id, holds, hold_until FROM bank_candidate WHERE added_at IS NOT NULL
      ORDER BY entry_id, place
      """
    ) { row in
      let words = AddedCandidate(claim: ClaimID(row.number(2)), holds: row.number(3) == 1, until: row.textIfAny(4)).text
      stored["e\(row.number(0))", default: []].append("\(row.number(1)) \(words)")
      return true
    }
    let foreign = try look.sql.all(
      """
      SELECT DISTINCT entry_id FROM bank_candidate WHERE added_at IS NULL AND hold_until IS NOT NULL ORDER BY entry_id
      """
    ) { "e\($0.number(0))" }
    for id in foreign {
      // Those of the first matching are kept back as long as their entry says, which is hashed.
      result.find(
        chain, decided[id]?.row.seq, "day until which candidates of entry \(id) are kept back",
        stored: "one of its own",
        computed: "that of the entry")
    }
    for id in Set(stored.keys).union(added.keys).sorted() {
      result.expect(
        stored[id]?.joined(separator: ", "), added[id]?.joined(separator: ", "), "candidates of entry \(id)",
        in: chain, decided[id]?.row.seq)
    }
  }

  private func check(
    _ row: StatementRow, _ id: Int64, _ entry: ChainWalk.Entry?, _ look: Look, _ chain: String,
    _ result: inout Verification
  ) throws {
    let (name, seq) = ("statement \(id)", entry?.row.seq)
    var (content, count) = (SHA256(), 0)
    content.update(data: Array(Journal.json(row.content).utf8))
    let columns = EntryRow.columns.joined(separator: ", ")
    try look.sql.each(
      "SELECT \(columns), content, erased_at IS NOT NULL FROM bank_entry WHERE statement_id = ? ORDER BY id",
      .number(id)
    ) { row in
      let stored = row.bytes(EntryRow.columns.count)
      content.update(data: stored)
      count += 1
      if row.number(EntryRow.columns.count + 1) == 0 {
        let values = EntryRow.columns.indices.map { row.value($0) }
        let hash = EntryRow.hash(of: values, candidates: try Self.candidates(of: row.number(0), look))
        result.expect(Hex.text(stored), Hex.text(hash), "content of entry e\(row.number(0))", in: chain, seq)
      }
      return true
    }
    result.expect(Hex.text(row.sha256), entry?.data[.sha256], "file of \(name)", in: chain, seq)
    result.expect(String(count), entry?.data[.entries], "entries of \(name)", in: chain, seq)
    result.expect(Hex.text(content.finalize()), entry?.data[.contentSHA256], "content of \(name)", in: chain, seq)
    result.expect(
      String(row.takenAt), entry.map { String($0.row.at.milliseconds) }, "taken_at of \(name)", in: chain, seq)
  }

  private static func candidates(of entry: Int64, _ look: Look) throws -> [String] {
    try look.sql.all(
      "SELECT claim_id, holds FROM bank_candidate WHERE entry_id = ? AND added_at IS NULL ORDER BY place",
      .number(entry)
    ) {
      EntryRow.text(of: $0.number(0), holds: $0.number(1) == 1)
    }
  }

  /// What became of each entry: what the rule said when it was taken in, or what was decided last.
  private func checkVerdicts(_ look: Look, _ chain: String, _ result: inout Verification) throws {
    var missing = decided
    try look.sql.each("SELECT id, verdict, taken_as, decided_at FROM bank_entry") { row in
      let id = EntryID(row.number(0)).description
      let entry = missing.removeValue(forKey: id)
      result.expect(
        row.textIfAny(1), entry?.data[.outcome] ?? row.textIfAny(2), "verdict of entry \(id)", in: chain, entry?.row.seq
      )
      let isOfPerson = entry.map { $0.row.actor != Actor.daemon.text } ?? false
      result.expect(
        row.numberIfAny(3).map { String($0) }, isOfPerson ? entry.map { String($0.row.at.milliseconds) } : nil,
        "decided_at of entry \(id)", in: chain, entry?.row.seq)
      return true
    }
    for (id, entry) in missing {
      result.find(chain, entry.row.seq, "entry \(id)", stored: "nothing", computed: entry.data[.outcome] ?? "")
    }
  }
}
