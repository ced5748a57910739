import Dunning
import DunningAPI
import DunningStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Testing

@testable import DunningControl

/// The whole control API over an empty docket, with a clock that stands still.
struct Desk: Sendable {
  /// Monday, 2026-11-23, 10:00 in Berlin.
  static let now = Instant(milliseconds: 1_795_424_400_000)

  let docket: Docket
  /// Those of the start; ``reload(_:)`` puts others in force.
  let rulebook: Rulebook
  fileprivate let rules: RulesInForce
  let responder: ControlResponder
  let log: Log
  let roles: RolesInForce

  struct Reply {
    let status: Int
    let headers: HTTPFields
    let text: String

    func decoded<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
      try WireCoding.decode(type, from: text.utf8)
    }

    /// The answer's lines, one value each.
    func lines<Value: Decodable>(_ type: Value.Type = Value.self) throws -> [Value] {
      try text.split(separator: "\n").map { try WireCoding.decode(type, from: $0.utf8) }
    }

    var problem: Problem { get throws { try decoded() } }
  }

  /// Asks without a socket, in the name of a user.
  func call(
    _ method: HTTPRequest.Method, _ target: String, _ body: String? = nil, chunked: [ByteBuffer]? = nil,
    headers: HTTPFields = [:], as peer: PeerCredential = PeerCredential(pid: 1, uid: 1_000, gid: 1_000)
  ) async throws -> Reply {
    let bytes = ByteBuffer(string: body ?? "")
    let content =
      chunked.map { parts in
        RequestBody(
          asyncSequence: AsyncStream { stream in
            for part in parts { stream.yield(part) }
            stream.finish()
          })
      } ?? RequestBody(buffer: bytes)
    let head = HTTPRequest(method: method, scheme: "http", authority: "d", path: target, headerFields: headers)
    let context = ControlContext(source: ControlContextSource(peer: peer, logger: log.logger))
    let response = await responder.respond(to: Request(head: head, body: content), context: context)
    let sink = Sink()
    try await response.body.write(Writer(sink: sink))
    return Reply(
      status: response.status.code, headers: response.headers, text: String(decoding: sink.bytes, as: UTF8.self))
  }

  /// Asks without a socket, and hands over the answer piece by piece; the next piece is made when this one was taken.
  func read(_ target: String, _ take: @escaping @Sendable (String) async throws -> Void) async throws {
    let head = HTTPRequest(method: .get, scheme: "http", authority: "d", path: target)
    let peer = PeerCredential(pid: 1, uid: 1_000, gid: 1_000)
    let context = ControlContext(source: ControlContextSource(peer: peer, logger: log.logger))
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    let response = await responder.respond(to: request, context: context)
    try #require(response.status == .ok)
    try await response.body.write(PieceWriter(take: take))
  }

  /// Enqueues a claim and answers it.
  @discardableResult
  func enqueue(_ fields: [String: String] = [:]) async throws -> ClaimResponse {
    let reply = try await call(.post, "/v1/claims", Self.claim(fields))
    try #require(reply.status == 201, "\(reply.text)")
    return try reply.decoded()
  }

  /// Puts other rules in force.
  func reload(_ rulebook: Rulebook) { rules.rulebook.withLock { $0 = rulebook } }

  /// The claims that there are.
  var claims: [ClaimRecord] { get async throws { try await docket.claims() } }

  /// A good claim as JSON, with these fields changed; an empty text takes a field away.
  static func claim(_ changes: [String: String] = [:]) throws -> String {
    var fields = [
      "creditor": "acme", "reference": "RE-2026-1", "debtor": "Müller AG", "email": "rechnung@mueller.example",
      "amount": "1234.50", "currency": "EUR", "due": "2026-11-30",
    ]
    for (name, value) in changes { fields[name] = value.isEmpty ? nil : value }
    return String(decoding: try WireCoding.encode(fields), as: UTF8.self)
  }

  private final class Sink: Sendable {
    private let storage = Mutex<[UInt8]>([])
    var bytes: [UInt8] { storage.withLock { $0 } }
    func append(_ buffer: ByteBuffer) { storage.withLock { $0 += buffer.readableBytesView } }
  }

  private struct PieceWriter: ResponseBodyWriter {
    let take: @Sendable (String) async throws -> Void
    mutating func write(_ buffer: ByteBuffer) async throws { try await take(String(buffer: buffer)) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  private struct Writer: ResponseBodyWriter {
    let sink: Sink
    mutating func write(_ buffer: ByteBuffer) async throws { sink.append(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}

extension Rulebook {
  /// Two creditors, the usual ladder, and one that counts in minutes.
  ///
  /// - Parameter policy: the creditors' own; nil leaves it to the one that is called standard.
  static func sample(creditors: [String] = ["acme", "globex"], policy: String? = nil) throws -> Rulebook {
    let zones = try ["Europe/Berlin", "America/New_York", "Asia/Shanghai"].map { name in
      let bytes = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)"))
      return (name, try #require(ZoneRules(name: name, tzif: Array(bytes))))
    }
    let week = SendWindow(
      days: Weekday.workingWeek, from: TimeOfDay(seconds: 9 * 3_600), until: TimeOfDay(seconds: 18 * 3_600),
      zone: .debtor)
    let standard = Policy(
      name: "standard",
      steps: [
        Step(name: "heads-up", at: Offset(.due, Span(-3, .workingDays)), tone: .courtesy),
        Step(name: "reminder", at: Offset(.due, Span(3, .workingDays)), tone: .reminder),
        Step(
          name: "second-reminder", at: Offset(.due, Span(14, .days)), tone: .reminder, gap: Span(7, .days),
          payWithin: Span(7, .days)),
        Step(
          name: "demand", at: Offset(.due, Span(30, .days)), tone: .demand, gap: Span(7, .days),
          payWithin: Span(14, .days), approval: .required),
      ], sendWindow: week)
    let wallet = Policy(
      name: "wallet",
      steps: [
        Step(name: "expires", at: Offset(.due, Span(-15, .minutes)), tone: .courtesy),
        Step(name: "expired", at: Offset(.due, Span(15, .minutes)), tone: .reminder),
      ])
    return Rulebook(
      creditors: try creditors.map { id in
        Creditor(
          id: id, name: "\(id) GmbH", address: ["Musterstraße 1", "10115 Berlin"], country: "DE",
          from: .init(name: nil, address: try EmailAddress(parsing: "buchhaltung@\(id).example")),
          iban: "DE89370400440532013000", language: "de", timeZone: "Europe/Berlin",
          policy: policy)
      }, policies: [standard, wallet], almanac: Almanac(zones: Dictionary(uniqueKeysWithValues: zones)),
      languages: ["de", "en", "zh-Hans"])
  }
}

/// Who may do what, which a test changes as a reload does.
final class RolesInForce: Sendable {
  private let storage: Mutex<Access?>

  init(_ access: Access? = nil) { storage = Mutex(access) }

  var access: Access? {
    get { storage.withLock { $0 } }
    set { storage.withLock { $0 = newValue } }
  }
}

/// Rules that a test can exchange.
final class RulesInForce: Sendable {
  let rulebook: Mutex<Rulebook>

  init(_ rulebook: Rulebook) { self.rulebook = Mutex(rulebook) }
}

/// A daemon whose answers the test decides.
struct TestOperations: DaemonOperations {
  let rules: RulesInForce
  let now: Instant
  let transport: StatusResponse.Transport
  let roles: RolesInForce
  let reloading: @Sendable () async throws -> ReloadResponse

  var access: Access? { roles.access }

  var rulebook: Rulebook { rules.rulebook.withLock { $0 } }

  var printSpool: StatusResponse.PrintSpool? { nil }
  func webhooks() -> [StatusResponse.Webhook] { [] }

  var mail: StatusResponse.Mail? { nil }
  var statements: StatusResponse.Statements? { nil }

  var configuration: StatusResponse.Configuration {
    .init(file: "/etc/dunningd/dunningd.yaml", loadedAt: "2026-11-23T08:00:00Z", lastError: nil)
  }

  func stranded() -> Stranded { Stranded() }

  func reload(accepting: Bool) async throws -> ReloadResponse { try await reloading() }

  func open(mail: [UInt8], keeping: Bool, by actor: Actor) -> MailResponse {
    MailResponse(
      file: nil, kind: "unknown", recipients: [], notice: nil, claims: [], mail: nil,
      action: "\(mail.count) bytes, \(keeping ? "kept" : "looked at")")
  }

  var invoices: StatusResponse.Invoices? { nil }

  func take(invoice: InvoiceBody, keeping: Bool, by actor: Actor) -> InvoiceResponse {
    InvoiceResponse(file: invoice.file, verdict: "enqueued", claim: "c1", reference: "R-1", because: [])
  }

  func take(statement: StatementUpload, keeping: Bool, by actor: Actor) -> StatementResponse {
    StatementResponse(file: statement.file, format: "\(statement.bytes.count) bytes", statements: [], entries: [])
  }

  func removeErasedCopies() -> [String] { ["n1.pdf is another letter"] }

  /// As a test has set it last; of all desks together.
  private static let level = Mutex<(level: Logger.Level, until: Instant?)>((.info, nil))

  var logLevel: (level: Logger.Level, until: Instant?) { Self.level.withLock { $0 } }

  func setLogLevel(_ level: Logger.Level, until: Instant?) { Self.level.withLock { $0 = (level, until) } }

  func settings() -> [SupportResponse.Setting] { [.init(key: "mode", value: "held", origin: "dunningd.yaml:1")] }

  func configurationFiles() -> [String] { ["/etc/hostname"] }

  func testMail(to: EmailAddress, creditor: String?) -> TestMailResponse {
    TestMailResponse(
      outcome: "accepted", from: "\(creditor ?? "acme")@acme.example", to: to.text, peer: "mx.example:25",
      reason: "250 ok", queueID: "4F1", dialogue: ["S: 220 mx.example"])
  }

  func examine() -> [DoctorResponse.Check] { [.init("docket", .ok, "0 claims")] }

  func preview(_ request: PreviewRequest) -> PreviewResponse {
    PreviewResponse(
      subject: "\(request.policy ?? "-") \(request.step ?? "-")", text: nil, html: nil, message: nil, letter: nil,
      findings: [])
  }
}

/// Gives a test an API over a docket of its own.
func withDesk<Result>(
  rulebook: Rulebook? = nil, now: Instant = Desk.now, openAPI: [UInt8]? = nil, access: Access? = nil,
  reload: @escaping @Sendable () async throws -> ReloadResponse = { .init(file: nil, warnings: [], moved: 0) },
  transport: StatusResponse.Transport = .init(kind: "maildir", healthy: true, lastError: nil),
  _ body: (Desk) async throws -> Result
) async throws -> Result {
  try await withDirectory { directory in
    let rulebook = try rulebook ?? .sample()
    let rules = RulesInForce(rulebook)
    let log = Log()
    let docket = try Docket(directory: directory, randomBytes: { Array(repeating: 1, count: $0) }, now: now)
    let roles = RolesInForce(access)
    let operations = TestOperations(
      rules: rules, now: now, transport: transport, roles: roles, reloading: reload)
    let desk = ControlDesk(
      docket: docket, operations: operations, startedAt: now.adding(seconds: -3_600), openAPI: openAPI,
      logger: log.logger)
    return try await body(
      Desk(
        docket: docket, rulebook: rulebook, rules: rules,
        responder: ControlResponder(desk: desk, timer: ContinuousClock()), log: log, roles: roles))
  }
}

extension Desk {
  /// Serves the API on a socket while `body` runs; it gets the path. Whoever connects is `peer`, or who they are.
  func serving<Result: Sendable>(
    as peer: PeerCredential? = nil, _ body: (String) async throws -> Result
  ) async throws -> Result {
    try await withDirectory { directory in
      let path = directory + "/s"
      var server = ControlServer(
        socket: try ControlSocket.bound(path: path), responder: responder,
        eventLoop: MultiThreadedEventLoopGroup.singleton.any(), logger: log.logger)
      if let peer { server.identify = { $0.eventLoop.makeSucceededFuture(peer) } }
      let services = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: log.logger))
      return try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await services.run() }
        let result = try await body(path)
        await services.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
      }
    }
  }

  /// Takes what is due at a moment, as the engine does, and writes each notice.
  @discardableResult
  func takeDue(at moment: Instant) async throws -> [DueNotice] {
    _ = try await docket.arm(by: .daemon, now: moment)
    let work = try await docket.takeDue(now: moment, limit: 100, rulebook: rulebook, transport: "maildir") { id, _, _ in
      "<\(id)@acme.example>"
    }
    guard case .notices(let notices) = work else { return [] }
    for notice in notices where notice.message == nil {
      let bytes = Array("Subject: \(notice.step.name)\r\n\r\nBitte zahlen.\r\n".utf8)
      let gate = try await docket.store(
        Parcel(message: bytes, letter: nil), for: notice, rulebook: rulebook, now: moment)
      try #require(gate == .open)
    }
    return notices
  }

  /// Ends the open attempt of a notice in this way.
  func end(_ notice: DueNotice, _ verdict: AttemptResult.Verdict, at moment: Instant) async throws {
    let attempt = try #require(notice.attempt)
    if verdict == .accepted || verdict == .inDoubt {
      let gate = try await docket.dotSent(notice, rulebook: rulebook, now: moment)
      try #require(gate == .open)
    }
    try await docket.record(
      AttemptResult(verdict: verdict, server: "mx.example", reply: "a word", dialogue: ["S: 220 mx", "C: QUIT"]),
      attempt: attempt, of: notice.id, rulebook: rulebook, now: moment)
  }
}

/// A moment written as RFC 3339.
func moment(_ text: String) throws -> Instant { try Instant(parsing: text) }
