import DunningAPI
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// One request of somebody who is at the desk, with all that a page needs.
struct Visit: Sendable {
  let desk: DeskRooms
  /// The token of the session.
  let token: String
  let session: Sessions.Session
  let standing: DeskStanding
  let words: Words
  /// The path that was asked for, as it stands in the request.
  let path: String
  let query: Form
  /// What a form sent; empty of a GET.
  let form: Form

  /// Whether the caller may use a route of the control API, such as `POST /v1/hold`.
  func may(_ route: String) -> Bool { standing.allows(desk.house.role(for: route)) }
}

/// What all requests have in common.
struct DeskRooms: Sendable {
  let house: any DeskHouse
  let sessions: Sessions
  let address: DeskAddress
  let limits: DeskLimits
}

extension Visit {
  /// Asks the control API for a value.
  ///
  /// - Parameter path: with its query, escaped.
  /// - Throws: ``Problem``, or `DecodingError` when the house answers what it never does.
  func get<Value: Decodable>(_ type: Value.Type, _ path: String) async throws -> Value {
    try WireCoding.decode(type, from: try await bytes(of: try await answer(.get, path)))
  }

  func get<Value: Decodable>(_ path: String) async throws -> Value { try await get(Value.self, path) }

  /// The same; nil when there is no such thing.
  func find<Value: Decodable>(_ type: Value.Type, _ path: String) async throws -> Value? {
    do {
      return try await get(type, path)
    } catch let problem as Problem where problem.status == 404 {
      return nil
    }
  }

  /// Sends what is to be done.
  ///
  /// - Parameters:
  ///   - body: a file or JSON; empty where the route takes none.
  ///   - once: a key under which the request is carried out once only.
  /// - Throws: ``Problem``.
  func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], once: String? = nil
  ) async throws -> [UInt8] {
    var headers: HTTPFields = [:]
    if let once, let name = HTTPField.Name("Idempotency-Key") { headers[name] = once }
    return try await bytes(of: try await answer(method, path, body, headers))
  }

  /// Passes on what the control API answers: letters, messages, books.
  ///
  /// - Throws: ``Problem``.
  func pass(_ path: String) async throws -> Response { try await answer(.get, path) }

  private func answer(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [], _ headers: HTTPFields = [:]
  ) async throws -> Response {
    let head = HTTPRequest(method: method, scheme: "http", authority: "desk", path: path, headerFields: headers)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let response = await desk.house.ask(request, as: session.caller)
    guard response.status.kind == .successful else {
      throw try WireCoding.decode(Problem.self, from: try await bytes(of: response))
    }
    return response
  }

  private func bytes(of response: Response) async throws -> [UInt8] {
    let taken = Taken()
    try await response.body.write(TakingWriter(taken: taken))
    return taken.bytes.withLock { $0 }
  }
}

private final class Taken: Sendable {
  let bytes = Mutex<[UInt8]>([])
}

private struct TakingWriter: ResponseBodyWriter {
  let taken: Taken

  mutating func write(_ buffer: ByteBuffer) async throws {
    taken.bytes.withLock { $0 += buffer.readableBytesView }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension Visit {
  /// The bytes of what the control API answers.
  func bytes(_ path: String) async throws -> [UInt8] { try await bytes(of: try await answer(.get, path)) }
}
