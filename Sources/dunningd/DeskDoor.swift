import Dunning
import DunningAPI
import DunningConfiguration
import DunningControl
import DunningDesk
import DunningMailroom
import Glibc
import HummingbirdCore
import Logging
import NIOPosix
import Systemd

/// The way into the desk, where there is one: its socket, its address, and who is there.
struct DeskDoor: Sendable {
  let socket: ControlSocket
  let address: DeskAddress
  let sessions: Sessions
  private let clock: any WallClock

  /// The socket that systemd handed over by the name `desk`, else the one that the configuration asks for; nil for none.
  ///
  /// - Throws: ``ControlSocketError``.
  static func atStart(_ place: DeskPlace?, _ outside: Outside) throws -> DeskDoor? {
    guard let socket = try socket(place, outside) else { return nil }
    guard let address = address(of: socket, place) else { throw ControlSocketError.deskWithoutAddress }
    outside.logger.notice("the desk is open", metadata: ["event": "desk", "address": "\(address.origin)"])
    return DeskDoor(
      socket: socket, address: address, sessions: Sessions(randomBytes: outside.randomBytes), clock: outside.clock)
  }

  /// Makes a link for a caller.
  ///
  /// - Throws: ``Problem`` `too-much-at-once`.
  func open(for peer: PeerCredential, zone: ZoneRules) throws -> PageResponse {
    let now = clock.now
    guard let token = sessions.makeLink(for: DeskCaller(peer), now: now) else {
      throw Problem(.tooMuchAtOnce, detail: "too many links wait to be used", hint: "use one, or wait a minute")
    }
    return PageResponse(
      url: "\(address.origin)/open/\(token)", until: zone.rfc3339(now.adding(seconds: DeskLimits().linkSeconds)))
  }

  /// Ends the sessions of a caller.
  func close(of peer: PeerCredential) -> PageClosedResponse {
    PageClosedResponse(sessions: sessions.endAll(of: peer.uid, now: clock.now))
  }

  private static func socket(_ place: DeskPlace?, _ outside: Outside) throws -> ControlSocket? {
    if let listener = outside.listeners.first(where: { $0.name == Self.listenerName }) {
      return try ControlSocket.adoptedForDesk(listener.descriptor)
    }
    switch place?.listen {
    case .port(let address, let number)?: return try ControlSocket.loopback(address, port: number)
    case .path(let path)?: return try ControlSocket.bound(path: path)
    case nil: return nil
    }
  }

  private static func address(of socket: ControlSocket, _ place: DeskPlace?) -> DeskAddress? {
    if let url = place?.url { return DeskAddress(url: url) }
    return socket.port.map { DeskAddress(port: Int($0)) }
  }

  /// FileDescriptorName= of dunningd-desk.socket.
  static let listenerName = "desk"
}

/// The control API for the desk, in the same process.
struct House: DeskHouse {
  let responder: ControlResponder
  let operations: any DaemonOperations
  /// Where maps lie: a firm's own first, then the vendor's.
  let directories: [String]
  /// What reads tables of claims.
  let claimReader: any ClaimTableReader
  let logger: Logger

  func statementMaps() throws -> [DeskMap] { try StatementMaps.all(directories) }

  func claimMaps() throws -> [DeskMap] { try ClaimMaps.all(directories) }

  func claimTable(_ question: DeskTableQuestion) async throws -> DeskTable {
    try DeskTable(
      await claimReader.read(ClaimTableQuestion(question, maps: try ClaimMaps.texts(directories))), of: question.name)
  }

  var names: DeskNames { DeskNames(operations.rulebook) }

  func name(ofUser uid: UInt32) -> String? { DeskCaller.name(of: uid) }

  func ask(_ request: Request, as caller: DeskCaller) async -> Response {
    await responder.respond(
      to: request, context: ControlContext(source: ControlContextSource(peer: caller.peer, logger: logger)))
  }

  func standing(of caller: DeskCaller) -> DeskStanding {
    guard let access = operations.access else { return .everything }
    return access.role(of: caller.peer).map { .role($0) } ?? .none
  }

  func role(for route: String) -> Role? { ControlResponder.role(for: route) }

  var now: Instant { operations.now }
}

extension DeskCaller {
  init(_ peer: PeerCredential) {
    self.init(uid: peer.uid, gid: peer.gid, groups: peer.groups, name: Self.name(of: peer.uid))
  }

  /// No process of the caller's asks: the number of one says nothing.
  var peer: PeerCredential { PeerCredential(pid: 0, uid: uid, gid: gid, groups: groups) }

  fileprivate static func name(of uid: UInt32) -> String? {
    var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
    var buffer = [CChar](repeating: 0, count: 1 << 14)
    guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return entry.pw_name.map { String(cString: $0) }
  }
}

extension ControlServer {
  /// Serves the desk, with the manners of the control socket.
  init(_ door: DeskDoor, _ house: House, _ outside: Outside) {
    let responder = DeskResponder(house: house, sessions: door.sessions, address: door.address, logger: outside.logger)
    // Who is at the other end is said by the session: behind a proxy all come from one process.
    let nobody = PeerCredential(pid: 0, uid: .max, gid: .max)
    self.init(
      socket: door.socket, eventLoop: MultiThreadedEventLoopGroup.singleton.next(), logger: outside.logger,
      peer: nobody, respond: { request, _, _ in await responder.respond(to: request) })
  }
}
