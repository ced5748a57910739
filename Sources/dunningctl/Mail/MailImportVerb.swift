import ArgumentParser
import DunningAPI
import DunningBytes

/// `dunningctl mail import`.
struct MailImportVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Hand in messages that came back: bounces, replies, complaints.",
    discussion: """
      Each file is one message as it came (RFC 5322). What is about a notice of
      this daemon is told by its Message-ID, its envelope or the address that it
      came to. To hand the same message in again does no harm.

      EXAMPLES
        dunningctl mail import bounce.eml --dry-run
        dunningctl mail import ~/Maildir/cur/* -o jsonl
        fetchmail -m "dunningctl mail import -"
      """)

  @Argument(help: ArgumentHelp("The files; - for standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @Flag(help: "Tell what would be done, do nothing.")
  var dryRun = false
  @OptionGroup var global: GlobalOptions

  static let columns = ["file", "kind", "notice", "claims", "mail", "action"]

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a file, or - for standard input.") }
  }

  func run(in session: Session) throws(Failure) {
    var sink = session.sink(Self.shape)
    try sink.begin()
    for file in files {
      do throws(Failure) {
        try sink.row(try Session.document(try session.ask(try request(file))))
      } catch {
        // One file that cannot be read or taken stops no other; a daemon that is not there stops all.
        guard [.badData, .notFound].contains(error.status), files.count > 1 else { throw error }
        session.exitStatus = .partlyDone
        try session.remark(printable("\(file): error: \(error.problem.detail)") + "\n")
      }
    }
    try sink.end()
  }

  private static var shape: RowShape<JSONValue> {
    RowShape(
      .list, csvColumns: columns,
      page: .lines { row throws(Failure) in
        [line(try Wire.decode(MailResponse.self, from: Array(row.json.utf8)))]
      })
  }

  private func request(_ file: String) throws(Failure) -> ControlRequest {
    let body = try InputFile(path: file).rest(atMost: ClientLimits.mailBytesMax)
    guard body.count <= ClientLimits.mailBytesMax else {
      throw Failure(
        .badData, code: "file-too-large",
        "\(printable(file)) is larger than \(ClientLimits.mailBytesMax >> 20) MiB: read it in the mailbox")
    }
    var query = [(name: "file", value: file)]
    if dryRun { query.append((name: "dry_run", value: "true")) }
    return ControlRequest(
      method: "POST", path: "/mail", query: query, contentType: "message/rfc822", body: body)
  }

  /// `bounce.eml: bounce about n7 (RE-1): held: …`
  private static func line(_ mail: MailResponse) -> String {
    let about = mail.notice.map { " about \($0) (\(mail.claims.joined(separator: " ")))" } ?? ""
    return printable("\(mail.file ?? "-"): \(mail.kind)\(about): \(mail.action)")
  }
}
