import DunningSQL

/// Bytes that are gone through later, perhaps more than once, however many there are: piece by piece in a file of its own.
package final class KeptPieces: Sendable {
  private let scratch: Scratch

  /// - Throws: ``DocketError`` `.busy` when there is no room for the file.
  package init() throws(DocketError) {
    scratch = try Scratch("CREATE TABLE piece (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
  }

  /// - Throws: ``DocketError`` `.busy` when there is no room for them.
  package func add(_ bytes: [UInt8]) throws(DocketError) {
    guard !bytes.isEmpty else { return }
    try scratch.use { try $0.run("INSERT INTO piece (bytes) VALUES (?)", .bytes(bytes)) }
  }

  /// Hands out all of them in the order in which they came.
  ///
  /// - Throws: ``DocketError`` `.busy` when the file cannot be read; what `body` throws.
  package func each(_ body: ([UInt8]) async throws -> Void) async throws {
    var last: Int64 = 0
    while let piece = try next(after: last) {
      last = piece.number
      try await body(piece.bytes)
    }
  }

  private func next(after number: Int64) throws(DocketError) -> (number: Int64, bytes: [UInt8])? {
    try scratch.use { sql in
      try sql.first("SELECT number, bytes FROM piece WHERE number > ? ORDER BY number LIMIT 1", .number(number)) {
        ($0.number(0), $0.bytes(1))
      }
    }
  }
}
