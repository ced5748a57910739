import ArgumentParser

/// `dunningctl config …`.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the configuration.",
    discussion: """
      EXAMPLES
        dunningctl config check /etc/dunningd/dunningd.yaml
      """,
    subcommands: [ConfigCheck.self])
}
