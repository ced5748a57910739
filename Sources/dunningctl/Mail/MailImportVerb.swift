import ArgumentParser
import DunningAPI
import DunningBytes

/// `dunningctl mail import`.
struct MailImportVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Hand in messages that came back: bounces, replies, complaints.",
    discussion: """
      Each file is one message as it came (RFC 5322), or a mailbox (mbox) of which
      each message is handed in and answered. What is about a notice of
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
    var sink = try session.sink(Self.shape)
    try sink.begin()
    for file in files {
      do throws(Failure) {
        try handIn(file, session, &sink)
      } catch {
        // One file that cannot be read or taken stops no other; a daemon that is not there stops all.
        guard [.badData, .notFound].contains(error.status), files.count > 1 else { throw error }
        try report(error, file, session)
      }
    }
    try sink.end()
  }

  /// Hands in what is in a file: a message, or one after the other of a mailbox.
  private func handIn(_ file: String, _ session: Session, _ sink: inout any RowSink<JSONValue>) throws(Failure) {
    let input = try InputFile(path: file)
    var mailbox = MailboxFile(bytesMax: ClientLimits.mailBytesMax)
    // Whether the first is all that there is is known when a second has begun, or none.
    var held: MailboxFile.Message?
    var number = 0
    while true {
      let piece = try input.read()
      for message in piece.isEmpty ? [mailbox.end()].compactMap({ $0 }) : mailbox.take(piece) {
        if let first = held {
          number += 1
          try handIn(first, file, number, session, &sink)
        }
        held = message
      }
      if piece.isEmpty { break }
    }
    try handIn(held ?? .whole([]), file, number == 0 ? nil : number + 1, session, &sink)
  }

  /// - Parameter number: which message of a mailbox it is; nil of a file that is one. A message that cannot be taken stops
  ///   no other of its mailbox.
  private func handIn(
    _ message: MailboxFile.Message, _ file: String, _ number: Int?, _ session: Session,
    _ sink: inout any RowSink<JSONValue>
  ) throws(Failure) {
    do throws(Failure) {
      var row = try Session.document(try session.ask(try request(message, file)))
      if let number, case .object(let members) = row {
        row = .object(members + [.init(key: "message", value: .number("\(number)"))])
      }
      try sink.row(row)
    } catch {
      guard let number, [.badData, .notFound].contains(error.status) else { throw error }
      try report(error, "\(file): message \(number)", session)
    }
  }

  private func report(_ failure: Failure, _ what: String, _ session: Session) throws(Failure) {
    session.exitStatus = .partlyDone
    try session.remark(printable("\(what): error: \(failure.problem.detail)") + "\n")
  }

  private static var shape: RowShape<JSONValue> {
    RowShape(
      .list, csvColumns: columns,
      page: .lines { row throws(Failure) in
        [line(try Wire.decode(MailResponse.self, from: Array(row.json.utf8)), row["message"])]
      })
  }

  private func request(_ message: MailboxFile.Message, _ file: String) throws(Failure) -> ControlRequest {
    guard case .whole(let body) = message else {
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
  private static func line(_ mail: MailResponse, _ number: JSONValue?) -> String {
    let name = (mail.file ?? "-") + (number.map { ": message \($0.json)" } ?? "")
    let about = mail.notice.map { " about \($0) (\(mail.claims.joined(separator: " ")))" } ?? ""
    return printable("\(name): \(mail.kind)\(about): \(mail.action)")
  }
}
