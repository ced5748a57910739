package import Dunning

/// What a person decides about a notice.
package enum NoticeChange: Sendable, Hashable {
  /// - Parameter seen: the SHA-256 of the message or the letter that was looked at, in hexadecimal digits; nil when
  ///   nobody says, which nobody on the socket may.
  case approve(seen: String? = nil)
  case hold
  case release
  /// Try again now; after a failure the step is written anew for the debtor's present address.
  case retry
  /// What became of a notice in doubt.
  ///
  /// - Parameter channel: which of its ways, where both are in doubt.
  case resolve(wasSent: Bool, channel: Step.Channel? = nil)

  /// What a decision does to a notice.
  package enum Effect: Sendable, Hashable {
    /// The bytes that are kept may leave.
    case letGo(seen: String?)
    /// Nothing of it leaves until it is released.
    case stop
    /// The same, where something of it has not come to its dot yet.
    case stopRest
    /// It goes on from where it stands.
    case goOn
    /// Its next try is now.
    case tryNow
    /// The ways that have failed are tried again; where nothing has gone, its step is written anew.
    case tryAgain
    /// What nobody knew is known, of all of it or of one way.
    case resolve(wasSent: Bool, channel: Step.Channel?)
  }

  /// The one table of what a person may do to a notice, by the state that it is in; nil where it is refused.
  package func effect(on state: Notice.State) -> Effect? {
    switch (self, state) {
    case (.approve(let seen), .awaitingApproval): .letGo(seen: seen)
    case (.hold, .awaitingApproval), (.hold, .pending), (.hold, .deferred): .stop
    case (.hold, .sending), (.hold, .inDoubt): .stopRest
    case (.release, .held): .goOn
    case (.retry, .deferred): .tryNow
    case (.retry, .failed): .tryAgain
    case (.resolve(let wasSent, let channel), .inDoubt), (.resolve(let wasSent, let channel), .held):
      .resolve(wasSent: wasSent, channel: channel)
    default: nil
    }
  }

  /// What the journal calls it.
  package var event: Event.Kind {
    switch self {
    case .approve: .noticeApproved
    case .hold: .noticeHeld
    case .release: .noticeReleased
    case .retry: .noticeRetried
    case .resolve: .noticeResolved
    }
  }

  /// What the notice is then.
  var participle: String {
    switch self {
    case .approve: "approved"
    case .hold: "held"
    case .release: "released"
    case .retry: "tried again"
    case .resolve: "resolved"
    }
  }
}
