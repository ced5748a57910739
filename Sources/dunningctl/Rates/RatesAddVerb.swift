import ArgumentParser
import Dunning
import DunningBytes
import DunningConfiguration

/// `dunningctl rates add`.
struct RatesAddVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Write a rate of your own, which lies over the vendor's table; needs no daemon.",
    discussion: """
      The row goes to rates/TABLE.yaml beside the configuration; the daemon uses it
      after `dunningctl reload`. A table that has a row for each half-year is
      complete until the end of that one, any other until the row's own day, or
      until --valid-to, up to which you have seen that it did not change.

      EXAMPLES
        dunningctl rates add de-basiszinssatz 2027-01-01 1.77
        dunningctl rates add ecb-main-refinancing 2026-09-16 2.65 \\
          --valid-to 2026-12-31 --source "ECB, key interest rates"
      """)

  @Argument(help: ArgumentHelp("The table, e.g. de-basiszinssatz.", valueName: "table"))
  var table: String
  @Argument(help: ArgumentHelp("The first day of the rate.", valueName: "date"))
  var date: String
  @Argument(help: ArgumentHelp("Percent a year, e.g. 1.77.", valueName: "rate"))
  var rate: String
  @Option(help: ArgumentHelp("The last day for which the table is complete then.", valueName: "date"))
  var validTo: String?
  @Option(help: ArgumentHelp("Where you have read it.", valueName: "text"))
  var source: String?
  @Option(
    help: ArgumentHelp(
      "The configuration beside which rates/ is; /etc/dunningd/dunningd.yaml when left out.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var config: String?
  @Option(help: ArgumentHelp("The folder of the vendor's rates/.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let vendor = try Law(config: config, dataDir: dataDir).table(table)
    let folder = Self.folder(config)
    let own = try Law.ownTable(table, in: folder)
    let row = RateTable.Row(from: try day(date, "date"), rate: try percent)
    let until = try validTo.map { text throws(Failure) in try day(text, "valid-to") }
    let today = ZoneRules.utc.date(at: Clock.now())
    let written = try refused("date") { () throws(RuleError) in
      try vendor.adding(row, to: own, validTo: until, source: source, checkedOn: today)
    }
    let file = try Self.write(written, into: folder)
    // What was written is read again with all that lies below it, before anybody trusts it.
    let whole = try Law(config: config, dataDir: dataDir).table(table)
    let document = JSONValue.object([
      .init(key: "file", value: .string(file)), .init(key: "table", value: .string(table)),
      .init(key: "from", value: .string(row.from.iso)), .init(key: "rate", value: .string(row.rate.text)),
      .init(key: "valid_to", value: .string(whole.validTo.iso)),
    ])
    try session.present(
      Array(document.json.utf8), as: Written.self, columns: ["file", "table", "from", "rate", "valid_to"]
    ) { written in
      ["\(printable(written.file)): known until \(written.validTo); dunningctl reload has the daemon use it"]
    }
  }

  private struct Written: Decodable {
    var file: String
    var validTo: String

    private enum CodingKeys: String, CodingKey {
      case file
      case validTo = "valid_to"
    }
  }

  private func day(_ text: String, _ field: String) throws(Failure) -> CivilDate {
    try refused(field) { () throws(RuleError) in try CivilDate(parsing: text) }
  }

  private var percent: Percent {
    get throws(Failure) { try refused("rate") { () throws(RuleError) in try Percent(parsing: rate) } }
  }

  /// Beside the configuration, where rates lie over all others.
  private static func folder(_ config: String?) -> String {
    let beside = config.flatMap { file in file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "." }
    return "\(beside ?? "/etc/dunningd")/rates"
  }

  private static func write(_ table: RateTable, into folder: String) throws(Failure) -> String {
    let file = "\(folder)/\(table.name).yaml"
    do throws(FileFailure) {
      try DurableFile.makeFolder(folder, mode: 0o755)
      // What was there is hidden by the new file of its name, whole or not at all.
      let draft = try FileDraft(file + ".new", mode: 0o644)
      try draft.append(Array(table.yaml.utf8))
      try draft.publish(as: file)
    } catch {
      throw Failure(
        .notAllowed, code: "cannot-write", error.description, hint: "run it as somebody who may write there")
    }
    return file
  }
}
