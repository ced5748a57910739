import Dunning
import DunningSQL

extension NoticeCheck {
  /// A try of which the final dot may have left, or the letter been let go.
  private struct Departure {
    let channel: String
    let at: Int64
  }

  /// What left of it left with an approval of its bytes, where it needed one, and not while it was held.
  func checkDepartures(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    let departures = try look.sql.all(
      "SELECT channel, dot_sent_at FROM attempt WHERE notice_id = ? AND dot_sent_at IS NOT NULL ORDER BY id",
      .number(id.number)
    ) { Departure(channel: $0.text(0), at: $0.number(1)) }
    try checkApproval(of: departures, entries, &result)
    for hold in Self.holds(entries) {
      for departure in departures where hold.covers(departure.at) {
        result.find(
          chain, hold.seq, "departure of \(id) by \(departure.channel)",
          stored: Instant(milliseconds: departure.at).rfc3339(offsetSeconds: 0), computed: "nothing while it was held")
      }
    }
  }

  /// Entries of earlier versions do not say whether it needed one.
  private func checkApproval(
    of departures: [Departure], _ entries: [ChainWalk.Entry], _ result: inout Verification
  ) throws {
    guard let approval = opening(entries)?.data[.approval], approval != Step.Approval.none.rawValue else { return }
    let bytes = try look.parcelProof(of: id)
    let approvals = entries.filter { entry in
      entry.row.type == Event.Kind.noticeApproved.rawValue && entry.data[.sha256] == bytes[.sha256]
        && entry.data[.letterSHA256] == bytes[.letterSHA256]
    }
    let sent = entries.filter { $0.row.type == Event.Kind.noticeSent.rawValue }.map(\.row.at.milliseconds)
    let first = approvals.map(\.row.at.milliseconds).min()
    guard let early = (departures.map(\.at) + sent).filter({ $0 < first ?? .max }).min() else { return }
    result.find(
      chain, nil, "approval of \(id)", stored: "nothing",
      computed: "one of its very bytes before \(Instant(milliseconds: early).rfc3339(offsetSeconds: 0))")
  }

  // MARK: Holds

  /// A time in which a person held it.
  private struct Hold {
    let seq: Int64
    let from: Int64
    var until: Int64?

    /// What came to its dot in the same millisecond may have come before.
    func covers(_ moment: Int64) -> Bool { from < moment && moment < until ?? .max }
  }

  private static func holds(_ entries: [ChainWalk.Entry]) -> [Hold] {
    var holds: [Hold] = []
    for entry in entries {
      let (kind, at) = (Event.Kind(rawValue: entry.row.type), entry.row.at.milliseconds)
      if kind == .noticeHeld, holds.last.map({ $0.until != nil }) ?? true {
        holds.append(Hold(seq: entry.row.seq, from: at))
      } else if let kind, endsOfHold.contains(kind), let last = holds.indices.last, holds[last].until == nil {
        holds[last].until = at
      }
    }
    return holds
  }

  /// Whether it is held after these entries, unless it has come to an end by itself.
  static func isHeld(_ entries: [ChainWalk.Entry]) -> Bool { holds(entries).last.map { $0.until == nil } ?? false }

  /// What a person may say of it, and what overtakes it.
  private static let endsOfHold: Set<Event.Kind> = [.noticeReleased, .noticeDropped, .deliveryDropped, .noticeRetried]
}
