import ArgumentParser
import Glibc

/// One run of `dunningctl`, from its words to its exit status.
enum Program {
  static func run(_ words: [String]) -> Int32 {
    // As a filter in a pipe does: when nobody reads any more, end without a word.
    signal(SIGPIPE, SIG_DFL)
    let arguments = Arguments(words)
    do {
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

  private static func report(_ failure: Failure, _ format: OutputFormat) -> Int32 {
    write(ProblemText(failure.problem, Terminal(descriptor: 2)).text(format), to: 2)
    return failure.status.rawValue
  }

  /// Help and version end the parser as errors do, with the status of success.
  private static func report(parserError error: any Error, _ arguments: Arguments) -> Int32 {
    let status = Dunningctl.exitCode(for: error)
    if status == .validationFailure, !Dunningctl.message(for: error).hasPrefix("Unknown option"),
      let stranger = VerbNames.unknownOption(in: arguments.words)
    {
      return report(.usage("there is no option \(printable(stranger)): see --help"), arguments.format)
    }
    switch status {
    case _ where error is ExitCode: break
    case .success where arguments.askForHelp: write(Dunningctl.fullMessage(for: error) + "\n", to: 1)
    case .success:
      // A call without a verb: a person's question, but a script's mistake. Help, but no success.
      write(Dunningctl.fullMessage(for: error) + "\n", to: 2)
      return ExitStatus.usage.rawValue
    case _ where arguments.format.isJSON: return report(.usage(Dunningctl.message(for: error)), arguments.format)
    default: write(Dunningctl.fullMessage(for: error) + "\n", to: 2)
    }
    return status.rawValue
  }

  private static func write(_ text: String, to descriptor: Int32) {
    // There is nowhere left to tell that this cannot be written.
    let stream = OutputStream(descriptor: descriptor)
    try? stream.write(text)
    try? stream.flush()
  }
}
