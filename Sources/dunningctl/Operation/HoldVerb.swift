import ArgumentParser
import DunningAPI

/// `dunningctl hold`.
struct HoldVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Let no reminder go out until armed again.",
    discussion: """
      Deadlines are kept and planned meanwhile; payments are taken.

      EXAMPLES
        dunningctl hold --reason "bank data is a week old"
      """)

  @Option(help: ArgumentHelp("Why; status shows it.", valueName: "text"))
  var reason: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.presentMode(try session.ask(.post(["hold"], HoldRequest(reason: reason))))
  }
}
