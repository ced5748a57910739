import Dunning

extension Writing {
  /// Tries again what has not gone of a notice of which something has: the same bytes, by the ways that are left.
  ///
  /// - Returns: false when nothing has gone, so that all of the notice can be tried again.
  func retryRest(of notice: Notice) throws -> Bool {
    let deliveries = try deliveries(of: notice.id)
    try wakeDeliveries(of: notice.id)
    guard notice.state == .failed, deliveries.contains(where: \.hasGone) else { return false }
    for delivery in deliveries where delivery.state == .failed {
      try setDelivery(.waiting, delivery.channel, of: notice.id, lastReply: delivery.lastReply)
    }
    for claim in notice.claims { try setObstacle(.noticeOpen, notice: notice.id, of: claim) }
    try setState(.deferred, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply)
    return true
  }

  /// Writes down what a person found out about a notice in doubt.
  ///
  /// - Returns: the way that it was about; nil of a notice that is only mailed.
  @discardableResult
  func resolve(_ notice: Notice, _ channel: Step.Channel?, wasSent: Bool) throws -> Step.Channel? {
    let doubtful = try deliveries(of: notice.id).filter { $0.state == .inDoubt }.map(\.channel)
    if !doubtful.isEmpty {
      guard let way = channel ?? (doubtful.count == 1 ? doubtful.first : nil), doubtful.contains(way) else {
        throw DocketError(
          .wrongState, "of notice \(notice.id) \(doubtful.map(\.rawValue).joined(separator: " and ")) is in doubt",
          hint: "say which with --channel \(doubtful.map(\.rawValue).joined(separator: "|"))")
      }
      try resolve(way, of: notice.id, wasSent: wasSent)
      return way
    }
    guard notice.state == .inDoubt else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue), and nothing of it is in doubt",
        hint: "`dunningctl notice show \(notice.id)` tells what happened to it")
    }
    guard wasSent else {
      try setState(.pending, of: notice.id, nextAttemptAt: now, lastReply: notice.lastReply)
      return nil
    }
    let completedAt = try sentAt(notice.id, .email) ?? now
    try setState(.sent, of: notice.id, completedAt: completedAt, lastReply: notice.lastReply)
    for claim in notice.claims { try clearObstacle(notice: notice.id, of: claim) }
    return nil
  }

  func resolve(_ channel: Step.Channel, of id: NoticeID, wasSent: Bool) throws {
    let reply = wasSent ? "resolved as sent" : "resolved as not sent"
    let completedAt = wasSent ? try sentAt(id, channel) ?? now : nil
    try setDelivery(
      wasSent ? .sent : .waiting, channel, of: id, nextAt: now, completedAt: completedAt, lastReply: reply)
    try settleDeliveries(of: id)
  }
}

extension Transaction {
  func settle(_ id: NoticeID, _ result: AttemptResult, proof: [String: String]) throws {
    let data = proof.merging(try parcelProof(of: id)) { first, _ in first }
      .merging(["reply": result.reply]) { first, _ in first }
    let kind: Event.Kind
    switch result.verdict {
    case .accepted:
      kind = .noticeSent
      try setState(.sent, of: id, completedAt: now, lastReply: result.reply)
    case .deferred(let moment):
      kind = .noticeDeferred
      // Its hold is a person's word, and no attempt that was under way ends it.
      if try currentState(of: id) != .held {
        try setState(.deferred, of: id, nextAttemptAt: moment, lastReply: result.reply)
      }
    case .refused:
      kind = .noticeFailed
      try setState(.failed, of: id, completedAt: now, lastReply: result.reply)
    case .inDoubt:
      kind = .noticeInDoubt
      try setState(.inDoubt, of: id, lastReply: result.reply)
    }
    let claims = try claims(of: id)
    for claim in claims {
      switch result.verdict {
      case .accepted: try clearObstacle(notice: id, of: claim)
      case .refused: try setObstacle(.undeliverable, notice: id, of: claim)
      case .deferred, .inDoubt: break
      }
    }
    for claim in claims.chains {
      try journal(Event(kind, claim: claim, notice: id, actor: .daemon, data: data))
    }
    try replan(claims)
  }

  /// One way of a notice that is also printed has come to an end, or waits for its next try.
  func settle(
    _ id: NoticeID, _ channel: Step.Channel, _ result: AttemptResult, proof: [String: String],
    among deliveries: [NoticeDelivery]
  ) throws {
    // What was taken back meanwhile stays so, whatever its attempt still says.
    guard deliveries.contains(where: { $0.channel == channel && $0.state == .sending }) else { return }
    let kind: Event.Kind
    switch result.verdict {
    case .accepted:
      kind = .noticeSent
      try setDelivery(.sent, channel, of: id, completedAt: now, lastReply: result.reply)
    case .deferred(let moment):
      kind = .noticeDeferred
      try setDelivery(.waiting, channel, of: id, nextAt: moment, lastReply: result.reply)
    case .refused:
      kind = .noticeFailed
      try setDelivery(.failed, channel, of: id, completedAt: now, lastReply: result.reply)
    case .inDoubt:
      kind = .noticeInDoubt
      try setDelivery(.inDoubt, channel, of: id, lastReply: result.reply)
    }
    try settleDeliveries(of: id)
    let data = proof.merging(try parcelProof(of: id)) { first, _ in first }
      .merging(["reply": result.reply, "channel": channel.rawValue]) { first, _ in first }
    for claim in try claims(of: id) {
      try journal(Event(kind, claim: claim, notice: id, actor: .daemon, data: data))
    }
    try replanAbout(id)
  }

}
