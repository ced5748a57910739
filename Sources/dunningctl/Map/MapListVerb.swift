import ArgumentParser
import DunningTables

/// `dunningctl map list`.
struct MapListVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the maps there are, and what each is for; needs no daemon.",
    discussion: """
      A map of a firm's own lies in maps/ beside the configuration and hides the
      vendor's of the same name. One that is not verified was made from general
      knowledge: look at a dry run before you trust it.

      EXAMPLES
        dunningctl map list
        dunningctl map list -o jsonl | jq -r .name
      """)

  @Option(help: ArgumentHelp("The folder of the vendor's maps.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    var sink = try session.sink(Self.shape)
    try sink.begin()
    for map in try MapShelf(dataDir: dataDir).all() { try sink.row(map) }
    try sink.end()
  }

  private static var shape: RowShape<TableMap> {
    RowShape(
      document: .member("maps"), csvColumns: ["name", "kind", "title", "verified", "source"],
      json: { map throws(Failure) in
        .object([
          .init(key: "name", value: .string(map.name)), .init(key: "kind", value: .string(map.kind.rawValue)),
          .init(key: "title", value: map.title.map(JSONValue.string) ?? .null),
          .init(key: "verified", value: .bool(map.source != nil)),
          .init(key: "source", value: map.source.map(JSONValue.string) ?? .null),
        ])
      },
      page: .table(
        [
          Table.Column(title: "MAP"), Table.Column(title: "KIND"), Table.Column(title: "VERIFIED"),
          Table.Column(title: "FOR", isFlexible: true),
        ],
        cells: { map throws(Failure) in
          [
            Table.Cell(map.name), Table.Cell(map.kind.rawValue), Table.Cell(map.source == nil ? "no" : "yes"),
            Table.Cell(map.title ?? "-"),
          ]
        }))
  }
}
