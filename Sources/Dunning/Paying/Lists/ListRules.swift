/// What the configuration says about complete lists of what is open.
package struct ListRules: Hashable, Sendable {
  /// The share of the known open claims, in percent, beyond which a list that would settle, ask about or change them waits
  /// for a person: a wrong file, or half of one, is not taken for many payments.
  package var holdAbove: Int

  package init(holdAbove: Int = 20) { self.holdAbove = holdAbove }

  /// As many open claims, or fewer, are so few that every week is an unusual one.
  package static let handful = 10

  /// Why a list is held; nil when it is not.
  ///
  /// - Parameters:
  ///   - listed: how many claims it names.
  ///   - open: how many of those it is about were open before.
  ///   - touched: how many of these it would settle, ask about or change.
  package func reasonToHold(listed: Int, open: Int, touched: Int) -> String? {
    guard touched > 0 else { return nil }
    if listed == 0 { return "it names no claim at all, and \(open) \(open == 1 ? "is" : "are") open" }
    guard open > Self.handful, touched * 100 > open * holdAbove else { return nil }
    return "it would settle, ask about or change \(touched) of \(open) open claims, more than \(holdAbove) % of them"
  }
}
