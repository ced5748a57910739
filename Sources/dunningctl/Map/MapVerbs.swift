import ArgumentParser

/// `dunningctl map …`: what the tables of other programs mean.
struct MapVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "See or draft the maps by which the tables of other programs are read.",
    discussion: """
      EXAMPLES
        dunningctl map list
        dunningctl map draft open-items.xlsx
      """,
    subcommands: [MapDraftVerb.self, MapListVerb.self])
}
