package import Dunning

/// One way of a notice that also goes by post: what became of it there.
package struct NoticeDelivery: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// It has its turn at ``NoticeDelivery/nextAt``.
    case waiting
    /// An attempt is under way.
    case sending
    /// The mail server or the print spool has it.
    case sent
    /// Given up.
    case failed
    case inDoubt = "in-doubt"
    /// Overtaken before it left, after the other way had gone.
    case dropped
  }

  package let channel: Step.Channel
  package let state: State
  /// The earliest moment of the next try, while it waits.
  package let nextAt: Instant
  package let completedAt: Instant?
  package let lastReply: String?

  /// Whether something may be with the debtor by this way.
  var hasGone: Bool { state == .sent || state == .inDoubt }
}

extension [NoticeDelivery] {
  /// What the ways of a notice make of the notice: under way while one is, in doubt when one is, and complete when each
  /// has its end. A letter that was printed completes it whatever became of the e-mail; without the letter it has failed.
  ///
  /// - Parameter isHeld: whether a person holds it, which nothing but a person or its own end takes from it.
  func noticeState(isHeld: Bool) -> Notice.State {
    if isHeld, contains(where: { $0.state == .waiting || $0.state == .sending }) { return .held }
    if contains(where: { $0.state == .sending }) { return .sending }
    if contains(where: { $0.state == .inDoubt }) { return .inDoubt }
    if contains(where: { $0.state == .waiting }) { return .deferred }
    if contains(where: { $0.channel == .letter && $0.state == .sent }) { return .sent }
    if contains(where: { $0.state == .failed }) { return .failed }
    return contains { $0.state == .sent } ? .sent : .dropped
  }

  /// When the next try of one of them is due.
  var nextAttemptAt: Instant? { filter { $0.state == .waiting }.map(\.nextAt).min() }

  /// When the last of them came to its end.
  var completedAt: Instant? { compactMap(\.completedAt).max() }

  /// What is to be said of all of them in one line.
  var lastReply: String? {
    let replies = compactMap { delivery in delivery.lastReply.map { "\(delivery.channel.rawValue): \($0)" } }
    return replies.isEmpty ? nil : replies.joined(separator: "; ")
  }
}
