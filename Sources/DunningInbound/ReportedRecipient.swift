/// What a report says of one recipient.
package struct ReportedRecipient: Sendable, Hashable, Codable {
  /// What became of the message.
  ///
  /// - Source: RFC 3464 2.3.3.
  package enum Action: String, Sendable, CaseIterable, Codable {
    case failed
    case delayed
    case delivered
    case relayed
    case expanded
  }

  /// The address as the message was sent to it, where the report says so; otherwise the one that it has become.
  package var address: String
  package var action: Action
  /// The enhanced status code, `class.subject.detail`; nil when nobody has given one.
  ///
  /// - Source: RFC 3463.
  package var status: String?
  /// The words of the server or of the report, at most 500 characters.
  package var diagnostic: String?

  /// Why it failed; meaningful for what has failed or is late.
  package var cause: FailureCause { FailureCause(status: status, diagnostic: diagnostic ?? "") }

  /// Whether trying again is of no use.
  package var isPermanent: Bool {
    guard action == .failed else { return false }
    if let status { return status.first != "4" }
    return true
  }
}
