import ArgumentParser
import DunningAPI

/// `dunningctl notice hold`.
struct NoticeHoldVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Keep a notice from going out.",
    discussion: """
      EXAMPLES
        dunningctl notice hold n7 --reason "wrong address"
      """)

  @OptionGroup var action: NoticeAction
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = NoticeActionRequest(reason: action.reason)
    try session.change(notice: action.notice, "hold", body, did: "held")
  }
}
