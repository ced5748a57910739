import ArgumentParser
import DunningAPI

/// `dunningctl notice retry`.
struct NoticeRetryVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Try a failed or deferred notice again, now.",
    discussion: """
      EXAMPLES
        dunningctl notice retry n7
      """)

  @OptionGroup var action: NoticeAction
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = NoticeActionRequest(reason: action.reason)
    try session.change(notice: action.notice, "retry", body, did: "to be tried again:")
  }
}
