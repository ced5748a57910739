import ArgumentParser
import DunningAPI

/// `dunningctl notice resolve`.
struct NoticeResolveVerb: Verb {
  /// What a person found out.
  enum Finding: String, CaseIterable, ExpressibleByArgument {
    case sent
    case notSent = "not-sent"
  }

  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Say what became of a notice in doubt.",
    discussion: """
      A notice is in doubt when all of it was handed over, but the mail server's
      answer never came. Look for its Message-ID in the server's log, then say:
      sent, or not-sent (it is sent again, the same bytes). A letter is in doubt when
      the daemon stopped while it went into the print spool, and it lies there no
      more: ask whoever prints.

      EXAMPLES
        dunningctl notice resolve n7 --as sent --reason "the relay's log has it"
      """)

  @OptionGroup var action: NoticeAction
  @Option(name: .customLong("as"), help: ArgumentHelp("sent or not-sent.", valueName: "finding"))
  var finding: Finding
  @Option(help: ArgumentHelp("Which way was in doubt, where both were: email or letter.", valueName: "way"))
  var channel: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = NoticeActionRequest(reason: action.reason, as: finding.rawValue, channel: channel)
    try session.change(notice: action.notice, "resolve", body, did: "resolved")
  }
}
