import ArgumentParser
import Dunning
import DunningConfiguration

/// `dunningctl interest`.
struct InterestVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "interest", abstract: "Work out what late payment has come to; needs no daemon.",
    discussion: """
      Shows each step, so that it can be checked by hand. Both ends of a segment
      bear interest. An option that the rule does not know is refused, and the
      answer names those it has.

      EXAMPLES
        dunningctl interest --rule DE-B2B --principal 10000.00 --currency EUR \\
          --due 2026-05-29 --as-of 2026-08-31 --payment 2026-07-10:2500.00
        dunningctl interest --rule CONTRACT --option rate=9.5 \\
          --option day_count=act/360 --principal 800.00 --currency USD \\
          --due 2026-01-31 --as-of 2026-06-30 -o json
      """)

  @Option(
    help: ArgumentHelp("The rule, e.g. DE-B2B; another word lists those nearest to it.", valueName: "id"),
    completion: .rules)
  var rule: String
  @Option(help: ArgumentHelp("What the invoice asked for, taxes included.", valueName: "amount"))
  var principal: String
  @Option(help: ArgumentHelp("The currency of all sums.", valueName: "code"))
  var currency: String
  @Option(help: ArgumentHelp("The day until which it was to be paid.", valueName: "date"))
  var due: String
  @Option(help: ArgumentHelp("The last day that is counted.", valueName: "date"))
  var asOf: String
  @Option(help: ArgumentHelp("A payment; as often as there were payments.", valueName: "date:amount"))
  var payment: [String] = []
  @Option(help: ArgumentHelp("What was credited: less is owed, from the start.", valueName: "amount"))
  var credited: String?
  @Option(help: ArgumentHelp("What is forgone of costs and interest.", valueName: "amount"))
  var waived: String?
  @Option(help: ArgumentHelp("What was spent on collecting.", valueName: "amount"))
  var costs: String?
  @Option(help: ArgumentHelp("The day the debtor received a demand.", valueName: "date"))
  var demandReceived: String?
  @Option(help: ArgumentHelp("The last day that this demand gave to pay.", valueName: "date"))
  var demandTerm: String?
  @Option(
    help: ArgumentHelp(
      """
      day_count, rounding, rate, uplift, count_payment_day, place, received, contracted, due_basis, days_noticed or \
      allocation.
      """,
      valueName: "key=value"))
  var option: [String] = []
  @Option(
    help: ArgumentHelp("The configuration beside which own rates/ and rules/ are.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var config: String?
  @Option(help: ArgumentHelp("The folder of the vendor's rates/ and rules/.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let law = try Law(config: config, dataDir: dataDir)
    let statement = try law.statement(self)
    try session.present(
      Array(InterestDocument(statement).json.utf8), as: Known.self, columns: InterestDocument.csvColumns
    ) { _ in InterestPage(statement: statement, terminal: session.terminal).lines }
  }

  private struct Known: Decodable { var rule: String }
}
