import Crypto
package import Dunning
import DunningSQL

/// A notice whose copies outside the docket are to go, since what it spoke of was erased.
package struct GoneCopy: Hashable, Sendable {
  package let notice: NoticeID
  /// Names the copy in the outbox; nil where it is not known any more.
  package let messageID: String?
  /// The SHA-256 of its letter, 32 bytes; nil where it has none.
  package let letter: [UInt8]?
  /// The SHA-256 of the mails that came in about it, 32 bytes each.
  package let mails: [[UInt8]]

  /// By what a copy is known: the SHA-256 of its bytes.
  package static func hash(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}

/// A file of a bank that speaks of what was erased.
package struct ErasedStatement: Hashable, Sendable {
  /// Its name when it was taken in.
  package let file: String
  /// 32 bytes.
  package let sha256: [UInt8]
}

extension Docket {
  /// The notices after one whose copies outside the docket are to go, a page of them.
  package func goneCopies(after last: NoticeID = NoticeID(0)) async throws(DocketError) -> [GoneCopy] {
    try await read { look in
      try look.sql.all(
        """
        SELECT copy_gone.notice_id, copy_gone.message_id, letter.sha256
        FROM copy_gone LEFT JOIN letter ON letter.notice_id = copy_gone.notice_id
        WHERE copy_gone.notice_id > ? ORDER BY copy_gone.notice_id LIMIT ?
        """, .number(last.number), .number(Int64(DocketLimits.pageMax))
      ) { row in
        let (name, letter) = (row.text(1), row.bytes(2))
        return (notice: row.number(0), name: name.isEmpty ? nil : name, letter: letter.isEmpty ? nil : letter)
      }.map { copy in
        let mails = try look.sql.all("SELECT sha256 FROM incoming WHERE notice_id = ?", .number(copy.notice)) {
          $0.bytes(0)
        }
        return GoneCopy(notice: NoticeID(copy.notice), messageID: copy.name, letter: copy.letter, mails: mails)
      }
    }
  }

  /// The SHA-256 of attachments of erased claims, of which copies may lie outside the docket: the files of invoices.
  package func goneContents() async throws(DocketError) -> [[UInt8]] {
    try await read { look in
      try look.sql.all(
        "SELECT sha256 FROM attachment_gone WHERE sha256 NOT IN (SELECT sha256 FROM attachment) ORDER BY sha256"
      ) { $0.bytes(0) }
    }
  }

  /// Says that nothing is left of these outside the docket.
  package func forget(contents: [[UInt8]], now: Instant) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      for hash in contents { try entry.sql.run("DELETE FROM attachment_gone WHERE sha256 = ?", .bytes(hash)) }
    }
  }

  /// The files of banks that speak of what was erased.
  package func erasedStatements() async throws(DocketError) -> [ErasedStatement] {
    try await read { look in
      try look.sql.all(
        """
        SELECT DISTINCT statement.file, statement.sha256 FROM statement
        JOIN bank_entry ON bank_entry.statement_id = statement.id WHERE bank_entry.erased_at IS NOT NULL
        """
      ) { ErasedStatement(file: $0.text(0), sha256: $0.bytes(1)) }
    }
  }

  /// Says that nothing is left of these outside the docket.
  package func forget(copiesOf notices: [NoticeID], now: Instant) async throws(DocketError) {
    guard !notices.isEmpty else { return }
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      for notice in notices {
        try entry.sql.run("DELETE FROM copy_gone WHERE notice_id = ?", .number(notice.number))
      }
    }
  }
}
