import ArgumentParser
import DunningAPI

/// `dunningctl notice posted`.
struct NoticePostedVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "posted", abstract: "Write down when a letter was posted, and when it arrived.",
    discussion: """
      It goes into the journal with who said so. Said again, it adds or corrects:
      the day of delivery is often known only later. What is attached, such as the
      scan of a receipt, is kept with the claims of the notice by its hash. Days to pay by and later steps
      are counted from when the letter left the daemon, not from its posting.

      EXAMPLES
        dunningctl notice posted n7 --date 2026-12-04 --carrier "Deutsche Post" \\
          --tracking RR123456785DE
        dunningctl notice posted n7 --delivered 2026-12-07 --attach receipt.pdf
      """)

  @Argument(help: ArgumentHelp("The notice, e.g. n7.", valueName: "notice"), completion: .notices)
  var notice: String
  @Option(help: ArgumentHelp("The day of posting; needed the first time.", valueName: "date"))
  var date: String?
  @Option(help: ArgumentHelp("The carrier's number for the letter.", valueName: "number"))
  var tracking: String?
  @Option(help: ArgumentHelp("Who carries it.", valueName: "name"))
  var carrier: String?
  @Option(help: ArgumentHelp("The day of delivery.", valueName: "date"))
  var delivered: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("What proves it: a receipt, a carrier's record.", valueName: "file"), completion: .file())
  var attach: [String] = []
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !attach.isEmpty || [date, tracking, carrier, delivered].contains(where: { $0 != nil }) else {
      throw ValidationError(
        "Say when it was posted, with --date, or delivered, with --delivered, or --attach what proves it.")
    }
  }

  func run(in session: Session) throws(Failure) {
    // A file that cannot be read is a mistake before anything is written down.
    for file in attach { _ = try InputFile(path: file) }
    let answer = try write(in: session)
    let detail = try Wire.decode(NoticeDetail.self, from: answer)
    for file in attach {
      for claim in detail.notice.claimIds {
        _ = try session.attach(file, to: claim, notice: detail.notice.id, note: nil)
      }
    }
    try session.present(
      answer, as: NoticeDetail.self,
      columns: ["notice.id", "posting.date", "posting.carrier", "posting.tracking", "posting.delivered"]
    ) { detail in
      [printable("\(detail.notice.id): \(detail.posting?.words ?? "nothing is known of its way by post")")]
    }
  }
}

extension NoticePostedVerb {
  /// Says when it was posted; asks for the notice where there is only something to attach.
  private func write(in session: Session) throws(Failure) -> [UInt8] {
    let body = PostingRequest(date: date, carrier: carrier, tracking: tracking, delivered: delivered)
    guard [date, tracking, carrier, delivered].contains(where: { $0 != nil }) else {
      return try session.ask(.get(["notices", notice]))
    }
    return try session.ask(.post(["notices", notice, "posting"], body))
  }
}

extension PostingRequest {
  /// `posted 2026-12-04 with Deutsche Post, RR123456785DE; delivered 2026-12-07`.
  var words: String {
    let way = [carrier.map { "with \($0)" }, tracking].compactMap { $0 }.joined(separator: ", ")
    let posted = date.map { "posted \($0)" + (way.isEmpty ? "" : " \(way)") }
    return [posted, delivered.map { "delivered \($0)" }].compactMap { $0 }.joined(separator: "; ")
  }
}
