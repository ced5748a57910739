import Dunning
import DunningAPI
import DunningEngine
import DunningMail
import DunningStore
import DunningTesting
import Foundation
import Synchronization

@testable import dunningd

/// A firm, its debtors and its daemon, and a ledger of what was promised to whom.
struct SimulatedYears {
  struct Violation: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }

  /// What the ledger knows of a claim.
  struct Entry: Sendable {
    let due: CivilDate
    var isPaid = false
    /// Nothing may leave before this day.
    var silentUntil: CivilDate?
  }

  private static let offsets = ["reminder": 3, "second-reminder": 10, "last-reminder": 20]
  private static let configuration = Book.configuration().replacing(
    "{transport: smtp,", with: "{transport: smtp, smtp: {host: localhost, connections: 1},")

  private var world: World
  private let relay: SimulatedRelay
  private let ledger = LedgerBox()
  private let zone: ZoneRules
  private var chance: SeededGenerator
  private(set) var trace: [String] = []
  /// How far the handovers are checked.
  private var checked = 0

  init(seed: UInt64) throws {
    let relay = SimulatedRelay(seed: seed &* 31 &+ 7)
    self.relay = relay
    chance = SeededGenerator(seed: seed)
    world = try World(at: "2026-03-02T08:00:00+01:00", Self.configuration) { envelope, _ in relay.answer(envelope) }
    // One thing after the other, so that a seed repeats what it did.
    world.engine.noticesPerConnection = 1
    zone = Samples.almanac.zone("Europe/Berlin") ?? .utc
  }

  private var now: Instant { world.clock.now }
  private var today: CivilDate { zone.date(at: now) }

  private mutating func below(_ count: Int) -> Int { Int(chance.next() % UInt64(count)) }

  private mutating func say(_ what: String) { trace.append("\(world.local(now)) \(what)") }

  /// Lives so many days with every disturbance there is, and then until all is quiet.
  mutating func live(days: Int) async throws {
    let end = now.adding(seconds: days * 86_400)
    while now < end {
      let image = try await run { try await $0.disturb($1, until: end) }
      try await image?.restore()
      say(image == nil ? "stopped" : "killed")
      if below(3) == 0 { passAsleep() }
    }
    relay.calmDown()
    _ = try await run { try await $0.comeToRest($1) }
  }

  /// Days on which the daemon does not run.
  private mutating func passAsleep() {
    let hours = [1, 10, 40, 300][below(4)]
    world.clock.advance(to: now.adding(seconds: hours * 3_600))
    say("was down for \(hours) hours")
  }

  // MARK: - One life of the daemon

  /// Runs a daemon while `body` goes on, until that ends or the machine goes down; what is on the disk in that case.
  private mutating func run(
    _ body: @escaping @Sendable (inout SimulatedYears, RunningDaemon) async throws -> Void
  ) async throws -> DiskImage? {
    relay.comeUp()
    let (crashes, before) = (relay.crashes(), self)
    let daemon = try world.makeDaemon()
    let running = RunningDaemon(world: world, daemon: daemon)
    let result: (years: SimulatedYears, image: DiskImage?) = try await withThrowingTaskGroup(of: Step.self) { tasks in
      tasks.addTask {
        try await daemon.run()
        return .daemonEnded
      }
      tasks.addTask {
        var years = before
        do {
          try await body(&years, running)
          return .bodyEnded(years, nil)
        } catch {
          return .bodyEnded(years, error)
        }
      }
      tasks.addTask {
        for await _ in crashes { return .crashed }
        return .none
      }
      return try await Self.finish(&tasks, running)
    }
    relay.meddle(by: nil)
    self = result.years
    return result.image
  }

  private enum Step: Sendable {
    case daemonEnded
    case bodyEnded(SimulatedYears, (any Error)?)
    case crashed
    case none
  }

  private static func finish(
    _ tasks: inout ThrowingTaskGroup<Step, any Error>, _ running: RunningDaemon
  ) async throws -> (years: SimulatedYears, image: DiskImage?) {
    let transport = running.world.transport
    var image: DiskImage?
    var years: SimulatedYears?
    while let step = try await nextStep(&tasks, isCrashed: image != nil) {
      switch step {
      case .crashed:
        // Once it hangs, nothing writes any more: connections are one, and the people wait as well.
        try await running.until { transport.hanging > 0 || transport.handovers.last?.ending != nil }
        image = try DiskImage(of: running.world)
        tasks.cancelAll()
      case .bodyEnded(let ended, nil):
        years = ended
        await running.daemon.stop()
      case .bodyEnded(let ended, is CancellationError): years = ended
      case .bodyEnded(let ended, let error?):
        years = ended
        if image == nil { throw Failed(years: ended, error: error) }
      case .daemonEnded: tasks.cancelAll()
      case .none: break
      }
    }
    guard let years else { throw Violation("the daemon ended by itself") }
    return (years, image)
  }

  /// A failure with the trace that led to it.
  private struct Failed: Error, CustomStringConvertible {
    let years: SimulatedYears
    let error: any Error
    var description: String { "\(error)\n\(years.trace.suffix(60).joined(separator: "\n"))" }
  }

  /// A daemon that is killed may say what it wants.
  private static func nextStep(
    _ tasks: inout ThrowingTaskGroup<Step, any Error>, isCrashed: Bool
  ) async throws -> Step? {
    do {
      return try await tasks.next()
    } catch  where isCrashed {
      return Step.none
    }
  }

  // MARK: - What happens

  private mutating func disturb(_ daemon: RunningDaemon, until end: Instant) async throws {
    let ledger = ledger
    let docket = daemon.daemon.docket
    let (clock, rules) = (world.clock, daemon.daemon.rules)
    relay.meddle { envelope in
      guard let notice = try await docket.notices().first(where: { $0.messageID.hasPrefix(envelope) }),
        let reference = notice.references.first
      else { return false }
      _ = try await docket.pay(
        ClaimName(reference), amount: "120.00", kind: .payment, date: nil, externalID: nil, by: .user(1000),
        rulebook: rules.value.rulebook, now: clock.now)
      ledger.change(reference) { $0.isPaid = true }
      return true
    }
    try await daemon.settle()
    try await armAfterHold(daemon)
    if relay.isDown { throw CancellationError() }
    try await checkMail(daemon)
    for _ in 0..<(5 + below(40)) where now < end {
      try await act(daemon)
      // Who hangs with a dying daemon says nothing more.
      if relay.isDown { throw CancellationError() }
      try await checkMail(daemon)
    }
    try await check(daemon)
  }

  private mutating func act(_ daemon: RunningDaemon) async throws {
    switch below(20) {
    case 0..<4: try await enqueue(daemon)
    case 4..<6: try await pay(daemon)
    case 6: try await silence(daemon)
    case 7: try await decide(daemon)
    case 8: try await holdAndArm(daemon)
    case 9: try await setClock(daemon)
    case 10:
      world.transport.goAway()
      say("the relay is away")
    case 11..<13: world.transport.comeBack()
    default:
      let hours = [1, 6, 24, 72, 168][below(5)]
      say("\(hours) hours pass")
      try await daemon.advance(by: .seconds(hours * 3_600 + below(3_600)))
    }
  }

  private mutating func enqueue(_ daemon: RunningDaemon) async throws {
    let reference = "R-\(ledger.entries.count)"
    let due = today.adding(days: below(40) - 10)
    say("\(reference) due \(due.iso)")
    // In the ledger first: the daemon may be killed before the answer is read.
    ledger.add(reference, Entry(due: due))
    try await daemon.enqueue(Book.claim(reference, due: due.iso, email: "\(reference.lowercased())@kunde.example"))
    try await daemon.settle()
  }

  private mutating func someReference() -> String? {
    let open = ledger.entries.filter { !$0.value.isPaid }.keys.sorted()
    return open.isEmpty ? nil : open[below(open.count)]
  }

  private mutating func pay(_ daemon: RunningDaemon) async throws {
    guard let reference = someReference() else { return }
    say("\(reference) is paid")
    ledger.change(reference) { $0.isPaid = true }
    let answer = try await daemon.post("/v1/claims/\(reference)/payments", ["amount": "120.00"])
    guard answer.status == 200 else { throw Violation("payment: \(answer.text)") }
    try await daemon.settle()
  }

  private mutating func silence(_ daemon: RunningDaemon) async throws {
    guard let reference = someReference() else { return }
    let day = today.adding(days: 1 + below(30))
    let isPromise = below(2) == 0
    say("\(reference) \(isPromise ? "promised" : "paused") until \(day.iso)")
    let answer =
      isPromise
      ? try await daemon.post("/v1/claims/\(reference)/promise", ["date": day.iso])
      : try await daemon.post("/v1/claims/\(reference)/pause", ["until": day.iso, "reason": "x"])
    guard answer.status == 200 else { return say("refused: \(answer.text)") }
    ledger.change(reference) { $0.silentUntil = day }
    try await daemon.settle()
  }

  /// A person looks into what is in doubt or has failed.
  private mutating func decide(_ daemon: RunningDaemon) async throws {
    for notice in try await daemon.daemon.docket.notices() where notice.state == .inDoubt || notice.state == .failed {
      if notice.state == .inDoubt {
        let wasTaken = relay.takenInSilence.contains { notice.messageID.hasPrefix($0) }
        say("\(notice.id) resolved, taken: \(wasTaken)")
        try await daemon.post("/v1/notices/\(notice.id)/resolve", ["as": wasTaken ? "sent" : "not-sent"])
      } else {
        say("\(notice.id) again")
        try await daemon.post("/v1/notices/\(notice.id)/retry")
      }
      try await daemon.settle()
    }
  }

  private mutating func holdAndArm(_ daemon: RunningDaemon) async throws {
    say("held")
    try await daemon.post("/v1/hold", ["reason": "x"])
    try await daemon.settle()
    relay.hold(true)
    try await daemon.advance(by: .seconds(3_600 * (1 + below(60))))
    relay.hold(false)
    try await arm(daemon)
  }

  private mutating func arm(_ daemon: RunningDaemon) async throws {
    say("armed")
    try await daemon.post("/v1/arm")
    try await daemon.settle()
  }

  private mutating func armAfterHold(_ daemon: RunningDaemon) async throws {
    guard let reason = try await daemon.status().heldBecause else { return }
    say("was held: \(reason)")
    try await arm(daemon)
  }

  private mutating func setClock(_ daemon: RunningDaemon) async throws {
    let hours = [-20, -2, 3, 20, 72][below(5)]
    say("the clock is set by \(hours) hours")
    try await daemon.step(by: .seconds(hours * 3_600))
    if hours > 24 {
      let (docket, rules) = (daemon.daemon.docket, daemon.daemon.rules)
      try await daemon.until { try await !docket.mode(rulebook: rules.value.rulebook).isArmed }
    }
    try await armAfterHold(daemon)
  }

  /// Lets everything find its end.
  private mutating func comeToRest(_ daemon: RunningDaemon) async throws {
    world.transport.comeBack()
    try await daemon.settle()
    try await armAfterHold(daemon)
    for _ in 0..<10 {
      try await decide(daemon)
      try await daemon.advance(by: .seconds(30 * 86_400))
      try await check(daemon)
    }
    for notice in try await daemon.daemon.docket.notices() where ![.sent, .dropped].contains(notice.state) {
      throw Violation("\(notice.id) is \(notice.state) after all has come to rest")
    }
    for (reference, entry) in ledger.entries where !entry.isPaid {
      let claim = try await daemon.claim(reference)
      guard claim.claim.next == nil else { throw Violation("\(reference) still waits for \(claim.claim.next as Any)") }
    }
  }

  // MARK: - What must be so

  private mutating func check(_ daemon: RunningDaemon) async throws {
    try await checkMail(daemon)
    try await checkLedger(daemon, try await daemon.daemon.docket.notices())
  }

  /// What left since the last look.
  private mutating func checkMail(_ daemon: RunningDaemon) async throws {
    guard relay.trespasses.isEmpty else { throw Violation("\(relay.trespasses) were handed over while held") }
    guard world.transport.handovers.count > checked else { return }
    let notices = try await daemon.daemon.docket.notices()
    try checkCopies(notices)
    try checkHandovers(notices)
  }

  /// What arrived, and what the docket says of it.
  private func checkCopies(_ notices: [Notice]) throws {
    var copies: [String: Int] = [:]
    for handover in world.transport.arrived { copies[handover.envelope.id, default: 0] += 1 }
    for id in relay.takenInSilence { copies[id, default: 0] += 1 }
    for notice in notices {
      let id = String(notice.messageID.prefix { $0 != "@" })
      let count = copies[id] ?? 0
      let isDoubted = relay.doubted.contains(id)
      if count > 1, !isDoubted { throw Violation("\(notice.id) arrived \(count) times") }
      if relay.overtaken.contains(id), count > 0 { throw Violation("\(notice.id) left although its claim was paid") }
      if notice.state == .sent, count == 0, !isDoubted { throw Violation("\(notice.id) is sent, and never came") }
      if notice.state != .sent, count > 0, !isDoubted { throw Violation("\(notice.id) came, and is \(notice.state)") }
    }
    let known = Set(notices.map { String($0.messageID.prefix { $0 != "@" }) })
    for id in copies.keys where !known.contains(id) { throw Violation("\(id) came, and the docket does not know it") }
  }

  /// Nothing leaves before its moment, outside its window, or in a silence.
  private mutating func checkHandovers(_ notices: [Notice]) throws {
    let handovers = world.transport.handovers
    for handover in handovers[checked...] {
      guard let notice = notices.first(where: { $0.messageID.hasPrefix(handover.envelope.id) }) else { continue }
      // What comes back to the creditor goes by its own hours.
      if notice.step == Dunning.Step.followUp.name { continue }
      let (day, hour) = (zone.date(at: handover.at), zone.timeOfDay(at: handover.at).seconds / 3_600)
      guard (9..<18).contains(hour), Weekday.workingWeek.contains(day.weekday) else {
        throw Violation("\(notice.id) left at \(world.local(handover.at)), outside its window")
      }
      for reference in notice.references {
        guard let entry = ledger.entries[reference], let offset = Self.offsets[notice.step] else {
          throw Violation("\(notice.id) is about \(reference), which nobody enqueued")
        }
        if day < entry.due.adding(days: offset) { throw Violation("\(notice.id) left before its day") }
        if let until = entry.silentUntil, day < until { throw Violation("\(notice.id) left before \(until.iso)") }
      }
    }
    checked = handovers.count
  }

  /// Every claim is there, and none is forgotten.
  private func checkLedger(_ daemon: RunningDaemon, _ notices: [Notice]) async throws {
    for (reference, entry) in ledger.entries {
      let file = try await daemon.daemon.docket.claim(ClaimName(reference))
      let record = file.record
      guard (record.claim.state == .paid) == entry.isPaid else {
        throw Violation("\(reference) is \(record.claim.state), and paid: \(entry.isPaid)")
      }
      let own = notices.filter { $0.references.contains(reference) && $0.state != .dropped }
      for (step, same) in Dictionary(grouping: own, by: \.step) where same.count > 1 {
        throw Violation("\(reference) has \(same.map(\.id)) for \(step)")
      }
      if entry.isPaid {
        if record.next != nil { throw Violation("\(reference) is paid, and waits for \(record.next as Any)") }
      } else if record.next == nil, record.nothingBecause?.isEmpty ?? true {
        throw Violation("\(reference) is forgotten")
      }
    }
  }
}

/// What was promised, also by what happens while a message is on its way.
final class LedgerBox: Sendable {
  private let state = Mutex<[String: SimulatedYears.Entry]>([:])

  var entries: [String: SimulatedYears.Entry] { state.withLock { $0 } }

  func add(_ reference: String, _ entry: SimulatedYears.Entry) { state.withLock { $0[reference] = entry } }

  func change(_ reference: String, _ body: (inout SimulatedYears.Entry) -> Void) {
    state.withLock { entries in
      guard var entry = entries[reference] else { return }
      body(&entry)
      entries[reference] = entry
    }
  }
}

/// What lies on the disk at one moment, to be put back into the same files: all that a killed daemon leaves.
struct DiskImage: Sendable {
  private let files: [(path: String, bytes: Data?)]
  private let lock: String

  init(of world: World) throws {
    lock = world.folder.path + "/state/docket.lock"
    files = ["docket.sqlite", "docket.sqlite-wal", "docket.sqlite-shm"].map { name in
      let path = "\(world.folder.path)/state/\(name)"
      // The index of the log is made anew.
      return (path, name.hasSuffix("-shm") ? nil : FileManager.default.contents(atPath: path))
    }
  }

  /// Waits until the daemon has let go of the files, which it rearranges when it closes them.
  func restore() async throws {
    while isHeld { await Task.yield() }
    for (path, bytes) in files {
      guard let bytes else {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        continue
      }
      try bytes.write(to: URL(filePath: path))
    }
  }

  private var isHeld: Bool {
    let descriptor = open(lock, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }
}
