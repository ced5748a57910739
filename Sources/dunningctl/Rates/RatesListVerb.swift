import ArgumentParser
import Dunning

/// `dunningctl rates list`.
struct RatesListVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the tables of reference rates, and until when they are known; needs no daemon.",
    discussion: """
      UNTIL is the last day for which a table is known to be complete, CHECKED the
      day on which somebody last held it against its source.

      EXAMPLES
        dunningctl rates list
        dunningctl rates list -o jsonl | jq -r .source
      """)

  @Option(
    help: ArgumentHelp("The configuration beside which own rates/ are.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var config: String?
  @Option(help: ArgumentHelp("The folder of the vendor's rates/.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let tables = try Law(config: config, dataDir: dataDir).tables
    var sink = try session.sink(Self.shape)
    try sink.begin()
    for table in tables { try sink.row(table) }
    try sink.end()
  }

  private static var shape: RowShape<RateTable> {
    RowShape(
      document: .member("tables"),
      csvColumns: ["name", "rate", "since", "from", "valid_to", "checked_on", "unverified", "source"],
      json: { table throws(Failure) in
        .object([
          .init(key: "name", value: .string(table.name)),
          .init(key: "rate", value: table.rows.last.map { .string($0.rate.text) } ?? .null),
          .init(key: "since", value: table.rows.last.map { .string($0.from.iso) } ?? .null),
          .init(key: "from", value: table.rows.first.map { .string($0.from.iso) } ?? .null),
          .init(key: "valid_to", value: .string(table.validTo.iso)),
          .init(key: "checked_on", value: .string(table.checkedOn.iso)),
          .init(key: "unverified", value: .array(table.unverified.map { .string($0.from.iso) })),
          .init(key: "source", value: .string(table.source)),
        ])
      },
      page: .table(
        [
          Table.Column(title: "TABLE"), Table.Column(title: "RATE %", isRightAligned: true),
          Table.Column(title: "SINCE"), Table.Column(title: "FROM"), Table.Column(title: "UNTIL"),
          Table.Column(title: "CHECKED"), Table.Column(title: "SOURCE", isFlexible: true),
        ],
        cells: { table throws(Failure) in
          [
            Table.Cell(table.name), Table.Cell(table.rows.last?.rate.text ?? "-"),
            Table.Cell(table.rows.last?.from.iso ?? "-"), Table.Cell(table.rows.first?.from.iso ?? "-"),
            Table.Cell(table.validTo.iso), Table.Cell(table.checkedOn.iso), Table.Cell(table.source),
          ]
        }))
  }
}

extension RateTable {
  /// The rows that were computed or remembered, not seen published.
  fileprivate var unverified: [Row] { rows.filter { !$0.isVerified } }
}
