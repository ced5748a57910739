import Foundation
import Glibc
import Hummingbird
import Logging
import NIOPosix
import ServiceLifecycle

@testable import DunningControl

/// A new directory for one test, with a name that is short enough for a socket; removed at the end.
func withDirectory<T>(_ body: (String) async throws -> T) async throws -> T {
  var template = Array("/tmp/dunning-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw UnixClient.Failure(errno: errno) }
  let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { try? FileManager.default.removeItem(atPath: directory) }
  return try await body(directory)
}

/// A log that tests can read.
final class Log: Sendable {
  private let lines = NIOLockedLines()

  var logger: Logger { Logger(label: "test") { _ in Handler(lines: self.lines) } }

  var text: [String] { lines.all }

  private struct Handler: LogHandler {
    let lines: NIOLockedLines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
    func log(event: LogEvent) { lines.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
  }
}

final class NIOLockedLines: @unchecked Sendable {
  // @unchecked: `lines` is only touched under `lock`.
  private let lock = NSLock()
  private var lines: [String] = []
  var all: [String] { lock.withLock { lines } }
  func append(_ line: String) { lock.withLock { lines.append(line) } }
}

/// Serves `routes` on `socket` while `body` runs, then shuts down gracefully as the daemon does.
func withServer<T: Sendable>(
  on socket: ControlSocket, limits: ControlLimits = ControlLimits(), log: Log = Log(),
  routes: @Sendable (Router<ControlContext>) -> Void = { $0.get("/v1/ping") { _, _ in "pong" } },
  _ body: (ServiceGroup) async throws -> T
) async throws -> T {
  let server = ControlServer(
    socket: socket, responder: ControlResponder(routes), limits: limits,
    eventLoop: MultiThreadedEventLoopGroup.singleton.any(), logger: log.logger)
  let services = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: log.logger))
  return try await withThrowingTaskGroup { tasks in
    tasks.addTask { try await services.run() }
    let result = try await body(services)
    await services.triggerGracefulShutdown()
    try await tasks.waitForAll()
    return result
  }
}

/// The same on a socket of its own; `body` gets its path.
func withServer<T: Sendable>(
  limits: ControlLimits = ControlLimits(), log: Log = Log(),
  routes: @Sendable (Router<ControlContext>) -> Void = { $0.get("/v1/ping") { _, _ in "pong" } },
  _ body: (String, ServiceGroup) async throws -> T
) async throws -> T {
  try await withDirectory { directory in
    let path = directory + "/s"
    let socket = try ControlSocket.bound(path: path)
    return try await withServer(on: socket, limits: limits, log: log, routes: routes) { try await body(path, $0) }
  }
}
