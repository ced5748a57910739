import DunningAPI
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import DunningControl

@Suite("how much is read at one time")
struct BodyRoomTests {
  /// A request with a body that is said to have so many bytes; nil: it comes in pieces.
  private func request(_ bytes: Int?) -> Request {
    var head = HTTPRequest(method: .post, scheme: "http", authority: "d", path: "/v1/mail")
    if let bytes {
      head.headerFields[.contentLength] = "\(bytes)"
    } else {
      head.headerFields[.transferEncoding] = "chunked"
    }
    return Request(head: head, body: .init(buffer: ByteBuffer()))
  }

  @Test("large bodies share a bound, small ones pass, and what is answered makes room")
  func room() async throws {
    try await withDesk { desk in
      let room = BodyRoom(bytesMax: 2 << 20)
      let peer = PeerCredential(pid: 1, uid: 1_000, gid: 1_000)
      let context = ControlContext(source: ControlContextSource(peer: peer, logger: desk.log.logger))
      let answer: @Sendable (Request, ControlContext) async throws -> Response = { _, _ in Response(status: .ok) }
      for _ in 1...3 {
        let outer = try await room.handle(request(1 << 20), context: context) { _, _ in
          // Half of it is taken: one more fits, but not with what comes in pieces.
          _ = try await room.handle(request(1 << 20), context: context) { _, _ in
            let problem = await #expect(throws: Problem.self) {
              try await room.handle(request(nil), context: context, next: answer)
            }
            #expect(problem?.code == "too-much-at-once" && problem?.status == 503)
            return try await room.handle(request(1_000), context: context, next: answer)
          }
          return Response(status: .ok)
        }
        #expect(outer.status == .ok)
      }
    }
  }
}
