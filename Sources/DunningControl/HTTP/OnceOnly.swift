import Crypto
import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Carries out a request that names an `Idempotency-Key` once, and answers it for a day as it was answered then.
///
/// - Source: draft-ietf-httpapi-idempotency-key-header.
///
/// The docket notes the key in the transaction that changes something, so that a request which was cut off is not carried
/// out again; the answer is kept behind it. What is known by its own content, such as a batch of claims, needs no key.
final class OnceOnly: RouterMiddleware {
  private let desk: ControlDesk
  private let underWay = Mutex<Set<KeyedRequest>>([])

  init(desk: ControlDesk) { self.desk = desk }

  /// Sent twice they do no harm by themselves: claims are known by their references, mails and files by their content, and
  /// a preview keeps nothing.
  static let knownByContent: Set<String> = [
    "POST /v1/claims/batch", "POST /v1/mail", "POST /v1/claims/{claim}/attachments", "POST /v1/preview",
    "POST /v1/statements",
    // A link works once by itself, and is written down nowhere.
    "POST /v1/page", "POST /v1/page/close",
  ]

  func handle(
    _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
  ) async throws -> Response {
    guard request.method == .post, let name = HTTPField.Name("Idempotency-Key"), let field = request.headers[name],
      !Self.knownByContent.contains(request.route(context)), try !request.isOfDryRun
    else { return try await next(request, context) }
    var request = request
    let body = try await request.body()
    request.body = RequestBody(buffer: ByteBuffer(bytes: body))
    let keyed = KeyedRequest(
      caller: context.peer.uid, key: try Self.key(field), fingerprint: request.fingerprint(body))
    guard begin(keyed) else { throw Self.isUnderWay }
    defer { end(keyed) }
    if let known = try await desk.docket.known(keyed, now: desk.now()) { return try known.response() }
    return try await carryOut(keyed) { try await next(request, context) }
  }

  private func carryOut(_ keyed: KeyedRequest, _ next: () async throws -> Response) async throws -> Response {
    do {
      let response = try await KeyedRequest.$current.withValue(keyed, operation: next)
      guard response.status.kind == .successful else {
        try await desk.docket.forget(keyed, now: desk.now())
        return response
      }
      return try await keep(response, of: keyed)
    } catch {
      // A fault of the daemon may have come after a part of it was done: then its key stays taken.
      if let status = Problem(error)?.status, status < 500 { try await desk.docket.forget(keyed, now: desk.now()) }
      throw error
    }
  }

  private func keep(_ response: Response, of keyed: KeyedRequest) async throws -> Response {
    let taken = Taken()
    try await response.body.write(TakingWriter(taken: taken))
    let bytes = taken.bytes.withLock { $0 }
    try await desk.docket.keep(
      KeyedRequest.Answer(status: response.status.code, etag: response.headers[.eTag], body: bytes), of: keyed,
      now: desk.now())
    return Response(
      status: response.status, headers: response.headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Of two that come at once the second is told to come again.
  private func begin(_ keyed: KeyedRequest) -> Bool {
    underWay.withLock { requests in
      guard !requests.contains(where: { $0.caller == keyed.caller && $0.key == keyed.key }) else { return false }
      return requests.insert(keyed).inserted
    }
  }

  private func end(_ keyed: KeyedRequest) { underWay.withLock { _ = $0.remove(keyed) } }

  /// A structured field has its text in quotes, and many clients leave them out.
  private static func key(_ field: String) throws(Problem) -> String {
    let isQuoted = field.count > 1 && field.first == "\"" && field.last == "\""
    let key = isQuoted ? String(field.dropFirst().dropLast()) : field
    guard (1...keyBytesMax).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(
        .invalidValue, detail: "the Idempotency-Key is not one", field: "Idempotency-Key",
        hint: "use 1 to \(keyBytesMax) visible ASCII characters, for example a random UUID")
    }
    return key
  }

  private static let keyBytesMax = 255

  private static let isUnderWay = Problem(
    .conflict, detail: "a request with this Idempotency-Key is being carried out", field: "Idempotency-Key",
    hint: "try again in a moment")
}

extension Request {
  /// All that is asked for, in 32 bytes.
  fileprivate func fingerprint(_ body: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    for part in [method.rawValue, uri.string, headers[.ifMatch] ?? ""] {
      hash.update(data: Array("\(part.utf8.count):\(part)".utf8))
    }
    hash.update(data: body)
    return Array(hash.finalize())
  }

  /// What only looks is looked at again each time.
  fileprivate var isOfDryRun: Bool { get throws { try isDryRun } }
}

extension KeyedRequest.Known {
  fileprivate func response() throws(Problem) -> Response {
    switch self {
    case .answered(let answer):
      var headers: HTTPFields = [.contentType: "application/json"]
      // Tells a client that the answer was given before.
      if let name = HTTPField.Name("Idempotent-Replayed") { headers[name] = "true" }
      headers[.eTag] = answer.etag
      return Response(
        status: .init(code: answer.status), headers: headers,
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    case .ofAnother:
      throw Problem(
        .keyReused, detail: "this Idempotency-Key stands for another request", field: "Idempotency-Key",
        hint: "each request needs a key of its own; a key is remembered for a day")
    case .carriedOut(let moment):
      throw Problem(
        .conflict,
        detail: "this request was carried out at \(moment.rfc3339(offsetSeconds: 0)), and its answer is not kept",
        field: "Idempotency-Key", hint: "it is not done twice; look at what it was about")
    }
  }
}

/// The bytes of an answer.
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
