package import Dunning

/// What is left outside the docket of mails about erased notices.
package struct LeftMails: Sendable {
  /// Of mails that are known to be about a notice: a sentence each, by the notice.
  package var about: [NoticeID: [String]] = [:]
  /// What could not be looked at, a sentence each: there may be a mail about any of the notices.
  package var unseen: [String] = []

  package init() {}
}
