package import Dunning
import DunningSQL

/// A file of a watched folder that could not be taken in.
package struct RefusedFile: Hashable, Sendable {
  /// What was expected in the folder; the raw value is that of the docket.
  package enum Kind: String, Sendable, CaseIterable {
    /// A file of a bank or wallet.
    case statement
    /// An e-invoice.
    case invoice
  }

  package let kind: Kind
  package let name: String
  /// Why, in words for a person.
  package let reason: String
  /// The folder in which it lies now.
  package let folder: String
  package let refusedAt: Instant

  package init(kind: Kind, name: String, reason: String, folder: String, refusedAt: Instant) {
    (self.kind, self.name, self.reason) = (kind, name, reason)
    (self.folder, self.refusedAt) = (folder, refusedAt)
  }
}

extension RefusedFile {
  /// What ``init(_:)`` reads.
  static let selection = "SELECT name, reason, folder, refused_at, kind FROM refused_file"

  init(_ row: SQLRow) {
    self.init(
      // What is of no kind that is known was written by a later version.
      kind: Kind(rawValue: row.text(4)) ?? .statement, name: row.text(0), reason: row.text(1), folder: row.text(2),
      refusedAt: Instant(milliseconds: row.number(3)))
  }
}

extension Reading {
  /// Those that a notice tells of.
  func refusedFiles(of notice: NoticeID) throws -> [RefusedFile] {
    try sql.all(
      "\(RefusedFile.selection) WHERE notice_id = ? ORDER BY id", .number(notice.number), read: RefusedFile.init)
  }
}

extension Docket {
  /// Has the creditors told of a file that could not be taken in: by mail to each address once, since nobody knows whose it
  /// was. What waits to be told already is not told twice.
  package func tell(of file: RefusedFile, rulebook: Rulebook) async throws(DocketError) {
    var addresses: Set<String> = []
    let creditors = rulebook.creditors.values.sorted { $0.id < $1.id }
      .filter { addresses.insert($0.notify.text).inserted }.map(\.id)
    try await write(by: .daemon, now: file.refusedAt) { entry in
      for creditor in creditors {
        try entry.sql.run(
          """
          INSERT INTO refused_file (creditor, name, reason, folder, refused_at, at, kind)
          SELECT ?1, ?2, ?3, ?4, ?5, ?5, ?6
          WHERE NOT EXISTS (SELECT 1 FROM refused_file
            WHERE creditor = ?1 AND name = ?2 AND reason = ?3 AND folder = ?4 AND at IS NOT NULL)
          """, .text(creditor), .text(file.name), .text(file.reason), .text(file.folder),
          .number(file.refusedAt.milliseconds), .text(file.kind.rawValue))
      }
    }
  }

  /// Whether creditors were told of a file of this name as one that could not be taken in, or will be.
  ///
  /// - Parameter folder: where it was laid.
  package func isRemembered(
    refused name: String, _ kind: RefusedFile.Kind, in folder: String
  ) async throws(DocketError) -> Bool {
    try await read { look in
      try look.sql.first(
        "SELECT EXISTS (SELECT 1 FROM refused_file WHERE name = ? AND kind = ? AND folder = ?)", .text(name),
        .text(kind.rawValue), .text(folder)
      ) { $0.number(0) == 1 } ?? false
    }
  }

  /// Forgets a file that was taken in after all: whoever was not told of it yet is not. What is on its way leaves as it was
  /// written.
  ///
  /// - Parameter folder: where it was laid.
  package func forget(
    refused name: String, _ kind: RefusedFile.Kind, in folder: String, now: Instant
  ) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.sql.writeOverWhatIsDeleted()
      try entry.sql.run(
        "DELETE FROM refused_file WHERE name = ? AND kind = ? AND folder = ? AND \(RefusedFile.isDone)", .text(name),
        .text(kind.rawValue), .text(folder))
    }
  }

  /// Forgets refused files of which the creditors were told ``DocketLimits/refusedFileDays`` ago.
  ///
  /// - Returns: how many rows, one for each creditor.
  @discardableResult
  package func forgetRefusedFiles(now: Instant) async throws(DocketError) -> Int {
    let end = now.adding(seconds: -DocketLimits.refusedFileDays * 86_400)
    return try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.sql.writeOverWhatIsDeleted()
      return try entry.sql.changed(
        "DELETE FROM refused_file WHERE refused_at <= ? AND at IS NULL AND \(RefusedFile.isDone)",
        [.number(end.milliseconds)])
    }
  }
}

extension RefusedFile {
  /// Whether no notice under way tells of it: one that is written anew would be about nothing.
  fileprivate static let isDone = """
    (notice_id IS NULL OR EXISTS (SELECT 1 FROM notice
      WHERE notice.id = notice_id AND notice.state IN \(Notice.State.finished.sql)))
    """
}
