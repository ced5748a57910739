import Dunning
import DunningLetters
import DunningMail
import DunningStore
import DunningTesting
import Foundation
import Logging
import ServiceLifecycle

@testable import DunningEngine

/// A scheduler with a docket of its own, the templates of the repository, and another side that answers by a script.
struct EngineFixture: Sendable {
  let store: DocketFixture
  let transport: ScriptedTransport
  let timer = ManualTimer()
  let health = DeliveryHealth()
  let rules: CurrentRules
  let scheduler: NoticeScheduler

  static let renderer: Result<LetterRenderer, any Error> = Result {
    let etc = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "etc/templates").path
    return LetterRenderer(catalog: try TemplateCatalog.load(directories: [etc]))
  }

  init(
    rulebook: Rulebook? = nil, resendsInDoubt: Bool = false, deliveriesMax: Int = 20, limits: SendLimits = .none,
    spool: PrintSpool? = nil, outbox: MaildirTransport? = nil, fate: AttemptTrace = .unknown,
    slowAnswer: Duration? = nil,
    answer: @escaping @Sendable (Envelope, Int) -> ScriptedTransport.Answer = { _, _ in .accept }
  ) throws {
    store = try DocketFixture(rulebook: rulebook)
    transport = ScriptedTransport(clock: store.clock, fate: fate, answer: answer)
    rules = CurrentRules(
      Rules(
        rulebook: store.rulebook, renderer: try Self.renderer.get(), transport: transport,
        connections: deliveriesMax, press: LetterPress { Array("%PDF-1.5 \($0.number)".utf8) }, spool: spool,
        outbox: outbox, limits: limits, resendsInDoubt: resendsInDoubt, fingerprint: "test"))
    var engineLimits = EngineLimits()
    engineLimits.noticesPerConnection = 1
    engineLimits.slowAnswer = slowAnswer
    scheduler = NoticeScheduler(
      docket: store.docket, clock: store.clock, timer: timer, rules: rules, health: health, limits: engineLimits,
      logger: Logger(label: "engine") { _ in SwiftLogNoOpLogHandler() })
  }

  var simulation: Simulation {
    Simulation(
      docket: store.docket, clock: store.clock, transport: transport,
      pausedUntil: { [health] in health.current.pausedUntil }, rulebook: { [rules] in rules.value.rulebook })
  }

  /// Runs the scheduler while `body` goes on, then stops it gracefully.
  func run(_ body: @escaping @Sendable (ServiceGroup) async throws -> Void) async throws {
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: scheduler)], logger: Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      tasks.addTask {
        try await body(group)
        await group.triggerGracefulShutdown()
      }
      // Whichever throws first ends the other.
      try await tasks.waitForAll()
    }
  }

  func advance(to text: String) async throws { try await simulation.advance(to: Samples.moment(text)) }

  func state(_ number: Int64) async throws -> Notice.State { try await store.notice(NoticeID(number)).state }

  func held() async throws -> String? { try await store.docket.mode(rulebook: store.rulebook).heldBecause }
}
