import ArgumentParser
import DunningAPI

/// One notice, or all in a state.
struct ManyNotices: ParsableArguments {
  @Argument(help: ArgumentHelp("The notice, e.g. n7.", valueName: "notice"), completion: .notices)
  var notice: String?
  @Option(help: ArgumentHelp("Instead of a notice: all in this state.", valueName: "state"))
  var state: String?
  @Option(help: ArgumentHelp("With --state: only those whose last reply holds this text.", valueName: "text"))
  var reply: String?
  @Flag(help: "With --state: tell which are meant, do nothing.")
  var dryRun = false
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String?

  func validate() throws {
    guard (notice == nil) != (state == nil) else { throw ValidationError("Give either a notice or --state.") }
    if state == nil, reply != nil || dryRun { throw ValidationError("--reply and --dry-run go with --state.") }
  }
}

extension Session {
  /// Does `action` to one notice, or to each in a state: one that went another way meanwhile stops no other.
  func change(_ many: ManyNotices, _ action: String, did verb: String, asking question: YesOption) throws(Failure) {
    let body = NoticeActionRequest(reason: many.reason)
    if let notice = many.notice { return try change(notice: notice, action, body, did: verb) }
    let selection = RetrySelection(state: many.state ?? "", since: nil, reply: many.reply)
    let notices = try selection.notices(in: self)
    if !many.dryRun, !notices.isEmpty {
      let what = notices.count == 1 ? "1 notice" : "\(notices.count) notices"
      try confirm(
        "\(action): \(what) in the state \(many.state ?? "")", byTyping: String(notices.count), unless: question)
    }
    var sink = try sink(ChangedNotice.shape)
    try sink.begin()
    for notice in notices {
      let changed = many.dryRun ? ChangedNotice(notice, "would-be-\(verb)") : try changed(notice, action, body, verb)
      if changed.isRefused { exitStatus = .partlyDone }
      try sink.row(changed)
    }
    try sink.end()
    if notices.isEmpty { try note("no notices match") }
  }

  private func changed(
    _ notice: NoticeResponse, _ action: String, _ body: NoticeActionRequest, _ verb: String
  ) throws(Failure) -> ChangedNotice {
    do throws(Failure) {
      _ = try ask(.post(["notices", notice.id, action], body))
      return ChangedNotice(notice, verb)
    } catch {
      guard [.badData, .notFound].contains(error.status) else { throw error }
      return ChangedNotice(notice, "refused", error.problem.detail, isRefused: true)
    }
  }
}

/// What became of one of many.
private struct ChangedNotice {
  let notice: NoticeResponse
  let result: String
  let detail: String
  let isRefused: Bool

  init(_ notice: NoticeResponse, _ result: String, _ detail: String = "", isRefused: Bool = false) {
    (self.notice, self.result, self.detail, self.isRefused) = (notice, result, detail, isRefused)
  }

  static var shape: RowShape<ChangedNotice> {
    RowShape(
      document: .member("results"), csvColumns: ["notice", "result", "claims", "debtor", "detail"],
      json: { row throws(Failure) in
        .object([
          .init(key: "notice", value: .string(row.notice.id)), .init(key: "result", value: .string(row.result)),
          .init(key: "claims", value: .array(row.notice.claims.map(JSONValue.string))),
          .init(key: "debtor", value: .string(row.notice.debtor)), .init(key: "detail", value: .string(row.detail)),
        ])
      },
      page: .table([
        .init(title: "ID"), .init(title: "RESULT"), .init(title: "CLAIMS", isFlexible: true),
        .init(title: "DEBTOR", isFlexible: true), .init(title: "DETAIL", isFlexible: true),
      ]) { row throws(Failure) in
        [
          .init(row.notice.id), .init(row.result, row.isRefused ? .bad : .plain),
          .init(row.notice.claims.joined(separator: " ")), .init(row.notice.debtor), .init(row.detail),
        ]
      })
  }
}
