import Dunning
import DunningSQL

extension NoticeCheck {
  /// What became of the mail and of the letter, of a notice that goes both ways.
  func checkDeliveries(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    let rows = try look.sql.all(
      "SELECT channel, state, completed_at, last_reply FROM delivery WHERE notice_id = ?", .number(id.number)
    ) { (channel: $0.text(0), state: $0.text(1), completedAt: $0.numberIfAny(2), lastReply: $0.textIfAny(3)) }
    for channel in Set(entries.compactMap { $0.data[.channel] }).sorted() {
      // What speaks of no way, such as another try, is about all of them and leaves none as it was.
      let last = entries.last {
        $0.data[.channel] == channel || ($0.data[.channel] == nil && Self.states[$0.row.type] != nil)
      }
      guard let last, last.data[.channel] == channel, let end = Self.ends[last.row.type] else { continue }
      let row = rows.first { $0.channel == channel }
      let name = "of \(id) by \(channel)"
      result.expect(row?.state, end, "state \(name)", in: chain, last.row.seq)
      guard last.row.type != Event.Kind.deliveryDropped.rawValue else { continue }
      result.expect(row?.lastReply, last.data[.reply], "last_reply \(name)", in: chain, last.row.seq)
      let moment = end == "in-doubt" ? nil : String(last.row.at.milliseconds)
      result.expect(row?.completedAt.map { String($0) }, moment, "completed_at \(name)", in: chain, last.row.seq)
    }
    checkWhole(entries, &result)
  }

  /// The notice's own state is made of its ways'.
  private func checkWhole(_ entries: [ChainWalk.Entry], _ result: inout Verification) {
    let last = entries.last { Self.states[$0.row.type] != nil || Self.ends[$0.row.type] != nil }
    // Ways that cannot be read were found above.
    guard let row, let last, last.data[.channel] != nil, Self.ends[last.row.type] != nil,
      let deliveries = try? look.deliveries(of: id)
    else { return }
    let state = deliveries.noticeState(isHeld: Self.isHeld(entries))
    result.expect(row.state, state.rawValue, "state of \(id)", in: chain, last.row.seq)
    guard state != .held else { return }
    result.expect(row.lastReply, deliveries.lastReply, "last_reply of \(id)", in: chain, last.row.seq)
    let completedAt = state.isOpen ? nil : deliveries.completedAt
    result.expect(
      row.completedAt.map { String($0) }, completedAt.map { String($0.milliseconds) }, "completed_at of \(id)",
      in: chain, last.row.seq)
  }

  /// Ends of a way: one that is tried again has none yet.
  private static let ends = [
    Event.Kind.noticeSent.rawValue: "sent", Event.Kind.noticeFailed.rawValue: "failed",
    Event.Kind.noticeInDoubt.rawValue: "in-doubt", Event.Kind.deliveryDropped.rawValue: "dropped",
  ]

  /// What somebody said of the letter's way by post.
  func checkPosting(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    guard let posted = entries.last(where: { $0.row.type == Event.Kind.letterPosted.rawValue }) else { return }
    let delivered = entries.last { $0.row.type == Event.Kind.letterDelivered.rawValue }
    let posting = try look.sql.first(
      "SELECT posted_on, carrier, tracking, delivered_on FROM posting WHERE notice_id = ?", .number(id.number)
    ) { row in (0..<4).map { row.textIfAny($0) } }
    let said = [posted.data[.date], posted.data[.carrier], posted.data[.tracking], delivered?.data[.date]]
    for (stored, said) in zip(posting ?? [nil, nil, nil, nil], said) {
      result.expect(stored, said, "posting of \(id)", in: chain, posted.row.seq)
    }
  }
}
