/// What the program tells its caller on leaving: the numbers of sysexits(3), 1 for "partly done", and 3 for "not
/// proven".
///
/// Scripts must take a number that is not in this list for a failure.
enum ExitStatus: Int32, Sendable {
  case done = 0
  /// Done in part: some rows of an import were bad.
  case partlyDone = 1
  /// Of `doctor` alone: something is critical; ``partlyDone`` is its warning.
  case critical = 2
  /// A case file agrees with itself, and no known key vouches for it.
  case unproven = 3
  case usage = 64
  /// What was given is malformed, or contradicts what is known.
  case badData = 65
  case notFound = 66
  /// The daemon cannot be reached.
  case unreachable = 69
  /// A bug in the daemon or here.
  case bug = 70
  /// Busy, or cut off in the middle: the same command may succeed later.
  case tryLater = 75
  case notAllowed = 77
  case configuration = 78

  /// The status for a problem that the daemon answered.
  init(for problem: ShownProblem) {
    switch (problem.code, problem.status) {
    case ("configuration-rejected", _): self = .configuration
    case ("no-such-route", _): self = .bug
    case (_, 403): self = .notAllowed
    case (_, 404): self = .notFound
    case (_, 408), (_, 429), (_, 503): self = .tryLater
    case (_, 500...): self = .bug
    case (_, 405), (_, 406): self = .bug
    default: self = .badData
    }
  }
}
