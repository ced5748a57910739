import Glibc

/// What a run of a program left behind.
struct Outcome: Equatable, Sendable {
  var status: Int32
  var out: String
  var err: String
}

/// Runs programs as their users do.
enum Run {
  /// `dunningctl`, with a clean environment, at the socket of a fake daemon.
  static func dunningctl(
    _ words: [String], at daemon: FakeDaemon? = nil, socket: String? = nil, input: String = "",
    environment: [String] = []
  ) -> Outcome {
    let path = socket ?? daemon?.path
    let variables = ["TZ=UTC", "LC_ALL=C.UTF-8"] + (path.map { ["DUNNING_SOCKET=\($0)"] } ?? []) + environment
    return program([binary] + words, input: input, environment: variables)
  }

  /// Any program, found by its whole path.
  static func program(_ words: [String], input: String = "", environment: [String] = []) -> Outcome {
    let (standardInput, out, err) = (Scratch.file(input, "in"), Scratch.path("out"), Scratch.path("err"))
    defer { for path in [standardInput, out, err] { unlink(path) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, standardInput, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY | O_CREAT, 0o600)
    let status = wait(for: spawn(words, environment, &actions))
    return Outcome(status: status, out: Scratch.read(out) ?? "", err: Scratch.read(err) ?? "")
  }

  /// `dunningctl` on a terminal of `columns`, and of `rows`, 0 for a height that is not known, where `typed`
  /// has been typed; what the terminal shows is `out`.
  static func onTerminal(
    _ words: [String], at daemon: FakeDaemon, columns: Int, rows: UInt16 = 0, typed: String = "",
    environment: [String] = []
  ) -> Outcome {
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(terminal) }
    let name = unlockedName(of: terminal)
    // Keeps the terminal open until it is read, however soon the program ends.
    let held = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: rows, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    precondition(ioctl(held, UInt(TIOCSWINSZ), &size) == 0)
    Glibc.write(terminal, typed, typed.utf8.count)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in 0...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, name, O_RDWR | O_NOCTTY, 0)
    }
    let variables = ["TZ=UTC", "COLUMNS=\(columns)", "DUNNING_SOCKET=\(daemon.path)"] + environment
    let status = wait(for: spawn([binary] + words, variables, &actions))
    close(held)
    return Outcome(status: status, out: shown(on: terminal), err: "")
  }

  /// The program under test lies beside the tests.
  static let binary: String = {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/dunningctl"
  }()

  /// What ptsname(3) and unlockpt(3), which Swift does not show, do with TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)).
  private static func unlockedName(of terminal: Int32) -> String {
    var lock: Int32 = 0
    var number: UInt32 = 0
    precondition(ioctl(terminal, 0x4004_5431, &lock) == 0 && ioctl(terminal, 0x8004_5430, &number) == 0)
    return "/dev/pts/\(number)"
  }

  private static func shown(on terminal: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(terminal, &buffer, buffer.count), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func spawn(
    _ words: [String], _ environment: [String], _ actions: inout posix_spawn_file_actions_t
  ) -> pid_t {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = (["PATH=/usr/bin:/bin"] + environment).map { strdup($0) } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var process = pid_t()
    let result = posix_spawn(&process, words[0], &actions, nil, &arguments, &variables)
    precondition(result == 0, "cannot start \(words[0]): \(String(cString: strerror(result)))")
    return process
  }

  /// The exit status, or 128 and the signal, as a shell tells it.
  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }
}
