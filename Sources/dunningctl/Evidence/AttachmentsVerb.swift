import ArgumentParser
import DunningAPI

/// `dunningctl attachments`.
struct AttachmentsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "attachments", abstract: "List the files of a claim, or print one of them.",
    discussion: """
      With --get the content goes to standard output as it is.

      EXAMPLES
        dunningctl attachments RE-2026-0042
        dunningctl attachments c17 --get 2c26b46b… > contract.pdf
      """)

  @OptionGroup var subject: ClaimArgument
  @Option(help: ArgumentHelp("The whole hash of the one to print.", valueName: "sha256"))
  var get: String?
  @OptionGroup var global: GlobalOptions

  static let columns = ["claim", "name", "media_type", "size", "sha256", "note", "added_at"]

  func run(in session: Session) throws(Failure) {
    if let get {
      return try session.write(
        try session.ask(.get(["claims", subject.claim, "attachments", get], query: subject.query)))
    }
    let body = try session.ask(.get(["claims", subject.claim, "attachments"], query: subject.query))
    try session.present(
      body, as: AttachmentList.self, columns: Self.columns, rows: { $0["attachments"]?.elements ?? [] }
    ) { list in
      list.attachments.map { file in
        printable("\(file.sha256)  \(file.size) bytes  \(file.name)\(file.note.map { "  \($0)" } ?? "")")
      }
    }
  }
}
