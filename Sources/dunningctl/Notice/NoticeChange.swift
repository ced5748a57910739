import DunningAPI

extension Session {
  /// Does `action` to a notice and shows it.
  func change(
    notice: String, _ action: String, _ body: NoticeActionRequest, did verb: String
  ) throws(Failure) {
    let answer = try ask(.post(["notices", notice, action], body))
    try present(answer, as: NoticeResponse.self, columns: NoticeResponse.csvColumns) { notice in
      let claims = notice.claims.joined(separator: " ")
      let reason =
        ["dropped", "awaiting-approval"].contains(notice.state) ? notice.lastReply.map { ": \($0)" } ?? "" : ""
      return [
        printable(
          "\(verb) \(notice.id) (\(notice.step) to \(notice.debtor) about \(claims)): now \(notice.state)\(reason)")
      ]
    }
  }
}
