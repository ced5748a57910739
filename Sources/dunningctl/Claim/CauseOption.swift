import ArgumentParser
import Dunning

/// Why the money did not come, as far as somebody said so along with something else.
struct CauseOption: ParsableArguments {
  static let words = Claim.Cause.allCases.map(\.rawValue)

  @Option(
    help: ArgumentHelp(
      "Why the money did not come: technical, personal, third-party, disputed, unknown.", valueName: "cause"),
    completion: .list(words))
  var cause: String?
}
