/// What the daemon would say about a configuration file.
enum ConfigurationCheck {
  struct Verdict: Hashable, Sendable {
    /// `FILE:LINE:COLUMN: error: …`, each with its line, a caret and a suggestion; none when the file is good.
    var errors: [String]
    var warnings: [String]
  }

  static func run(file: String) -> Verdict {
    Verdict(errors: ["\(file): error: this build cannot check configurations"], warnings: [])
  }
}
