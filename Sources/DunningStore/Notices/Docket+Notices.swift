package import Dunning
import DunningSQL

extension Docket {
  /// Notices by descending number, before a cursor.
  package func notices(
    state: Notice.State? = nil, before cursor: NoticeID? = nil, limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [Notice] {
    try await read { look in
      // The states are said in SQL, so that the index of the notices that are not sent is used.
      let condition =
        switch state {
        case nil: ""
        case .sent: "AND notice.state = ?"
        default: "AND notice.state = ? AND notice.state <> \(Notice.State.sent.sql)"
        }
      var values: [SQLValue] = [.number(cursor?.number ?? .max)]
      if let state { values.append(.text(state.rawValue)) }
      values.append(.number(Int64(limit)))
      return try look.sql.all(
        "\(NoticeRow.selection) WHERE notice.id < ? \(condition) ORDER BY notice.id DESC LIMIT ?", values,
        read: NoticeRow.init
      ).map { try look.notice($0) }
    }
  }

  /// - Throws: ``DocketError`` `.notFound`.
  package func notice(_ id: NoticeID) async throws(DocketError) -> (notice: Notice, attempts: [Attempt]) {
    try await read { look in
      (try look.notice(id), try look.attempts(of: id))
    }
  }

  /// The exact bytes of a notice; nil while it was not written yet.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func message(of id: NoticeID) async throws(DocketError) -> [UInt8]? {
    try await read { look in
      _ = try look.notice(id)
      return try look.message(of: id)
    }
  }

  /// Carries out what a person decided about a notice.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.wrongState`.
  package func change(
    _ id: NoticeID, _ change: NoticeChange, reason: String? = nil, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> Notice {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.apply(change, reason, to: try transaction.notice(id))
      return try transaction.notice(id)
    }
  }
}
