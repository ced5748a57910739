import ArgumentParser
import DunningAPI

/// `dunningctl notice approve`.
struct NoticeApproveVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Send a notice that needs a person's approval.",
    discussion: """
      What was approved is what is sent, byte for byte. With --sha256 it is only
      approved when the message or the letter still has that hash, as `notice
      show` tells it; a message carries its letter, so that its hash covers both.

      EXAMPLES
        dunningctl notice approve n7
        dunningctl notice letter n7 --out n7.pdf
        dunningctl notice approve n7 --sha256 $(sha256sum < n7.pdf | cut -c-64)
      """)

  @OptionGroup var action: NoticeAction
  @Option(name: .customLong("sha256"), help: ArgumentHelp("The SHA-256 of what was looked at.", valueName: "hash"))
  var sha256: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = NoticeActionRequest(reason: action.reason, sha256: sha256)
    try session.change(notice: action.notice, "approve", body, did: "approved")
  }
}
