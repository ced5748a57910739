import ArgumentParser

/// `dunningctl config check`.
struct ConfigCheck: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say about a configuration file what the daemon would say; needs no daemon.",
    discussion: """
      Every mistake is named as FILE:LINE:COLUMN: error: …, all at once; exit
      status 78 when there is one.

      EXAMPLES
        dunningctl config check
        dunningctl config check new.yaml
      """)

  @Argument(help: ArgumentHelp("The file to check.", valueName: "file"), completion: .file(extensions: ["yaml"]))
  var file = "/etc/dunningd/dunningd.yaml"
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let verdict = ConfigurationCheck.run(file: file)
    guard verdict.errors.isEmpty else { throw Failure(rejection(verdict)) }
    let document = JSONValue.object([
      .init(key: "file", value: .string(file)),
      .init(key: "warnings", value: .array(verdict.warnings.map(JSONValue.string))),
    ])
    for warning in verdict.warnings { try session.note(warning) }
    try session.present(
      Array(document.json.utf8), as: CheckedFile.self, columns: ["file", "warnings"], describe: { ["\($0.file): good"] }
    )
  }

  private func rejection(_ verdict: ConfigurationCheck.Verdict) -> ShownProblem {
    let count = verdict.errors.count
    return ShownProblem(
      type: "urn:dunningd:problem:configuration-rejected", title: "Configuration rejected", status: 422,
      code: "configuration-rejected", detail: "\(file) has \(count) \(count == 1 ? "mistake" : "mistakes")",
      errors: verdict.errors)
  }

  private struct CheckedFile: Decodable { var file: String }
}
