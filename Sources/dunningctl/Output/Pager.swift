import ArgumentParser
import FoundationEssentials
import Glibc

/// A program that shows what is longer than the screen: `$PAGER`, or less.
final class Pager {
  /// The verbs that answer with pages to read; those that ask or go on for ever have the terminal for themselves.
  static let verbs: [any Verb.Type] = [
    ListVerb.self, ShowVerb.self, ExplainVerb.self, DebtorsVerb.self, DebtorShowVerb.self, PaymentsVerb.self,
    PaymentShowVerb.self, FollowUpsVerb.self, PlanVerb.self, ForecastVerb.self, NoticesVerb.self, NoticeShowVerb.self,
    NoticeMessageVerb.self, StatementListVerb.self, StatementReadVerb.self, AttachmentsVerb.self, RetentionVerb.self,
    AgeingVerb.self, RegisterVerb.self, InterestVerb.self, RatesListVerb.self, MapListVerb.self, ConfigShowVerb.self,
    EventsVerb.self,
  ]

  /// Lines of the screen.
  let rows: Int
  private let command: String
  private var process: pid_t?
  /// The end of the pipe that the pager reads the other end of.
  private var pipe: Int32?

  /// Nil where nobody reads, the height of the screen is not known, or no pager is wanted.
  init?(terminal: Int32) {
    var size = winsize()
    guard isatty(terminal) == 1, Environment.variable("TERM") != "dumb",
      ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 1, let command = Self.wanted
    else { return nil }
    (rows, self.command) = (Int(size.ws_row), command)
  }

  var isRunning: Bool { process != nil }

  /// `$PAGER` as it stands there, and none when that says so; else less, where it is installed.
  private static var wanted: String? {
    guard let named = getenv("PAGER").map({ String(cString: $0) }) else {
      let folders = (Environment.variable("PATH") ?? "").split(separator: ":")
      return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less" : nil
    }
    return ["", "cat"].contains(named) ? nil : named
  }

  /// Starts it.
  ///
  /// - Returns: where to write for it; nil when it cannot be started.
  func start() -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    var environment = ProcessInfo.processInfo.environment
    // Colours as they are, nothing cleared away at the end, and no stop when all of it fits after all.
    environment["LESS"] = environment["LESS"] ?? "FRX"
    var (words, variables) = (Self.pointers(["sh", "-c", command]), Self.pointers(environment.map { "\($0)=\($1)" }))
    defer { for pointer in words + variables { free(pointer) } }
    var process = pid_t()
    let result = posix_spawn(&process, "/bin/sh", &actions, nil, &words, &variables)
    close(ends[0])
    guard result == 0 else {
      close(ends[1])
      return nil
    }
    // The pager is whom a person stops by Ctrl-C, and it is waited for.
    signal(SIGINT, SIG_IGN)
    (self.process, pipe) = (process, ends[1])
    return ends[1]
  }

  /// As C takes a list of texts.
  private static func pointers(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }

  /// Says that there is no more, and waits until the pager was left.
  func end() {
    guard let process, let pipe else { return }
    close(pipe)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    (self.process, self.pipe) = (nil, nil)
  }
}
