import ArgumentParser
import DunningAPI

/// `dunningctl notice release`.
struct NoticeReleaseVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Let a held notice go out.",
    discussion: """
      EXAMPLES
        dunningctl notice release n7
      """)

  @OptionGroup var action: NoticeAction
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = NoticeActionRequest(reason: action.reason)
    try session.change(notice: action.notice, "release", body, did: "released")
  }
}
