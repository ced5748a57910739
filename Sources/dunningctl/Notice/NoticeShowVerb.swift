import ArgumentParser
import DunningAPI

/// `dunningctl notice show`.
struct NoticeShowVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a notice with every try to hand it over.",
    discussion: """
      In CSV the answer is the row of the notice alone.

      EXAMPLES
        dunningctl notice show n7
      """)

  @Argument(help: ArgumentHelp("The notice, e.g. n7.", valueName: "notice"), completion: .notices)
  var notice: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(.get(["notices", notice]))
    try session.present(
      body, as: NoticeDetail.self, columns: NoticeResponse.csvColumns, rows: { [$0["notice"]].compactMap { $0 } }
    ) { NoticePage(detail: $0, session: session).lines }
  }
}
