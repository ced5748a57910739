import ArgumentParser
import Dunning
import DunningConfiguration

/// `dunningctl forecast`.
struct ForecastVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "Show what a configuration would do with a file of claims; needs no daemon.",
    discussion: """
      The same decision as the daemon's, over any span of days, on files: which
      notice goes out when, about which claims, and why then. A claim is known
      from the first day on, or from the day it was issued; a payment counts from
      the morning of its day. Every bad row is named by its line, the good ones
      are used, and the exit status is 1 if any was bad.

      EXAMPLES
        dunningctl forecast --config dunningd.yaml --claims claims.csv \\
          --from 2026-12-01 --until 2027-03-31
        dunningctl forecast --config new.yaml --claims claims.csv \\
          --payments payments.csv --from 2026-01-01 --until 2026-12-31 -o csv
      """)

  @Option(help: ArgumentHelp("The configuration to try.", valueName: "file"), completion: .file(extensions: ["yaml"]))
  var config: String
  @Option(help: ArgumentHelp("Claims, as for `import`; - for standard input.", valueName: "file"), completion: .file())
  var claims: String
  @Option(
    help: ArgumentHelp("Payments: reference,date,amount and perhaps id.", valueName: "file"), completion: .file())
  var payments: String?
  @Option(help: ArgumentHelp("The first day.", valueName: "date"))
  var from: String
  @Option(help: ArgumentHelp("The last day.", valueName: "date"))
  var until: String
  @Option(
    help: ArgumentHelp("The folder of the vendor's templates and calendars.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let (first, last) = (try Self.day(from, "--from"), try Self.day(until, "--until"))
    guard first <= last else { throw .usage("--until \(last.iso) lies before --from \(first.iso)") }
    let rulebook = try rulebook(session)
    var book = ForecastBook(rulebook, session)
    try book.readClaims(claims)
    if let payments { try book.readPayments(payments) }
    let forecast = Forecast(book.entries, rulebook, from: first, until: last)
    var output = try ForecastOutput(session, rulebook, from: first, until: last)
    try output.begin()
    for notice in forecast { try output.show(notice) }
    try output.end(open: forecast.left)
    session.exitStatus = book.exitStatus
  }

  private func rulebook(_ session: Session) throws(Failure) -> Rulebook {
    let places = Setup.Places(
      file: config, dataDirectory: DataDirectory.find(dataDir), stateDirectory: "/var/lib/dunningd")
    let setup: Setup
    do throws(ConfigurationError) {
      setup = try Setup.load(places)
    } catch {
      throw Failure(ConfigurationCheck(error, file: config))
    }
    for warning in setup.configuration.warnings { try session.note(warning.text) }
    return setup.configuration.rulebook
  }

  private static func day(_ text: String, _ option: String) throws(Failure) -> CivilDate {
    do throws(RuleError) {
      return try CivilDate(parsing: text)
    } catch {
      throw .usage("\(option): \(error.message)", hint: error.hint)
    }
  }
}
