import Dunning
import DunningSQL

/// Looks at what comes back about a claim: whether notes, warnings, reminders and the days of promises are what its journal
/// says they were planned as, and stand where it says.
struct FollowUpCheck {
  let id: ClaimID
  let chain: String
  let look: Look
  /// Nil where the docket's own chain was not looked through: what it tells is not compared then.
  let told: FollowUpsTold?

  fileprivate struct Row {
    let id: FollowUpID
    let kind: String
    let state: String
    let notice: NoticeID?
    /// All of it that was said when it was planned.
    let text: String
    let day: String?
    let at: Instant?
  }

  /// One as an entry tells of it.
  private struct Planned {
    let entry: ChainWalk.Entry
    let text: String
  }

  func run(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    let rows = try rows()
    let planned = planned(entries)
    let ends = Dictionary(grouping: entries.filter { Self.ends.contains($0.row.type) }) { $0.data[.followUp] ?? "" }
    for row in rows {
      checkPlan(of: row, planned[row.id], &result)
      checkNotice(of: row, &result)
      try checkMoment(of: row, &result)
      guard planned[row.id] != nil, row.kind != FollowUp.Kind.promise.rawValue else { continue }
      checkState(of: row, ends[row.id.description] ?? [], &result)
    }
    try checkPromises(rows.filter { $0.kind == FollowUp.Kind.promise.rawValue && planned[$0.id] != nil }, &result)
    checkMissing(rows, planned, ends, &result)
  }

  // MARK: What it was planned as

  private func rows() throws -> [Row] {
    try look.sql.all(
      """
      SELECT id, kind, state, notice_id, day, note, contact, staff_number, reply_by, created_at, approval_of, at
      FROM follow_up WHERE claim_id = ? ORDER BY id
      """, .number(id.number)
    ) { row in
      Row(
        id: FollowUpID(row.number(0)), kind: row.text(1), state: row.text(2),
        notice: row.numberIfAny(3).map { NoticeID($0) },
        text: Self.text(
          row.text(1), row.text(4), row.text(5), row.textIfAny(6), row.textIfAny(7), row.textIfAny(8), row.number(9),
          row.numberIfAny(10).map { NoticeID($0) }),
        day: row.textIfAny(4), at: row.numberIfAny(11).map(Instant.init(milliseconds:)))
    }
  }

  private static func text(
    _ kind: String, _ day: String?, _ note: String?, _ contact: String?, _ staff: String?, _ replyBy: String?,
    _ madeAt: Int64, _ notice: NoticeID?
  ) -> String {
    let parts = [kind, day, note, contact, staff, replyBy, String(madeAt), notice?.description]
    return parts.map { $0 ?? "-" }.joined(separator: ", ")
  }

  /// What the journal says of each: in an entry of its own, in that of the note, or where the claim was enqueued.
  private func planned(_ entries: [ChainWalk.Entry]) -> [FollowUpID: Planned] {
    var planned: [FollowUpID: Planned] = [:]
    for entry in entries {
      guard let followUp = entry.data[.followUp].flatMap(FollowUpID.init(parsing:)) else { continue }
      let (data, madeAt) = (entry.data, entry.row.at.milliseconds)
      switch Event.Kind(rawValue: entry.row.type) {
      case .noteAdded:
        planned[followUp] = Planned(
          entry: entry,
          text: Self.text(
            data[.kind] ?? FollowUp.Kind.note.rawValue, data[.remindOn], data[.text], data[.contact],
            data[.staffNumber],
            data[.replyBy], madeAt, nil))
      case .followUpPlanned:
        planned[followUp] = Planned(
          entry: entry,
          text: Self.text(data[.kind] ?? "", data[.remindOn], data[.text], nil, nil, nil, madeAt, entry.row.notice))
      case .claimRegistered:
        planned[followUp] = Planned(
          entry: entry,
          text: Self.text(
            FollowUp.Kind.limitation.rawValue, data[.remindOn], data[.text], nil, nil, nil, madeAt, nil))
      default: break
      }
    }
    return planned
  }

  private func checkPlan(of row: Row, _ planned: Planned?, _ result: inout Verification) {
    if let planned {
      result.expect(row.text, planned.text, "follow-up \(row.id)", in: chain, planned.entry.row.seq)
    } else if let told, row.id.number > told.unbound {
      result.find(chain, nil, "follow-up \(row.id)", stored: row.text, computed: "nothing about this claim")
    }
  }

  /// The notice to the creditor that took it.
  private func checkNotice(of row: Row, _ result: inout Verification) {
    guard let told else { return }
    let taken = told.takenBy[row.id]
    // Entries of earlier versions do not say what was taken.
    guard taken != nil || row.notice.map(told.takers.contains) ?? false else { return }
    result.expect(row.notice?.description, taken?.description, "notice that took follow-up \(row.id)", in: chain)
  }

  /// It comes back in the morning of its day, or its promise is judged when that begins; what a notice did not tell after
  /// all is told again from the moment at which that was dropped.
  private func checkMoment(of row: Row, _ result: inout Verification) throws {
    guard let at = row.at else { return }
    if row.state == FollowUp.State.waiting.rawValue {
      guard let day = row.day.flatMap({ try? CivilDate(parsing: $0) }), !at.isOn(day, hour: row.hour) else { return }
      result.find(
        chain, nil, "moment of follow-up \(row.id)", stored: at.rfc3339(offsetSeconds: 0), computed: "on \(day.iso)")
    } else {
      let dropped = try look.sql.all(
        "SELECT at FROM event WHERE claim_id IS NULL AND notice_id = ? AND event = \(Event.Kind.noticeDropped.sql)",
        .number(row.notice?.number ?? 0)
      ) { Instant(milliseconds: $0.number(0)) }
      guard !dropped.contains(at) else { return }
      result.find(
        chain, nil, "moment of follow-up \(row.id)", stored: at.rfc3339(offsetSeconds: 0),
        computed: "when a notice that had taken it was dropped")
    }
  }

  // MARK: Where it stands

  private func checkState(of row: Row, _ ends: [ChainWalk.Entry], _ result: inout Verification) {
    let state: FollowUp.State =
      switch ends.last.map({ Event.Kind(rawValue: $0.row.type) }) {
      case .followUpDone: .done
      case .followUpDue: .due
      // What asks whether a claim was paid is due at once.
      default: row.kind == FollowUp.Kind.gone.rawValue || told?.setAside.contains(row.id) ?? false ? .due : .waiting
      }
    result.expect(row.state, state.rawValue, "state of follow-up \(row.id)", in: chain, ends.last?.row.seq)
  }

  /// The day of the instalment that is judged next waits while the promise runs; all others are over.
  private func checkPromises(_ rows: [Row], _ result: inout Verification) throws {
    guard !rows.isEmpty else { return }
    let running = try look.sql.first(
      "SELECT count(*) FROM promise WHERE claim_id = ? AND state = \(RecordedPromise.State.running.sql)",
      .number(id.number)
    ) { $0.number(0) }
    for row in rows {
      let waits = row.id == rows.last?.id && running ?? 0 > 0
      let state: FollowUp.State = waits ? told?.setAside.contains(row.id) ?? false ? .due : .waiting : .done
      result.expect(row.state, state.rawValue, "state of follow-up \(row.id)", in: chain)
    }
  }

  /// Only a warning that waits is taken out again, for one of another day; what came back stays.
  private func checkMissing(
    _ rows: [Row], _ planned: [FollowUpID: Planned], _ ends: [String: [ChainWalk.Entry]], _ result: inout Verification
  ) {
    let known = Set(rows.map(\.id))
    for (followUp, plan) in planned where !known.contains(followUp) {
      let isWarning =
        plan.entry.row.type == Event.Kind.claimRegistered.rawValue
        || plan.entry.data[.kind] == FollowUp.Kind.limitation.rawValue
      if isWarning, ends[followUp.description] == nil { continue }
      result.find(
        chain, plan.entry.row.seq, "follow-up \(followUp)", stored: "nothing", computed: plan.text)
    }
    for (name, ends) in ends {
      guard let followUp = FollowUpID(parsing: name), planned[followUp] == nil, !known.contains(followUp) else {
        continue
      }
      result.find(chain, ends.first?.row.seq, "claim of follow-up \(followUp)", stored: "another", computed: "\(id)")
    }
  }

  private static let ends: Set<String> = [Event.Kind.followUpDue.rawValue, Event.Kind.followUpDone.rawValue]
}

extension FollowUpCheck.Row {
  /// The hour of the day at which it comes.
  fileprivate var hour: Int { kind == FollowUp.Kind.promise.rawValue ? 0 : 8 }
}

extension Instant {
  /// Whether it is that hour of a day somewhere: zones are apart by quarters of an hour, and where a clock is put forward at
  /// midnight the day begins an hour later.
  fileprivate func isOn(_ day: CivilDate, hour: Int) -> Bool {
    let least = ZoneRules.utc.instant(day, TimeOfDay(seconds: hour * 3_600)).adding(seconds: -ZoneRules.eastMax)
    let most = least.adding(seconds: ZoneRules.eastMax + ZoneRules.westMax)
    return self >= least && self <= most && milliseconds % 900_000 == 0
  }
}

extension ZoneRules {
  /// In seconds: how far ahead of UTC a clock may be, and how far behind, with an hour for one that is put forward.
  static let eastMax = 15 * 3_600
  static let westMax = 13 * 3_600
}
