import Crypto
import Dunning
import DunningBytes
import DunningSQL

// What a person or a bank said of an entry never changes, so that a number that comes later stands beside it.

extension Transaction {
  /// Writes down under which numbers files of a format have told of entries that were known, and binds it into the journal.
  func remember(_ names: [KnownEntries.Name]) throws {
    guard !names.isEmpty else { return }
    for name in names {
      try sql.run(
        "INSERT INTO entry_name (entry_id, format, fingerprint, named_at) VALUES (?, ?, ?, ?)",
        .number(name.entry.number), .text(name.format), .bytes(name.fingerprint.bytes), .number(now.milliseconds))
    }
    let first = try sql.first("SELECT last_insert_rowid()") { $0.number(0) - Int64(names.count) + 1 } ?? 0
    try journal(
      Event(
        .entriesNamed, actor: actor,
        data: [
          .entry: String(first), .entries: String(names.count),
          .contentSHA256: try EntryNames.digest(from: first, count: names.count, in: sql),
        ]))
  }
}

/// The rows about numbers that entries got later.
enum EntryNames {
  /// A hash over some rows, as they stand there.
  ///
  /// - Parameter first: the number of the first of them.
  static func digest(from first: Int64, count: Int, in sql: SQLConnection) throws -> String {
    var content = SHA256()
    try sql.each(
      "SELECT id, entry_id, format, fingerprint, named_at FROM entry_name WHERE id BETWEEN ? AND ? ORDER BY id",
      .number(first), .number(first + Int64(count) - 1)
    ) { row in
      let text = [
        String(row.number(0)), "e\(row.number(1))", row.text(2), Hex.text(row.bytes(3)), String(row.number(4)),
      ].joined(separator: "\n")
      content.update(data: Array("\(text)\n\n".utf8))
      return true
    }
    return Hex.text(content.finalize())
  }
}
