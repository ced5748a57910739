import ArgumentParser

/// `dunningctl support`: for those who help.
struct SupportVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "support", abstract: "What somebody who helps needs to know.", subcommands: [SupportDumpVerb.self])
}
