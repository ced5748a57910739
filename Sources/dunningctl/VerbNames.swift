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

  /// The first option that the verb does not have; nil where there is none.
  ///
  /// The parser takes a word behind an unknown option for an argument, and complains of that.
  static func unknownOption(in arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = Dunningctl.self
    for word in arguments.prefix(while: { !$0.hasPrefix("-") }) {
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
      command = next
    }
    let help = Dunningctl.helpMessage(for: command, includeHidden: true)
    let known = Set(help.split { !($0.isLetter || $0 == "-" || $0.isNumber) }.map(String.init))
    return arguments.prefix { $0 != "--" }.lazy
      .filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }.first { !known.contains($0) }
  }

  private static func unknown(_ path: [String], known: [String]) -> Failure {
    let verb = path.joined(separator: " ")
    let prefix = (["dunningctl"] + path.dropLast()).joined(separator: " ")
    let word = path.last ?? ""
    var meant = path.count == 1 ? meant(by: word) : []
    if meant.isEmpty { meant = nearest(to: word, in: known).map { ["\(prefix) \($0)"] } ?? [] }
    let hint = meant.isEmpty ? "see what there is: \(prefix) --help" : "did you mean: " + listed(meant)
    return .usage("there is no verb \(quoted(verb))", hint: hint)
  }

  private static func listed(_ commands: [String]) -> String { commands.joined(separator: " or: ") }

  /// The commands for a word that is a verb of a group, or that other programs have.
  private static func meant(by word: String) -> [String] {
    let inGroups = Dunningctl.configuration.subcommands.filter { group in
      group.configuration.subcommands.contains { $0._commandName == word }
    }
    let groups = inGroups.map { "dunningctl \($0._commandName) \(word)" }
    return groups.isEmpty ? (ofOtherPrograms[word] ?? []).map { "dunningctl \($0)" } : groups
  }

  /// What people type who know other programs, and what it is called here.
  static let ofOtherPrograms: [String: [String]] = [
    "aging": ["ageing"], "bank": ["statement import"], "book": ["pay"], "cancel": ["withdraw"],
    "change": ["correct"], "create": ["add"], "credit": ["pay"], "customer": ["debtor"], "customers": ["debtors"],
    "delete": ["withdraw"], "edit": ["correct"], "find": ["list"], "history": ["show"],
    "instalment": ["promise --every"], "instalments": ["promise --every"], "installment": ["promise --every"],
    "installments": ["promise --every"], "invoices": ["list"], "log": ["events"], "new": ["add"],
    "open": ["list --state open"], "outstanding": ["list --state open"], "overdue": ["list --overdue"],
    "paid": ["pay"], "receive": ["pay"], "remind": ["plan"], "reminders": ["notices"], "remove": ["withdraw"],
    "report": ["ageing"], "reports": ["ageing"], "search": ["list"], "send": ["plan", "notice approve"],
    "start": ["arm"], "statements": ["statement list"], "stop-all": ["hold"], "tasks": ["follow-ups"],
    "todo": ["follow-ups"], "transactions": ["register"], "unpaid": ["list --state open"], "update": ["correct"],
    "upload": ["attach"],
  ]
}
