import ArgumentParser
import Glibc

/// One run of `dunningctl`, from its words to its exit status.
enum Program {
  static func run(_ words: [String]) -> Int32 {
    // As a filter in a pipe does: when nobody reads any more, end without a word.
    signal(SIGPIPE, SIG_DFL)
    let arguments = Arguments(words)
    do {
      guard !arguments.words.isEmpty else { return showHelpForNothing() }
      try VerbNames.check(arguments.words)
      var command = try Dunningctl.parseAsRoot(arguments.words)
      try command.run()
      return ExitStatus.done.rawValue
    } catch let failure as Failure {
      return report(failure, arguments.format)
    } catch {
      return report(parserError: error, arguments)
    }
  }

  /// A call without a verb is a mistake of a script, and a question of a person: help, but no success.
  private static func showHelpForNothing() -> Int32 {
    complain(Dunningctl.helpMessage() + "\n")
    return ExitStatus.usage.rawValue
  }

  private static func report(_ failure: Failure, _ format: OutputFormat) -> Int32 {
    complain(ProblemText(failure.problem, Terminal(descriptor: 2)).text(format))
    return failure.status.rawValue
  }

  /// Help and version end the parser as errors do, with the status of success.
  private static func report(parserError error: any Error, _ arguments: Arguments) -> Int32 {
    let status = Dunningctl.exitCode(for: error)
    if status == .success {
      print(Dunningctl.fullMessage(for: error))
      return status.rawValue
    }
    if error is ExitCode { return status.rawValue }
    if arguments.format.isJSON { return report(.usage(Dunningctl.message(for: error)), arguments.format) }
    complain(Dunningctl.fullMessage(for: error) + "\n")
    return status.rawValue
  }

  private static func complain(_ text: String) {
    // There is nowhere left to tell that standard error cannot be written.
    let stream = OutputStream(descriptor: 2)
    try? stream.write(text)
    try? stream.flush()
  }
}
