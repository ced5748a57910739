import Dunning
import DunningAPI
import DunningControl
import DunningStore
import DunningTesting
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

@testable import DunningDesk

/// The desk over a docket of its own, with the control API behind it, without a socket.
struct DeskFixture: Sendable {
  let docket: DocketFixture
  let control: ControlResponder
  let house: TestHouse
  let sessions: Sessions
  let desk: DeskResponder

  static let clerk = DeskCaller(uid: 1_001, gid: 1_001, name: "clara")
  static let approver = DeskCaller(uid: 1_002, gid: 1_002, name: "petra")
  static let auditor = DeskCaller(uid: 1_003, gid: 1_003)
  static let stranger = DeskCaller(uid: 1_004, gid: 1_004)

  init(limits: DeskLimits = DeskLimits(), roles: Bool = true) throws {
    let rulebook = try Samples.rulebook(
      creditors: [Samples.creditor(policy: nil)],
      policies: [
        Samples.standard(window: Samples.allHours),
        Policy(
          name: "strict",
          steps: [
            Samples.step("demand", "due+1d", .demand, payWithin: "14d", approval: .required)
          ], sendWindow: Samples.allHours),
      ])
    docket = try DocketFixture(rulebook: rulebook)
    let logger = Logger(label: "desk") { _ in SwiftLogNoOpLogHandler() }
    var access = Access()
    access.grant(.clerk, toUser: Self.clerk.uid)
    access.grant(.approver, toUser: Self.approver.uid)
    access.grant(.auditor, toUser: Self.auditor.uid)
    let operations = TestOperations(
      rulebook: rulebook, clock: docket.clock, roles: RolesInForce(roles ? access : nil))
    control = ControlResponder(
      desk: ControlDesk(docket: docket.docket, operations: operations, startedAt: docket.now, logger: logger),
      timer: ContinuousClock())
    house = TestHouse(control: control, operations: operations, logger: logger)
    sessions = Sessions(limits: limits, randomBytes: RandomBytes().next)
    desk = DeskResponder(
      house: house, sessions: sessions, address: DeskAddress(port: 8377), limits: limits, logger: logger)
  }

  /// Enqueues a claim by the control API.
  @discardableResult
  func enqueue(_ changes: [String: String] = [:]) async throws -> ClaimResponse {
    var fields = [
      "creditor": "acme", "reference": "RE-1", "debtor": "Müller AG", "email": "rechnung@mueller.example",
      "amount": "1234.50", "currency": "EUR", "due": "2026-11-30", "policy": "standard",
    ]
    fields.merge(changes) { $1 }
    let head = HTTPRequest(method: .post, scheme: "http", authority: "d", path: "/v1/claims")
    let body = RequestBody(buffer: ByteBuffer(bytes: try WireCoding.encode(fields)))
    let response = await house.ask(Request(head: head, body: body), as: Self.clerk)
    let bytes = try await response.bytes()
    try #require(response.status == .created, "\(String(decoding: bytes, as: UTF8.self))")
    return try WireCoding.decode(ClaimResponse.self, from: bytes)
  }

  /// A claim as the control API tells it.
  func claim(_ name: String) async throws -> ClaimResponse {
    let head = HTTPRequest(method: .get, scheme: "http", authority: "d", path: "/v1/claims/\(name)")
    let response = await house.ask(
      Request(head: head, body: RequestBody(buffer: ByteBuffer())), as: Self.clerk)
    return try WireCoding.decode(ClaimDetail.self, from: try await response.bytes()).claim
  }

  /// What the control API answers a clerk.
  func get<Value: Decodable>(_ path: String) async throws -> Value {
    let head = HTTPRequest(method: .get, scheme: "http", authority: "d", path: path)
    let response = await house.ask(Request(head: head, body: RequestBody(buffer: ByteBuffer())), as: Self.clerk)
    return try WireCoding.decode(Value.self, from: try await response.bytes())
  }

  /// A browser in which somebody is signed in.
  func browser(_ caller: DeskCaller = clerk, language: String = "en") async throws -> Browser {
    let link = try #require(sessions.makeLink(for: caller, now: house.now))
    var browser = Browser(desk: desk, language: language)
    let page = try await browser.post("/open", ["link": link], withToken: false)
    try #require(page.status == 303)
    return browser
  }
}

/// Keeps a cookie and the token of the last page, as a browser does.
struct Browser: Sendable {
  struct Page: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// The values of the fields of this name.
    func values(_ name: String) -> [String] {
      text.matches(of: /name="([a-z_0-9]+)" value="([^"]*)"/).filter { $0.1 == name }.map { String($0.2) }
    }
  }

  let desk: DeskResponder
  var language = "en"
  var host = "127.0.0.1:8377"
  var cookie: String?
  var origin: String?
  private(set) var token: String?

  init(desk: DeskResponder, language: String = "en") { (self.desk, self.language) = (desk, language) }

  mutating func get(_ path: String) async throws -> Page {
    let page = try await send(.get, path, "", "")
    token = page.values("form_token").first ?? token
    return page
  }

  mutating func post(_ path: String, _ fields: [String: String] = [:], withToken: Bool = true) async throws -> Page {
    var fields = fields
    if withToken, fields["form_token"] == nil { fields["form_token"] = token }
    let body = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(Link.escaped($0.value))" }.joined(separator: "&")
    let page = try await send(.post, path, body, "application/x-www-form-urlencoded")
    token = page.values("form_token").first ?? token
    return page
  }

  mutating func upload(_ path: String, file: String, _ text: String) async throws -> Page {
    let body = """
      --xyz\r
      Content-Disposition: form-data; name="form_token"\r
      \r
      \(token ?? "")\r
      --xyz\r
      Content-Disposition: form-data; name="file"; filename="\(file)"\r
      Content-Type: text/plain\r
      \r
      \(text)\r
      --xyz--\r

      """
    return try await send(.post, path, body, "multipart/form-data; boundary=xyz")
  }

  mutating func send(_ method: HTTPRequest.Method, _ path: String, _ body: String, _ type: String) async throws -> Page
  {
    var headers: HTTPFields = [.acceptLanguage: language]
    if !type.isEmpty { headers[.contentType] = type }
    if let cookie { headers[.cookie] = cookie }
    if let origin { headers[.origin] = origin }
    let head = HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: headers)
    let response = await desk.respond(to: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))))
    if let set = response.headers[.setCookie] { cookie = String(set.prefix { $0 != ";" }) }
    return Page(
      status: response.status.code, headers: response.headers,
      text: String(decoding: try await response.bytes(), as: UTF8.self))
  }
}

/// The control API behind the desk.
struct TestHouse: DeskHouse {
  let control: ControlResponder
  let operations: TestOperations
  let logger: Logger

  func ask(_ request: Request, as caller: DeskCaller) async -> Response {
    let peer = PeerCredential(pid: 0, uid: caller.uid, gid: caller.gid, groups: caller.groups)
    return await control.respond(
      to: request, context: ControlContext(source: ControlContextSource(peer: peer, logger: logger)))
  }

  func standing(of caller: DeskCaller) -> DeskStanding {
    guard let access = operations.access else { return .everything }
    return access.role(user: caller.uid, groups: [caller.gid]).map { .role($0) } ?? .none
  }

  func role(for route: String) -> Role? { ControlResponder.role(for: route) }

  func statementMaps() -> [DeskMap] {
    [DeskMap(name: "dkb", title: "DKB, Umsatzliste"), DeskMap(name: "sparkasse", title: "Sparkasse, CSV-CAMT")]
  }

  func claimMaps() -> [DeskMap] { [DeskMap(name: "lexoffice", title: "Lexware Office")] }

  /// A table of cells between semicolons: of the columns of a claim file, or as the form says.
  func claimTable(_ question: DeskTableQuestion) throws -> DeskTable {
    let lines = String(decoding: question.bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    }
    guard let headings = lines.first, headings.count > 1 else {
      throw Problem(.invalidValue, detail: "it is empty", field: "file")
    }
    let known = Dictionary(uniqueKeysWithValues: headings.filter { ClaimField.places[$0] != nil }.map { ($0, $0) })
    let columns =
      question.columns
      ?? DeskColumns(headings: known, constants: [:], decimal: ".", days: "yyyy-mm-dd", isOpenBalance: false)
    let rows = lines.dropFirst().enumerated().map { place, cells in
      var fields = columns.constants
      for (field, heading) in columns.headings {
        guard let column = headings.firstIndex(of: heading), cells.indices.contains(column) else { continue }
        fields[field] = field == "amount" ? cells[column].replacing(",", with: ".") : cells[column]
      }
      return DeskTable.Row(line: place + 2, fields: fields, faults: [])
    }
    return DeskTable(
      headings: headings, examples: Array(lines.dropFirst().prefix(3)), map: nil, fitting: [], columns: columns,
      rows: rows, passedOver: 0)
  }

  var names: DeskNames {
    DeskNames(
      creditors: operations.rulebook.creditors.keys.sorted(), policies: operations.rulebook.policies.keys.sorted(),
      currencies: ["EUR"])
  }

  func name(ofUser uid: UInt32) -> String? { uid == DeskFixture.clerk.uid ? "clara" : nil }

  var now: Instant { operations.now }
}

/// Who may do what, which a test changes as a reload does.
final class RolesInForce: Sendable {
  private let storage: Mutex<Access?>

  init(_ access: Access?) { storage = Mutex(access) }

  var access: Access? {
    get { storage.withLock { $0 } }
    set { storage.withLock { $0 = newValue } }
  }
}

/// Other bytes each time, the same in every run.
final class RandomBytes: Sendable {
  private let count = Mutex(UInt64(0))

  func next(_ length: Int) -> [UInt8] {
    let start = count.withLock { count in
      count += 1
      return count
    }
    return (0..<length).map { UInt8(truncatingIfNeeded: start >> UInt64($0 % 8 * 8)) }
  }
}

/// The daemon as a whole, as far as the desk asks for it.
struct TestOperations: DaemonOperations {
  let rulebook: Rulebook
  let clock: ManualClock
  let roles: RolesInForce

  var now: Instant { clock.now }
  var access: Access? { roles.access }
  var transport: StatusResponse.Transport { .init(kind: "maildir", healthy: true, lastError: nil) }
  var printSpool: StatusResponse.PrintSpool? { nil }
  var mail: StatusResponse.Mail? {
    .init(path: "/mail", setAside: 0, notReadable: "cannot read /mail/.rejected/new: Input/output error")
  }
  var configuration: StatusResponse.Configuration {
    .init(file: "/etc/dunningd/dunningd.yaml", loadedAt: "2026-11-23T08:00:00Z", lastError: nil)
  }

  var invoices: StatusResponse.Invoices? { nil }
  var statements: StatusResponse.Statements? { nil }

  func stranded() -> Stranded { Stranded() }
  func webhooks() -> [StatusResponse.Webhook] { [] }
  func removeErasedCopies() -> [String] { [] }
  var logLevel: (level: Logger.Level, until: Instant?) { (.info, nil) }
  func setLogLevel(_ level: Logger.Level, until: Instant?) {}
  func settings() -> [SupportResponse.Setting] { [] }

  func configurationFiles() -> [String] { [] }
  func examine() -> [DoctorResponse.Check] { [] }

  func testMail(to: EmailAddress, creditor: String?) -> TestMailResponse {
    TestMailResponse(
      outcome: "accepted", from: "billing@acme.example", to: to.text, peer: "mx.example:25", reason: "250 ok",
      queueID: nil,
      dialogue: [])
  }

  func reload(accepting: Bool) -> ReloadResponse { .init(file: nil, warnings: [], moved: 0) }

  func open(mail: [UInt8], keeping: Bool, by actor: Actor) -> MailResponse {
    MailResponse(file: nil, kind: "unknown", recipients: [], notice: nil, claims: [], mail: nil, action: "")
  }

  func take(invoice: InvoiceBody, keeping: Bool, by actor: Actor) -> InvoiceResponse {
    InvoiceResponse(file: invoice.file, verdict: "enqueued", claim: "c1", reference: "RE-1", because: [])
  }

  func take(statement: StatementUpload, keeping: Bool, by actor: Actor) throws -> StatementResponse {
    // Tables of the file's name need the map of that name; one named `bank` is read by each.
    if statement.file.hasSuffix(".csv") {
      guard let map = statement.map else {
        throw Problem(.invalidValue, detail: "this is a table (CSV): name the map that reads it with --map")
      }
      guard statement.file == "\(map).csv" || statement.file == "bank.csv" else {
        throw Problem(.invalidValue, detail: "its headings are not those of \(map)")
      }
    }
    return StatementResponse(
      file: statement.file, format: "camt",
      statements: [
        .init(
          account: "DE89370400440532013000", known: true, currency: "EUR", from: "2026-11-20", until: "2026-11-20",
          addsUp: true, entries: 1, new: 1, gap: nil)
      ],
      entries: [
        TakenPart(
          file: statement.file, entry: 1, part: 0, payment: keeping ? "p1" : nil, verdict: "booked", amount: "1234.50",
          currency: "EUR", allocations: [.init(claim: "c1", reference: "RE-1", amount: "1234.50", kind: "payment")],
          unallocated: "0.00", candidates: [], because: ["RE-1 stands in it"])
      ])
  }

  func preview(_ request: PreviewRequest) -> PreviewResponse {
    PreviewResponse(
      subject: "Erinnerung", text: "Bitte zahlen Sie <b>\(request.claim ?? request.new?.reference ?? "")</b>.",
      html: nil, message: "TQ==",
      letter: "JVBERi0xLjc=", findings: [.init(rule: "figure", message: "the sum is said twice")])
  }
}

extension Response {
  func bytes() async throws -> [UInt8] {
    let sink = Sink()
    try await body.write(sink.writer)
    return sink.bytes
  }
}

private final class Sink: Sendable {
  private let storage = Mutex<[UInt8]>([])
  var bytes: [UInt8] { storage.withLock { $0 } }
  var writer: Writer { Writer(sink: self) }

  struct Writer: ResponseBodyWriter {
    let sink: Sink
    mutating func write(_ buffer: ByteBuffer) async throws { sink.storage.withLock { $0 += buffer.readableBytesView } }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
