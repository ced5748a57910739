import ArgumentParser
import Dunning

/// The names of the verbs, and what to say to a name that is none.
enum VerbNames {
  /// Checks the verb, of one word or two, that the arguments begin with.
  ///
  /// - Throws: a failure of usage that names the verb that was probably meant.
  static func check(_ arguments: [String]) throws(Failure) {
    var command: any ParsableCommand.Type = Dunningctl.self
    var path: [String] = []
    for word in arguments {
      let subcommands = command.configuration.subcommands
      guard !subcommands.isEmpty, !word.hasPrefix("-"), word != "help" else { return }
      path.append(word)
      guard let next = subcommands.first(where: { $0._commandName == word }) else {
        // What is no verb is what the verb is about.
        if command.configuration.defaultSubcommand != nil { return }
        throw unknown(path, known: subcommands.map { $0._commandName })
      }
      command = next
    }
  }

  private static func unknown(_ path: [String], known: [String]) -> Failure {
    let verb = path.joined(separator: " ")
    let prefix = (["dunningctl"] + path.dropLast()).joined(separator: " ")
    let hint = nearest(to: path.last ?? "", in: known).map { "did you mean: \(prefix) \($0)" }
    return .usage("there is no verb \(quoted(verb))", hint: hint ?? "see what there is: \(prefix) --help")
  }
}
