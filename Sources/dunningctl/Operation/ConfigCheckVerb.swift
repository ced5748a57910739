import ArgumentParser
import Dunning
import DunningConfiguration

/// `dunningctl config check`.
struct ConfigCheckVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say about a configuration file what the daemon would say; needs no daemon.",
    discussion: """
      Every mistake is named as FILE:LINE:COLUMN: error: …, all at once; exit
      status 78 when there is one. A credential is looked up where
      $CREDENTIALS_DIRECTORY is set, as it is for the daemon.

      EXAMPLES
        dunningctl config check
        dunningctl config check new.yaml
      """)

  @Argument(
    help: ArgumentHelp("The file to check; /etc/dunningd/dunningd.yaml when left out.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var file: String?
  @Option(help: ArgumentHelp("The folder of the vendor's templates.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let places = Setup.Places(
      file: file, dataDirectory: DataDirectory.find(dataDir), stateDirectory: "/var/lib/dunningd")
    let credentials = CredentialFolder(Environment.variable("CREDENTIALS_DIRECTORY"))
    let check = ConfigurationCheck(
      places, credential: credentials?.credential, today: ZoneRules.utc.date(at: Clock.now()))
    guard check.errors.isEmpty else { throw Failure(check) }
    let document = JSONValue.object([
      .init(key: "file", value: .string(check.file)),
      .init(key: "warnings", value: .array(check.warnings.map(JSONValue.string))),
    ])
    for warning in check.warnings { try session.note(warning) }
    try session.present(
      Array(document.json.utf8), as: CheckedFile.self, columns: ["file", "warnings"],
      describe: { ["\($0.file): good: \(check.summary)"] })
  }

  private struct CheckedFile: Decodable { var file: String }
}

extension Failure {
  /// What is said about a configuration with mistakes.
  init(_ check: ConfigurationCheck) {
    self.init(
      ShownProblem(
        type: "urn:dunningd:problem:configuration-rejected", title: "Configuration rejected", status: 422,
        code: "configuration-rejected", detail: "\(check.file) has \(check.summary)",
        errors: check.warnings + check.errors))
  }
}
