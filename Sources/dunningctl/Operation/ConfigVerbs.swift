import ArgumentParser

/// `dunningctl config …`.
struct ConfigVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check the configuration, or show what is in force.",
    discussion: """
      EXAMPLES
        dunningctl config check /etc/dunningd/dunningd.yaml
        dunningctl config show
      """,
    subcommands: [ConfigCheckVerb.self, ConfigShowVerb.self])
}
