import ArgumentParser
import DunningStatements
import DunningTables

/// `dunningctl statement read`.
struct StatementReadVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Show what a bank's or wallet's file holds; needs no daemon.",
    discussion: """
      Reads camt.052, 053 and 054 of all versions, MT940, MT942, OFX (also QFX and
      QBO), CODA, Norma 43, CFONB 120, BgMax, BAI2, QIF, and the neutral JSON Lines.
      What a file is, its bytes say, not its name. A table (CSV, Excel) is read by
      the one map that fits it, or by --map: see map list, and map draft for a bank
      that has none. A file that is
      cut off or cannot be read is refused as a whole, with the line. A plus is
      money that came in.

      EXAMPLES
        dunningctl statement read 2026-11.xml
        dunningctl statement read *.sta -o json | jq '.statements[].adds_up'
        dunningctl statement read Umsaetze.csv --map sparkasse
      """)

  @Argument(help: ArgumentHelp("The files; - for standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @Option(
    help: ArgumentHelp("The map by which a table is read: its name or its file.", valueName: "map"), completion: .maps)
  var map: String?
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("What a field is where the table leaves it empty.", valueName: "field=value"))
  var settings: [String] = []
  @Option(help: ArgumentHelp("The folder of the vendor's maps.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a file, or - for standard input.") }
  }

  func run(in session: Session) throws(Failure) {
    let map = try chosenMap()
    var writer = StatementWriter(session: session)
    try writer.begin()
    for file in files {
      do throws(Failure) {
        try show(file, map, &writer)
      } catch {
        // One file that cannot be read stops no other.
        guard [.badData, .notFound].contains(error.status), files.count > 1 else { throw error }
        session.exitStatus = .partlyDone
        try session.remark("error: \(error.problem.detail)\n")
      }
    }
  }

  private func chosenMap() throws(Failure) -> TableMap? {
    guard let map else {
      guard settings.isEmpty else { throw .usage("--set goes with --map") }
      return nil
    }
    let known = try MapShelf(dataDir: dataDir).map(map)
    guard known.kind == .statement else {
      throw .badData(
        "the map \(known.name) is for claims", hint: "read it with: dunningctl import FILE --map \(known.name)")
    }
    return try known.with(settings)
  }

  private typealias Look = (source: StatementSource, format: String, summaries: [StatementSummary])

  /// A table for which no map is named is read by the one map that fits it, as the daemon does.
  private func firstLook(at source: StatementSource, isTable: Bool) throws(Failure) -> Look {
    do throws(Failure) {
      return try look(at: source)
    } catch {
      guard !isTable, error.status == .badData else { throw error }
      // Where no map can be had, what is wrong with the file is still what must be said.
      let maps = (try? MapShelf(dataDir: dataDir).all()) ?? []
      let looks = maps.filter { $0.kind == .statement }.compactMap { map -> (map: String, look: Look)? in
        // Why a map does not fit is of no use to who did not name it.
        (try? look(at: source.read(by: map))).map { (map.name, $0) }
      }.filter { $0.look.summaries.contains { $0.totals.entries > 0 } }
      guard looks.count > 1 else {
        guard let look = looks.first?.look else { throw error }
        return look
      }
      let names = looks.map(\.map).joined(separator: " or ")
      throw .badData("several maps can read this table: say which with --map: \(names)")
    }
  }

  private func look(at source: StatementSource) throws(Failure) -> Look {
    var summaries: [StatementSummary] = []
    let format = try source.read { event throws(Failure) in
      switch event {
      case .began(let head): summaries.append(StatementSummary(head: head))
      case .entry(let entry): summaries[summaries.count - 1].totals.count(entry)
      case .ended(let foot): summaries[summaries.count - 1].foot = foot
      }
    }
    return (source, format, summaries)
  }

  /// Reads the file twice: nothing is shown of one that turns out to be broken, and none is kept in memory.
  private func show(_ path: String, _ map: TableMap?, _ writer: inout StatementWriter) throws(Failure) {
    let (source, format, summaries) = try firstLook(at: try StatementSource(path: path, map: map), isTable: map != nil)
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
