import Dunning
import DunningAPI
import DunningEngine
import DunningStore
import DunningTesting

@testable import dunningd

/// A daemon that runs, as its socket, its clock and its mail show it.
struct RunningDaemon: Sendable {
  let world: World
  let daemon: Daemon

  private var clock: ManualClock { world.clock }

  // MARK: - Time

  /// Lets time pass, from one alarm that the daemon has set to the next, and waits each time until it sleeps again.
  func advance(to moment: String) async throws { try await advance(to: try Samples.moment(moment)) }

  func advance(by duration: Duration) async throws {
    try await advance(to: clock.now.adding(milliseconds: Int64(duration / .milliseconds(1))))
  }

  func advance(to moment: Instant) async throws { try await simulation.advance(to: moment) }

  /// Sets the clock, as an administrator or a time server would.
  func step(by duration: Duration) async throws {
    clock.step(by: duration)
    try await settle()
  }

  func settle() async throws { try await simulation.settle() }

  func until(_ isSo: @escaping @Sendable () async throws -> Bool) async throws { try await simulation.until(isSo) }

  private var simulation: Simulation {
    Simulation(
      docket: daemon.docket, clock: clock, transport: world.transport,
      pausedUntil: { [daemon] in daemon.health.current.pausedUntil },
      rulebook: { [daemon] in daemon.rules.value.rulebook })
  }

  // MARK: - The socket

  private var client: SocketClient { SocketClient(path: world.folder.path + "/s") }

  func get<T: Decodable>(_ target: String, as type: T.Type = T.self) async throws -> T {
    try await client.request("GET", target).decoded()
  }

  func text(_ target: String) async throws -> String { try await client.request("GET", target).text }

  @discardableResult
  func post(_ target: String, _ body: (any Encodable)? = nil) async throws -> SocketClient.Answer {
    try await client.request("POST", target, body: try body.map { try WireCoding.encode($0) } ?? [])
  }

  @discardableResult
  func patch(_ target: String, _ body: any Encodable) async throws -> SocketClient.Answer {
    try await client.request("PATCH", target, body: try WireCoding.encode(body))
  }

  func postLines(_ target: String, _ lines: [any Encodable]) async throws -> SocketClient.Answer {
    let body = try lines.flatMap { try WireCoding.encode($0) + [UInt8(ascii: "\n")] }
    return try await client.request("POST", target, body: body)
  }

  /// Enqueues a claim and answers it as the socket does.
  @discardableResult
  func enqueue(_ request: ClaimRequest) async throws -> ClaimResponse {
    let answer = try await post("/v1/claims", request)
    guard answer.status == 201 else { throw Refused(answer: answer.text) }
    return try answer.decoded()
  }

  /// Approves what is kept of a notice, as whoever has looked at it.
  @discardableResult
  func approve(_ notice: String) async throws -> SocketClient.Answer {
    let detail: NoticeDetail = try await get("/v1/notices/\(notice)")
    let body = NoticeActionRequest(sha256: (detail.message ?? detail.letter)?.sha256)
    return try await post("/v1/notices/\(notice)/approve", body)
  }

  struct Refused: Error {
    let answer: String
  }

  func claim(_ name: String) async throws -> ClaimDetail { try await get("/v1/claims/\(name)") }

  func status() async throws -> StatusResponse { try await get("/v1/status") }

  // MARK: - The mail

  /// What arrived, as `moment claim step`, in order of time.
  func arrived() async throws -> [String] {
    var notices: [String: Notice] = [:]
    for notice in try await daemon.docket.notices() { notices[notice.id.description] = notice }
    let lines = world.transport.arrived.map { handover in
      let notice = handover.header("X-Dunning-Notice").flatMap { notices[$0] }
      let claims = notice?.references.joined(separator: "+") ?? "?"
      return (at: handover.at, text: "\(world.local(handover.at)) \(claims) \(notice?.step ?? "?")")
    }
    // What leaves at the same moment leaves side by side.
    return lines.sorted { ($0.at, $0.text) < ($1.at, $1.text) }.map(\.text)
  }
}

extension World {
  /// A moment as the clock on a wall in Berlin shows it: `Mon 2026-11-23 09:00`.
  func local(_ moment: Instant) -> String {
    let zone = Samples.almanac.zone("Europe/Berlin") ?? .utc
    let date = zone.date(at: moment)
    return "\(date.weekday.rawValue) \(date.iso) \(zone.timeOfDay(at: moment).text)"
  }
}
