import ArgumentParser
import Dunning
import DunningConfiguration

/// `dunningctl config show`.
struct ConfigShowVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a configuration comes to, and where each value is from; needs no daemon.",
    discussion: """
      Each value with its FILE:LINE, also those of the drop-ins FILE.d/*.yaml, which
      are laid over the file in the order of their names; then what has its default.
      Passwords and tokens are not shown.

      EXAMPLES
        dunningctl config show
        dunningctl config show -o jsonl | jq -r 'select(.key == "mode") | .value'
      """)

  @Argument(
    help: ArgumentHelp("The file; /etc/dunningd/dunningd.yaml when left out.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var file: String?
  @Option(help: ArgumentHelp("The folder of the vendor's templates.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let places = Setup.Places(
      file: file, dataDirectory: DataDirectory.find(dataDir), stateDirectory: "/var/lib/dunningd")
    let credentials = CredentialFolder(Environment.variable("CREDENTIALS_DIRECTORY"))
    let effective: EffectiveConfiguration
    do {
      effective = try EffectiveConfiguration(places, credential: credentials?.credential)
    } catch {
      throw Failure(ConfigurationCheck(error, file: places.file ?? "built-in defaults"))
    }
    if session.format == .jsonl {
      for entry in effective.entries { try session.writeLine(Self.document(entry).json) }
      return
    }
    let all = JSONValue.object([.init(key: "values", value: .array(effective.entries.map(Self.document)))])
    try session.present(
      Array(all.json.utf8), as: Values.self, columns: ["key", "value", "origin"], rows: { $0["values"]?.elements ?? [] }
    ) { _ in
      effective.entries.map { entry in
        printable("\(entry.key): \(entry.value)") + session.terminal.tinted("  # \(printable(entry.origin))", .faint)
      }
    }
  }

  private struct Values: Decodable {}

  private static func document(_ entry: EffectiveConfiguration.Entry) -> JSONValue {
    .object([
      .init(key: "key", value: .string(entry.key)), .init(key: "value", value: .string(entry.value)),
      .init(key: "origin", value: .string(entry.origin)),
    ])
  }
}
