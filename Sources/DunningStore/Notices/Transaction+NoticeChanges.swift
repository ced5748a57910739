import Dunning
import DunningSQL

// What a person does to a notice: the table says what it comes to, and each effect has its verb.

extension Transaction {
  /// Carries out what a person decided about a notice.
  ///
  /// - Throws: ``DocketError`` `.wrongState` where the table has nothing for its state.
  func apply(_ change: NoticeChange, _ reason: String?, to notice: Notice) throws {
    guard let effect = change.effect(on: notice.state) else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue) and cannot be \(change.participle)",
        hint: "`dunningctl notice show \(notice.id)` tells what happened to it")
    }
    var data = try carryOut(effect, on: notice, because: reason)
    data[.reason] = reason
    let isSeconded = try change.event == .noticeApproved && currentState(of: notice.id) == .awaitingApproval
    try journal(isSeconded ? .noticeSeconded : change.event, of: notice.id, about: notice.claims, by: actor, data)
    try dropIfLapsed(notice.id)
    try bookDemands(of: notice.claims)
    try replan(notice.claims)
  }

  /// Takes a notice back that would leave now if the rules still sent it: whoever let it go hears at once what became of it.
  private func dropIfLapsed(_ id: NoticeID) throws {
    let notice = try notice(id)
    guard [.pending, .deferred].contains(notice.state), notice.nextAttemptAt.map({ $0 <= now }) == true,
      rulebook.creditors[notice.creditor] != nil, let tone = Step.Tone(rawValue: notice.tone),
      case .lapses(let reason) = try verdict(on: notice, about: try subject(of: notice, tone: tone))
    else { return }
    try drop(id, because: reason)
  }

  /// - Returns: what the journal says of it.
  private func carryOut(
    _ effect: NoticeChange.Effect, on notice: Notice, because reason: String?
  ) throws -> [JournalKey: String] {
    switch effect {
    case .letGo(let seen): return try letGo(notice, seen: seen)
    case .stop: try stop(notice, because: reason)
    case .stopRest: try stopRest(of: notice, because: reason)
    case .goOn: try release(notice)
    case .tryNow:
      try wakeDeliveries(of: notice.id)
      try setState(.deferred, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply)
    case .tryAgain: try tryAgain(notice)
    case .resolve(let wasSent, let channel): return try resolve(notice, channel, wasSent: wasSent)
    }
    return [:]
  }

  private func stop(_ notice: Notice, because reason: String?) throws {
    try setState(.held, of: notice.id, lastReply: reason.map { "held: \($0)" })
  }

  /// Stops what has not left of a notice. An attempt that is under way finds out at its dot.
  private func stopRest(of notice: Notice, because reason: String?) throws {
    let number = SQLValue.number(notice.id.number)
    let isAnythingLeft = try sql.first(
      """
      SELECT EXISTS (SELECT 1 FROM attempt WHERE notice_id = ? AND ended_at IS NULL AND phase = ?)
        OR EXISTS (SELECT 1 FROM delivery WHERE notice_id = ? AND state = ?)
      """, number, .text(Attempt.Phase.taken.rawValue), number, .text(NoticeDelivery.State.waiting.rawValue)
    ) { $0.number(0) == 1 }
    guard isAnythingLeft == true else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue): nothing of it can be held any more",
        hint: "`dunningctl notice show \(notice.id)` tells how far it got")
    }
    try stop(notice, because: reason)
  }

  /// Lets a notice go on from where it stands.
  private func release(_ notice: Notice) throws {
    let isUnderWay = try sql.first(
      "SELECT EXISTS (SELECT 1 FROM attempt WHERE notice_id = ? AND ended_at IS NULL)", .number(notice.id.number)
    ) { $0.number(0) == 1 }
    let parcel = try parcelFacts(of: notice.id)
    if isUnderWay != true, parcel.message == nil, parcel.letter == nil {
      try drop(notice.id, because: "it was held before it was written")
    } else if try permission(for: notice.id).lacksApproval {
      try setState(.awaitingApproval, of: notice.id)
    } else {
      try wakeDeliveries(of: notice.id)
      let (state, next): (Notice.State, Instant?) = isUnderWay == true ? (.sending, nil) : (.pending, now)
      try setState(state, of: notice.id, nextAttemptAt: next)
      // What one of its ways has come to meanwhile counts as well.
      let deliveries = try deliveries(of: notice.id)
      if deliveries.contains(where: { $0.state == .sending || $0.state == .inDoubt }) {
        try addUpWays(of: notice.id)
      }
    }
  }

  /// Tries again what has failed: the same bytes by the ways that are left, where something has gone; otherwise its
  /// step is decided and written anew.
  private func tryAgain(_ notice: Notice) throws {
    let deliveries = try deliveries(of: notice.id)
    try wakeDeliveries(of: notice.id)
    guard deliveries.contains(where: \.hasGone) else {
      // Once it is dropped, a register or notes no longer belong to it.
      let tone = Step.Tone(rawValue: notice.tone)
      let subject = try tone.map { try self.subject(of: notice, tone: $0) }
      try drop(notice.id, because: "written anew on request", by: actor)
      return try requireSuccessor(of: notice, about: subject)
    }
    for delivery in deliveries where delivery.state == .failed {
      try setDelivery(.waiting, delivery.channel, of: notice.id, lastReply: delivery.lastReply)
    }
    for claim in notice.claims { try setObstacle(.noticeOpen(notice.id), of: claim) }
    try setState(.deferred, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply)
  }

  /// - Throws: ``DocketError`` `.wrongState` when none of a notice's claims is written about any more: nothing is changed then.
  private func requireSuccessor(of notice: Notice, about subject: DueNotice.Subject?) throws {
    guard case .claims(let claims)? = subject else { return }
    let records = try claims.records.map { try record($0.claim.id) }
    if records.contains(where: { $0.next != nil }) { return }
    let reasons = records.map { record in
      "\(record.claim.draft.reference) is \(record.claim.state.rawValue)"
        + (record.nothingBecause.map { " (\($0))" } ?? "")
    }
    throw DocketError(
      .wrongState,
      "notice \(notice.id) is not written anew, since nothing is planned: \(reasons.joined(separator: ", "))",
      hint: "`dunningctl explain` tells what a claim waits for")
  }

  /// Writes down what somebody found out about a notice in doubt.
  ///
  /// - Parameter channel: the way that it is about, where several are in doubt.
  /// - Returns: what the journal says of it; its channel only of a notice that is also printed.
  func resolve(_ notice: Notice, _ channel: Step.Channel?, wasSent: Bool) throws -> [JournalKey: String] {
    var data = try parcelProof(of: notice.id)
    data[.outcome] = wasSent ? "sent" : "not-sent"
    let doubtful = try deliveries(of: notice.id).filter { $0.state == .inDoubt }.map(\.channel)
    if doubtful.isEmpty {
      try resolveMail(of: notice, wasSent: wasSent)
    } else {
      data[.channel] = try resolveWay(channel, of: notice, among: doubtful, wasSent: wasSent).rawValue
    }
    return data
  }

  private func resolveMail(of notice: Notice, wasSent: Bool) throws {
    guard notice.state == .inDoubt else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue), and nothing of it is in doubt",
        hint: "`dunningctl notice show \(notice.id)` tells what happened to it")
    }
    if wasSent {
      let left = try sentAt(notice.id, .email)
      _ = try endWaiting(of: notice.id, as: .sent, because: nil)
      try settle(notice.id, about: notice.claims, as: .sent, at: left, because: notice.lastReply)
    } else {
      try setState(.pending, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply)
    }
  }

  private func resolveWay(
    _ channel: Step.Channel?, of notice: Notice, among doubtful: [Step.Channel], wasSent: Bool
  ) throws -> Step.Channel {
    guard let way = channel ?? (doubtful.count == 1 ? doubtful.first : nil), doubtful.contains(way) else {
      throw DocketError(
        .wrongState, "of notice \(notice.id) \(doubtful.map(\.rawValue).joined(separator: " and ")) is in doubt",
        hint: "say which with --channel \(doubtful.map(\.rawValue).joined(separator: "|"))")
    }
    let completedAt = wasSent ? try sentAt(notice.id, way) ?? now : nil
    try setDelivery(
      wasSent ? .sent : .waiting, way, of: notice.id, nextAt: now, completedAt: completedAt,
      lastReply: wasSent ? "resolved as sent" : "resolved as not sent")
    try addUpWays(of: notice.id)
    return way
  }
}
