import ArgumentParser
import DunningAPI

/// `dunningctl notice retry`.
struct NoticeRetryVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Try a failed or deferred notice again, now; or all that a relay refused.",
    discussion: """
      A failed notice is written anew, for the debtor's present address and sum.
      Many are tried again by their state; --since keeps old failures out, and
      --reply picks those that a server has answered in the same words. Exit
      status 1 when some could not be tried again.

      EXAMPLES
        dunningctl notice retry n7
        dunningctl notice retry --state failed --since 2026-11-24
        dunningctl notice retry --state failed --since 2026-11-24T09:00:00+01:00 \\
          --reply "sending quota" --dry-run
      """)

  @Argument(help: ArgumentHelp("The notice, e.g. n7.", valueName: "notice"), completion: .notices)
  var notice: String?
  @Option(
    help: ArgumentHelp("Instead of a notice: all in this state, failed or deferred.", valueName: "state"),
    completion: .list(["failed", "deferred"]))
  var state: String?
  @Option(
    help: ArgumentHelp(
      "With --state: only what failed, or was opened if it is deferred, on this day or at this moment or later.",
      valueName: "date|instant"))
  var since: String?
  @Option(help: ArgumentHelp("With --state: only those whose last reply holds this text.", valueName: "text"))
  var reply: String?
  @Flag(help: "With --state: tell which would be tried again, do nothing.")
  var dryRun = false
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (notice == nil) != (state == nil) else { throw ValidationError("Give either a notice or --state.") }
    if let state, !["failed", "deferred"].contains(state) {
      throw ValidationError("--state takes failed or deferred: no other notice can be tried again.")
    }
    if state == nil, since != nil || reply != nil || dryRun {
      throw ValidationError("--since, --reply and --dry-run go with --state.")
    }
    if state == "failed", since == nil {
      throw ValidationError("--state failed needs --since: what failed long ago may have failed for a reason.")
    }
  }

  func run(in session: Session) throws(Failure) {
    let body = NoticeActionRequest(reason: reason)
    guard let state else {
      return try retry(notice ?? "", body, in: session)
    }
    let selection = RetrySelection(
      state: state, since: try since.map { text throws(Failure) in try RetrySelection.moment(text) }, reply: reply)
    var report = RetryReport(session: session, isDryRun: dryRun)
    for notice in try selection.notices(in: session) {
      try report.take(notice, dryRun ? nil : try outcome(of: notice, body, in: session))
    }
    try report.finish()
  }

  /// What has failed is not sent again itself: its step is, as another notice, to the debtor's present address.
  private func retry(_ name: String, _ body: NoticeActionRequest, in session: Session) throws(Failure) {
    let answer = try session.ask(.post(["notices", name, "retry"], body))
    let written = try Wire.decode(NoticeResponse.self, from: answer)
    let next = session.format == .table && written.state == "dropped" ? try nextWords(written, in: session) : []
    try session.present(answer, as: NoticeResponse.self, columns: NoticeResponse.csvColumns) { notice in
      let what = "\(notice.id) (\(notice.step) to \(notice.debtor) about \(notice.claims.joined(separator: " ")))"
      guard notice.state == "dropped" else { return [printable("to be tried again: \(what): now \(notice.state)")] }
      return [printable("\(what) is taken back, and its step is written anew:")] + next
    }
  }

  /// What comes next for each of its claims, and where it goes.
  private func nextWords(_ notice: NoticeResponse, in session: Session) throws(Failure) -> [String] {
    var lines: [String] = []
    for id in notice.claimIds {
      let claim = try Wire.decode(ClaimDetail.self, from: try session.ask(.get(["claims", id]))).claim
      let to = claim.email.isEmpty ? "" : ", to \(claim.email)"
      lines.append(printable("  \(claim.reference): \(claim.nextWords(session.dates))\(to)"))
    }
    return lines
  }

  /// A notice that went another way meanwhile stops no other; a daemon that is not there stops all.
  private func outcome(
    of notice: NoticeResponse, _ body: NoticeActionRequest, in session: Session
  ) throws(Failure) -> RetryReport.Outcome {
    do throws(Failure) {
      let answer = try session.ask(.post(["notices", notice.id, "retry"], body))
      return .tried(try Wire.decode(NoticeResponse.self, from: answer))
    } catch {
      guard [.badData, .notFound].contains(error.status) else { throw error }
      return .refused(error.problem)
    }
  }
}
