import ArgumentParser
import DunningAPI
import DunningBytes

/// `dunningctl attach`.
struct AttachVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Keep files with a claim: contracts, statements, screenshots.",
    discussion: """
      Each file is kept by the hash of its content, which stands in the journal;
      the same content again is the attachment that is there. At most 64 MiB each.

      EXAMPLES
        dunningctl attach RE-2026-0042 contract.pdf chat.txt --note "as agreed"
        dunningctl attach RE-2026-0042 receipt.jpg --notice n7
      """)

  @OptionGroup var subject: ClaimArgument
  @Argument(help: ArgumentHelp("The files; - for standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @Option(help: ArgumentHelp("What they are, or where they come from.", valueName: "text"))
  var note: String?
  @Option(help: ArgumentHelp("The notice whose way they prove, e.g. by a proof of posting.", valueName: "notice"))
  var notice: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    var sink = try session.sink(Self.shape)
    for (index, file) in files.enumerated() {
      let body = try session.attach(file, to: subject.claim, of: subject.creditor, notice: notice, note: note)
      if index == 0 { try sink.begin() }
      try sink.row(try Session.document(body))
    }
    try sink.end()
  }

  private static var shape: RowShape<JSONValue> {
    RowShape(
      .each, csvColumns: AttachmentsVerb.columns,
      page: .lines { row throws(Failure) in
        let kept = try Wire.decode(AttachmentResponse.self, from: Array(row.json.utf8))
        return [printable("attached \(kept.name) to \(kept.claim): \(kept.sha256)")]
      })
  }
}
