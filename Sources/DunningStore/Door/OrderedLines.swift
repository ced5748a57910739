import DunningSQL

/// Lines that are put in order by their keys, however many there are: a few are in memory, the rest in a file of its own.
package final class OrderedLines: Sendable {
  /// One line.
  package struct Line: Sendable, Hashable {
    /// What it is ordered by, byte by byte; no other line has the same.
    package let key: [UInt8]
    package let text: [UInt8]

    package init(key: [UInt8], text: [UInt8]) {
      self.key = key
      self.text = text
    }
  }

  private let scratch: Scratch

  /// - Throws: ``DocketError`` `.busy` when there is no room for the file.
  package init() throws(DocketError) {
    scratch = try Scratch("CREATE TABLE line (key BLOB PRIMARY KEY, text BLOB NOT NULL) STRICT, WITHOUT ROWID")
  }

  /// Takes lines in.
  ///
  /// - Throws: ``DocketError`` `.busy` when there is no room for them.
  package func add(_ lines: [Line]) throws(DocketError) {
    guard !lines.isEmpty else { return }
    try scratch.use { sql in
      for line in lines {
        try sql.run("INSERT INTO line (key, text) VALUES (?, ?)", .bytes(line.key), .bytes(line.text))
      }
    }
  }

  /// Takes the first lines out.
  ///
  /// - Parameters:
  ///   - end: only lines before this key; nil for all of them.
  ///   - limit: so many at most.
  /// - Returns: their texts; none when there are no more.
  /// - Throws: ``DocketError`` `.busy` when the file cannot be read.
  package func take(before end: [UInt8]?, limit: Int) throws(DocketError) -> [[UInt8]] {
    try scratch.use { sql in
      let condition = end == nil ? "" : "WHERE key < ?"
      let lines = try sql.all(
        "SELECT key, text FROM line \(condition) ORDER BY key LIMIT ?",
        (end.map { [SQLValue.bytes($0)] } ?? []) + [.number(Int64(limit))]
      ) { Line(key: $0.bytes(0), text: $0.bytes(1)) }
      if let last = lines.last { try sql.run("DELETE FROM line WHERE key <= ?", .bytes(last.key)) }
      return lines.map(\.text)
    }
  }
}
