import Dunning
import DunningAPI
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("the explanation of a claim", .serialized)
struct RouteTestsExplain {
  @Test("it names the step that is planned, every gate, and the ladder")
  func explain() async throws {
    try await withDesk { desk in
      let claim = try await desk.enqueue(["reference": "RE/1"])
      let reply = try await desk.call(.get, "/v1/claims/RE%2F1/explain")
      let explanation = try reply.decoded(ExplanationResponse.self)
      #expect(explanation.claim == claim.id && explanation.reference == "RE/1" && explanation.state == "open")
      #expect(explanation.next == claim.next && claim.next != nil)
      #expect(explanation.gates.first?.gate == "mode")
      #expect(explanation.ladder.map(\.state) == ["next", "ahead", "ahead", "ahead"])
      #expect(explanation.sentences.contains { $0.hasPrefix("Next comes heads-up on ") })
    }
  }

  @Test("what somebody said about it is a gate, and nothing is planned while it holds")
  func paused() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "/v1/claims/c1/pause", #"{"reason":"on holiday"}"#)
      let explanation = try await desk.call(.get, "/v1/claims/c1/explain").decoded(ExplanationResponse.self)
      let gate = try #require(explanation.gates.first { $0.gate == "state" })
      #expect(gate.holds && gate.because.hasSuffix("on holiday") && explanation.next == nil)
    }
  }

  @Test("a claim that is not there is not explained")
  func unknown() async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.get, "/v1/claims/c9/explain")
      #expect(reply.status == 404)
    }
  }
}
