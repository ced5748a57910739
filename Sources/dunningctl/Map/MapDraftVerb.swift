import ArgumentParser
import DunningTables

/// `dunningctl map draft`.
struct MapDraftVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "draft", abstract: "Write a map from a file's headings, to be finished by hand; needs no daemon.",
    discussion: """
      The map goes to standard output, with the first three rows as it reads them
      in remarks. What can be read in two ways, such as 03/04/2026 or 1.234, is
      asked and never guessed.

      EXAMPLES
        dunningctl map draft open-items.csv > our-program.yaml
        dunningctl map draft account.csv --kind statement
      """)

  @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file"), completion: .file())
  var file: String
  @Option(help: ArgumentHelp("claims or statement.", valueName: "kind"))
  var kind = MapKind.claims
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let input = try InputFile(path: file)
    let draft: MapDraft
    do throws(TableTrouble) {
      draft = try MapDraft(
        try input.bytes.rest(atMost: TableLimits.workbookBytesMax), name: file,
        kind: kind == .claims ? .claims : .statement)
    } catch {
      throw Failure(error, in: input.name)
    }
    for question in draft.questions { try session.note(printable("question: \(question)")) }
    try session.present(
      Array(Self.document(draft).json.utf8), as: Draft.self, columns: ["map"],
      describe: { $0.map.split(separator: "\n", omittingEmptySubsequences: true).map { printable(String($0)) } })
  }

  private struct Draft: Decodable { var map: String }

  private static func document(_ draft: MapDraft) -> JSONValue {
    let rows = draft.rows.map { row in
      JSONValue.object(
        [.init(key: "line", value: .number("\(row.line)"))]
          + row.fields.map { .init(key: $0.name, value: .string($0.value)) })
    }
    return .object([
      .init(key: "map", value: .string(draft.yaml)),
      .init(key: "questions", value: .array(draft.questions.map(JSONValue.string))),
      .init(key: "rows", value: .array(rows)),
    ])
  }
}

/// What the rows of a file are.
enum MapKind: String, CaseIterable, ExpressibleByArgument, Sendable {
  case claims, statement
}
