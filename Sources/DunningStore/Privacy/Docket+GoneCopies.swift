package import Dunning
import DunningSQL

/// A notice whose copies outside the docket are to go, since what it spoke of was erased.
package struct GoneCopy: Hashable, Sendable {
  package let notice: NoticeID
  /// Names the copy in the outbox; nil where it is not known any more.
  package let messageID: String?
  /// The SHA-256 of its letter, 32 bytes; nil where it has none.
  package let letter: [UInt8]?
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
        return GoneCopy(
          notice: NoticeID(row.number(0)), messageID: name.isEmpty ? nil : name, letter: letter.isEmpty ? nil : letter)
      }
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
