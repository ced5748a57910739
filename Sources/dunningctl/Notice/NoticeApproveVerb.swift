import ArgumentParser
import DunningAPI

/// `dunningctl notice approve`.
struct NoticeApproveVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Send a notice that needs a person's approval.",
    discussion: """
      What was approved is what is sent, byte for byte. It is only approved when
      the message or the letter has the hash that --sha256 names, as `notice show`
      tells it; a message carries its letter, so that its hash covers both.
      Without --sha256 the notice is read and shown first, and approved if it is
      still the same then. With approval: four-eyes it takes somebody who has not
      entered or last corrected the claim, or two.

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
    let seen = if let sha256 { sha256 } else { try shown(in: session) }
    let body = NoticeActionRequest(reason: action.reason, sha256: seen)
    try session.change(notice: action.notice, "approve", body, did: "approved")
  }

  /// Shows the notice beside the data, and answers the hash of what it shows.
  private func shown(in session: Session) throws(Failure) -> String {
    let detail = try Wire.decode(NoticeDetail.self, from: try session.ask(.get(["notices", action.notice])))
    guard let part = detail.message ?? detail.letter else {
      throw .badData(
        "notice \(detail.notice.id) is still being written and cannot be approved unread", hint: "try again in a moment"
      )
    }
    let (notice, what) = (detail.notice, detail.message == nil ? "letter" : "message")
    let claims = notice.claims.joined(separator: " ")
    try session.note(
      "\(notice.id): \(notice.step) to \(notice.debtor) <\(notice.recipient)> about \(claims), "
        + "\(detail.asks), \(what) \(part.sha256)")
    return part.sha256
  }
}
