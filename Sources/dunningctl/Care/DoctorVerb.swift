import ArgumentParser
import CLinux
import DunningAPI

/// `dunningctl doctor`.
struct DoctorVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at everything that may want your care.",
    discussion: """
      Clock, time zones, fonts, mail server, what DNS says of the sender's domain
      (SPF, DMARC), print spool, what waits, the age of the backup and of bank
      news, free space, permissions, rates and calendars, the configuration.
      Each with what to do. Exit status 0 when all is well, 1 for a warning, 2 for
      something critical; --brief is one line for a monitoring system.

      EXAMPLES
        dunningctl doctor
        dunningctl doctor --brief
        dunningctl doctor -o jsonl | jq -r 'select(.level != "ok") | .name'
      """)

  @Flag(help: "One line, as monitoring systems read it.")
  var brief = false
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let checks = [clock] + daemon(session)
    let levels = checks.map { DoctorLevel(rawValue: $0.level) ?? .warning }
    session.exitStatus =
      levels.contains(.critical) ? .critical : levels.contains(.warning) ? .partlyDone : .done
    if brief { return try session.writeLine(line(checks)) }
    switch session.format {
    case .jsonl: for check in checks { try session.writeLine(Self.document(check).json) }
    case .json, .csv, .table:
      let all = JSONValue.object([.init(key: "checks", value: .array(checks.map(Self.document)))])
      try session.present(
        Array(all.json.utf8), as: DoctorResponse.self, columns: ["name", "level", "text", "hint"],
        rows: { $0["checks"]?.elements ?? [] }
      ) { _ in checks.flatMap { Self.lines($0, session.terminal) } }
    }
  }

  /// What the daemon sees; that it cannot be asked is a finding of its own.
  private func daemon(_ session: Session) -> [DoctorResponse.Check] {
    do {
      return try Wire.decode(DoctorResponse.self, from: try session.ask(.get(["doctor"]))).checks
    } catch {
      return [.init("daemon", .critical, error.problem.detail, hint: error.problem.hint)]
    }
  }

  /// Deadlines go by the clock of this machine.
  private var clock: DoctorResponse.Check {
    switch dunning_clock_is_synchronised() {
    case 1: .init("clock", .ok, "synchronised")
    case 0: .init("clock", .warning, "nothing keeps it right", hint: "timedatectl set-ntp true")
    default: .init("clock", .ok, "this machine does not say who keeps it right")
    }
  }

  private func line(_ checks: [DoctorResponse.Check]) -> String {
    let bad = checks.filter { $0.level == DoctorLevel.critical.rawValue }
    let warned = checks.filter { $0.level == DoctorLevel.warning.rawValue }
    let word = bad.isEmpty ? warned.isEmpty ? "OK" : "WARNING" : "CRITICAL"
    let what = (bad + warned).map { "\($0.name): \($0.text)" }
    return printable("DUNNINGD \(word) - \(what.isEmpty ? "\(checks.count) checks" : what.joined(separator: "; "))")
  }

  private static func lines(_ check: DoctorResponse.Check, _ terminal: Terminal) -> [String] {
    let tint: Tint =
      switch DoctorLevel(rawValue: check.level) {
      case .ok: .good
      case .critical: .bad
      case .warning, nil: .waiting
      }
    let name = check.name + String(repeating: " ", count: max(1, 15 - check.name.count))
    let level = terminal.tinted(check.level, tint) + String(repeating: " ", count: max(1, 10 - check.level.count))
    let hint =
      check.hint.map { [String(repeating: " ", count: 25) + terminal.tinted(printable("→ \($0)"), .faint)] } ?? []
    return [printable(name) + level + printable(check.text)] + hint
  }

  private static func document(_ check: DoctorResponse.Check) -> JSONValue {
    .object([
      .init(key: "name", value: .string(check.name)), .init(key: "level", value: .string(check.level)),
      .init(key: "text", value: .string(check.text)),
      .init(key: "hint", value: check.hint.map(JSONValue.string) ?? .null),
    ])
  }
}
