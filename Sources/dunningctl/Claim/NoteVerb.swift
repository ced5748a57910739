import ArgumentParser
import DunningAPI

/// `dunningctl note`.
struct NoteVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Write something down about a claim, or about all open ones of a debtor.",
    discussion: """
      It stays in the journal. With --remind-on it comes back on that day: by mail
      to the creditor, on `dunningctl status`, and among the follow-ups. Notes do
      not hold reminders up; for that there are pause, promise and dispute.

      EXAMPLES
        dunningctl note RE-2026-0042 "will look for the invoice"
        dunningctl note c17 "transfer is stuck" --cause third-party \\
          --contact "Bank support, Ms Li" --staff-number 4711 \\
          --reply-by 2026-12-01 --remind-on 2026-12-02
        dunningctl note --debtor "Müller GmbH" "has moved to Hamburg"
      """)

  @Argument(
    help: ArgumentHelp("The claim's id or reference; left out with --debtor.", valueName: "claim"), completion: .claims)
  var claim: String?
  @Argument(help: ArgumentHelp("What to write down.", valueName: "text"))
  var text: String?
  @Option(
    help: ArgumentHelp("Instead of a claim: all open claims of this debtor.", valueName: "debtor"), completion: .debtors
  )
  var debtor: String?
  @OptionGroup var whose: WhoseOptions
  @Option(help: ArgumentHelp("The day on which it comes back to you.", valueName: "date"))
  var remindOn: String?
  @Option(help: ArgumentHelp("Whom you spoke to.", valueName: "name"))
  var contact: String?
  @Option(help: ArgumentHelp("Their number, e.g. at a bank's support.", valueName: "number"))
  var staffNumber: String?
  @Option(help: ArgumentHelp("The day by which they promised to reply.", valueName: "date"))
  var replyBy: String?
  @OptionGroup var cause: CauseOption
  @OptionGroup var global: GlobalOptions

  /// With a debtor the one word that is left is the text.
  private var words: (path: [String], text: String)? {
    switch (debtor, claim, text) {
    case (let debtor?, let text?, nil): (["debtors", debtor, "notes"], text)
    case (nil, let claim?, let text?): (["claims", claim, "notes"], text)
    default: nil
    }
  }

  func validate() throws {
    if debtor == nil, whose.allCreditors { throw ValidationError("--all-creditors goes with --debtor.") }
    if words == nil { throw ValidationError("Give a claim and a text in quotes, or --debtor and a text.") }
  }

  func run(in session: Session) throws(Failure) {
    guard let words else { return }
    let note = NoteRequest(
      text: words.text, remindOn: remindOn, contact: contact, staffNumber: staffNumber, replyBy: replyBy,
      cause: cause.cause)
    let body = try session.ask(.post(words.path, query: whose.query, note))
    try session.present(
      body, as: NoteResponse.self, columns: ["claim", "reference", "debtor", "follow_up"], rows: Self.rows
    ) { lines(of: $0, session.dates) }
  }

  private func lines(of answer: NoteResponse, _ dates: HumanDate) -> [String] {
    let back = answer.followUp.map { id in "  comes back as \(id) on \(remindOn.map(dates.text) ?? "its day")" }
    return (answer.claims.map { "noted on \($0.id) \($0.reference)" } + [back].compactMap { $0 }).map(printable)
  }

  /// A row for each claim that the note is on; it comes back once.
  private static func rows(of answer: JSONValue) -> [JSONValue] {
    (answer["claims"]?.elements ?? []).enumerated().map { index, claim in
      .object([
        .init(key: "claim", value: claim["id"] ?? .null), .init(key: "reference", value: claim["reference"] ?? .null),
        .init(key: "debtor", value: claim["debtor"] ?? .null),
        .init(key: "follow_up", value: index == 0 ? answer["follow_up"] ?? .null : .null),
      ])
    }
  }
}
