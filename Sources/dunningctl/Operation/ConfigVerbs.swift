import ArgumentParser

/// `dunningctl config …`.
struct ConfigVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check the configuration.",
    discussion: """
      EXAMPLES
        dunningctl config check /etc/dunningd/dunningd.yaml
      """,
    subcommands: [ConfigCheckVerb.self])
}
