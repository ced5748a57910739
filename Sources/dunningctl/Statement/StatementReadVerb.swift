import ArgumentParser
import DunningStatements

/// `dunningctl statement read`.
struct StatementReadVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Show what a bank's or wallet's file holds; needs no daemon.",
    discussion: """
      Reads camt.052, 053 and 054 of all versions, MT940, MT942, OFX (also QFX and
      QBO), CODA, Norma 43, CFONB 120, BgMax, BAI2, QIF, and the neutral JSON Lines.
      What a file is, its bytes say, not its name. A file that is cut off or cannot
      be read is refused as a whole, with the line. A plus is money that came in.

      EXAMPLES
        dunningctl statement read 2026-11.xml
        dunningctl statement read *.sta -o json | jq '.statements[].adds_up'
      """)

  @Argument(help: ArgumentHelp("The files; - for standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @Option(help: ArgumentHelp("How a table is read; not supported yet.", valueName: "name|file"), completion: .file())
  var map: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a file, or - for standard input.") }
  }

  func run(in session: Session) throws(Failure) {
    guard map == nil else {
      throw Failure(
        .usage, code: "not-supported-yet", "--map is not supported yet",
        hint: "get the statement as camt.053 or MT940, or write JSON Lines")
    }
    var writer = StatementWriter(session: session)
    try writer.begin()
    for file in files {
      do throws(Failure) {
        try show(file, &writer)
      } catch {
        // One file that cannot be read stops no other.
        guard [.badData, .notFound].contains(error.status), files.count > 1 else { throw error }
        session.exitStatus = .partlyDone
        try session.remark("error: \(error.problem.detail)\n")
      }
    }
  }

  /// Reads the file twice: nothing is shown of one that turns out to be broken, and none is kept in memory.
  private func show(_ path: String, _ writer: inout StatementWriter) throws(Failure) {
    let source = try StatementSource(path: path)
    var summaries: [StatementSummary] = []
    let format = try source.read { event throws(Failure) in
      switch event {
      case .began(let head): summaries.append(StatementSummary(head: head))
      case .entry(let entry): summaries[summaries.count - 1].totals.count(entry)
      case .ended(let foot): summaries[summaries.count - 1].foot = foot
      }
    }
    try writer.begin(file: path, format: format, statements: summaries.count)
    var index = -1
    _ = try source.read { event throws(Failure) in
      switch event {
      case .began:
        index += 1
        try writer.begin(summaries[index])
      case .entry(let entry): try writer.entry(entry, of: summaries[index])
      case .ended: try writer.end(summaries[index])
      }
    }
    try writer.endFile()
  }
}
