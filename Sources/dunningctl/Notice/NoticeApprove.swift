import ArgumentParser
import DunningAPI

/// `dunningctl notice approve`.
struct NoticeApprove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Send a notice that needs a person's approval.",
    discussion: """
      EXAMPLES
        dunningctl notice approve n7
      """)

  @OptionGroup var action: NoticeAction
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = NoticeActionRequest(reason: action.reason)
    try session.change(notice: action.notice, "approve", body, did: "approved")
  }
}
