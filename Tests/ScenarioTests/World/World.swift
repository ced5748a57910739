import Dunning
import DunningEngine
import DunningLetters
import DunningMail
import DunningMailroom
import DunningStore
import DunningTesting
import DunningWebhook
import Foundation
import Logging
import Systemd

@testable import dunningd

/// All that outlives a daemon: its folder, its configuration, the clock and the other side of the mail.
struct World: Sendable {
  let folder: ScratchFolder
  let clock: ManualClock
  let timer = ManualTimer()
  let transport: ScriptedTransport
  private let usesMaildir: Bool
  /// Why there is no way out at all; nil when there is one.
  private let failure: MailError?
  /// The machine that the daemon runs on.
  var machine = "machine-1"
  /// What keys are made of.
  var keyByte: UInt8 = 7
  /// The mark on another volume.
  var mark: String?
  var engine = EngineLimits()
  /// Hears what the service manager is told.
  var notified: @Sendable (String) -> Void = { _ in }
  /// Sets letters: by default their words, behind the mark of a PDF.
  var typesetter: @Sendable (LetterRenderer, NoticeFacts) throws -> [UInt8] = { renderer, facts in
    Array("%PDF-1.5\n/Type /Pages /Type /Page\n\(try renderer.render(facts).text)".utf8)
  }

  /// With `usesMaildir` notices go where the configuration says instead of to ``transport``; `data` names what is
  /// installed below `etc`.
  init(
    at moment: String, _ configuration: String = Book.configuration(), usesMaildir: Bool = false,
    data: [String] = ["templates/en"],
    failing failure: MailError? = nil, fate: AttemptTrace = .unknown,
    answer: @escaping @Sendable (Envelope, Int) -> ScriptedTransport.Answer = { _, _ in .accept }
  ) throws {
    folder = try ScratchFolder()
    clock = ManualClock(try Samples.moment(moment))
    transport = ScriptedTransport(clock: clock, fate: fate, answer: answer)
    self.usesMaildir = usesMaildir
    self.failure = failure
    try configure(configuration)
    // One language is enough for most, and each costs time at every start.
    let installed = folder.path + "/data/"
    try FileManager.default.createDirectory(atPath: installed + "templates", withIntermediateDirectories: true)
    for name in data {
      try FileManager.default.createSymbolicLink(
        atPath: installed + name, withDestinationPath: "\(Self.etc)/\(name)")
    }
  }

  func configure(_ text: String) throws { try folder.write(text, to: "dunningd.yaml") }

  var outbox: String { "state/outbox/new" }

  func makeDaemon(socket: String = "s") throws -> Daemon {
    var environment = ServiceEnvironment()
    environment.configurationDirectories = [folder.path + "/own"]
    let paths = Paths(
      config: folder.path + "/dunningd.yaml", stateDir: folder.path + "/state",
      socket: "\(folder.path)/\(socket)", mark: mark, dataDir: folder.path + "/data", environment: environment)
    return try Daemon(paths: paths, outside: outside, signals: [])
  }

  /// Runs the daemon while `body` goes on, then stops it as SIGTERM does.
  func run<T: Sendable>(_ body: @escaping @Sendable (RunningDaemon) async throws -> T) async throws -> T {
    let daemon = try makeDaemon()
    let running = RunningDaemon(world: self, daemon: daemon)
    return try await withThrowingTaskGroup(of: T?.self) { tasks in
      tasks.addTask {
        try await daemon.run()
        return nil
      }
      tasks.addTask { try await body(running) }
      guard let result = try await tasks.next(), let value = result else { throw DaemonEnded() }
      await daemon.stop()
      try await tasks.waitForAll()
      return value
    }
  }

  /// Waits until one of the lines that ``notified`` gets says something; whoever sleeps meanwhile is woken.
  func hear(_ words: String, in lines: AsyncStream<String>) async {
    let waits = timer.waits()
    timer.advance(by: .seconds(3_600))
    await withDiscardingTaskGroup { tasks in
      tasks.addTask { [timer] in for await _ in waits { timer.advance(by: .seconds(3_600)) } }
      for await line in lines where line.contains(words) { break }
      tasks.cancelAll()
    }
  }

  struct DaemonEnded: Error {}

  private var outside: Outside {
    let (transport, usesMaildir, failure) = (transport, usesMaildir, failure)
    // However slow the machine, a receiver's answer is never cut off.
    var webhookLimits = WebhookSender.Limits()
    (webhookLimits.connect, webhookLimits.answer) = (600_000, 600_000)
    return Outside(
      clock: clock, timer: timer, randomBytes: { [keyByte] in Array(repeating: keyByte, count: $0) },
      home: { [machine] in DocketHome(machine: machine, fileMade: Outside.fileMade($0)) },
      credential: { _ in nil },
      makeTransport: {
        if let failure { throw failure }
        return usesMaildir ? try dunningd.transport(for: $0, credential: { _ in nil }, chance: { 0.5 }) : transport
      },
      typesetter: { [typesetter] renderer in { facts in try typesetter(renderer, facts) } },
      mailReader: PlainMailReader(), notifier: ServiceNotifier(deliver: notified), engine: engine,
      webhookLimits: webhookLimits, watchdogInterval: nil,
      listeners: [],
      logger: Logger(label: "scenario") { _ in SwiftLogNoOpLogHandler() })
  }

  private static let etc = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "etc").path
}
