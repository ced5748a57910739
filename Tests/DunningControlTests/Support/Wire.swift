import DunningAPI
import Hummingbird
import NIOCore

@testable import DunningControl

/// The problem in an answer.
func problem(_ answer: UnixClient.Answer) throws -> Problem {
  try WireCoding.decode(Problem.self, from: answer.body.utf8)
}

/// A route that sends back what it got.
@Sendable func echo(_ router: Router<ControlContext>) {
  router.post("/v1/echo") { request, _ in
    Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: try await request.body())))
  }
}
