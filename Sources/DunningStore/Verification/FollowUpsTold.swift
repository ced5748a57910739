import Dunning

/// What the docket's own chain says of what comes back to creditors.
struct FollowUpsTold {
  /// The last one of the time before the journal told what each was planned as; 0 where it always did.
  private(set) var unbound: Int64 = 0
  /// Which notice to the creditor took one last.
  private(set) var takenBy: [FollowUpID: NoticeID] = [:]
  /// The notices of which the journal says what they took.
  private(set) var takers: Set<NoticeID> = []
  /// Those of which the docket could not make sense: they wait for a person.
  private(set) var setAside: Set<FollowUpID> = []

  mutating func take(_ entry: ChainWalk.Entry) {
    let ids = (entry.data[.followUp] ?? "").split(separator: " ").compactMap { FollowUpID(parsing: String($0)) }
    switch Event.Kind(rawValue: entry.row.type) {
    case .journalChained: unbound = max(unbound, ids.first?.number ?? 0)
    case .followUpDue: setAside.formUnion(ids)
    case .noticeOpened:
      guard let notice = entry.row.notice, !ids.isEmpty else { return }
      takers.insert(notice)
      for id in ids { takenBy[id] = notice }
    default: break
    }
  }
}
