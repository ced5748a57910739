import ArgumentParser
import DunningAPI
import DunningBytes

/// `dunningctl mail import`.
struct MailImport: Verb {
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
    var kept: [JSONValue] = []
    if session.format == .csv { try session.write(CSVWriter.line(Self.columns)) }
    for file in files {
      do throws(Failure) {
        try handIn(file, session, &kept)
      } catch {
        // One file that cannot be read or taken stops no other; a daemon that is not there stops all.
        guard [.badData, .notFound].contains(error.status), files.count > 1 else { throw error }
        try report(error, file, session)
      }
    }
    if session.format == .json { try session.writeLine(JSONValue.array(kept).json) }
  }

  /// Hands in what is in a file: a message, or one after the other of a mailbox.
  private func handIn(_ file: String, _ session: Session, _ kept: inout [JSONValue]) throws(Failure) {
    let input = try InputFile(path: file)
    var mailbox = MailboxFile(bytesMax: ClientLimits.mailBytesMax)
    // Whether it is one message is known when a second has begun, or none.
    var held: MailboxFile.Message?
    var number = 0
    while true {
      let piece = try input.read()
      for message in piece.isEmpty ? [mailbox.end()].compactMap({ $0 }) : mailbox.take(piece) {
        if let first = held {
          number += 1
          try handIn(first, file, number, session, &kept)
        }
        held = message
      }
      if piece.isEmpty { break }
    }
    let last = held ?? .whole([])
    if number == 0 { return try handIn(last, file, nil, session, &kept) }
    try handIn(last, file, number + 1, session, &kept)
  }

  /// - Parameter number: which message of a mailbox it is; nil of a file that is one. A message that cannot be taken stops
  ///   no other of its mailbox.
  private func handIn(
    _ message: MailboxFile.Message, _ file: String, _ number: Int?, _ session: Session, _ kept: inout [JSONValue]
  ) throws(Failure) {
    do throws(Failure) {
      let answer = try session.ask(try request(message, file))
      try show(answer, number, session, &kept)
    } catch {
      guard let number, [.badData, .notFound].contains(error.status) else { throw error }
      try report(error, "\(file): message \(number)", session)
    }
  }

  private func show(_ answer: [UInt8], _ number: Int?, _ session: Session, _ kept: inout [JSONValue]) throws(Failure) {
    if session.format == .table {
      return try session.writeLine(Self.line(try Wire.decode(MailResponse.self, from: answer), number))
    }
    var document = try Session.document(answer)
    if let number, case .object(let members) = document {
      document = .object(members + [.init(key: "message", value: .number("\(number)"))])
    }
    switch session.format {
    case .json: kept.append(document)
    case .csv: try session.write(CSVWriter.line(Session.cells(of: document, Self.columns)))
    default: try session.writeLine(document.json)
    }
  }

  private func report(_ failure: Failure, _ what: String, _ session: Session) throws(Failure) {
    session.exitStatus = .partlyDone
    try session.remark(printable("\(what): error: \(failure.problem.detail)") + "\n")
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
  private static func line(_ mail: MailResponse, _ number: Int?) -> String {
    let name = (mail.file ?? "-") + (number.map { ": message \($0)" } ?? "")
    let about = mail.notice.map { " about \($0) (\(mail.claims.joined(separator: " ")))" } ?? ""
    return printable("\(name): \(mail.kind)\(about): \(mail.action)")
  }
}
