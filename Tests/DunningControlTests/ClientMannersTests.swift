import DunningAPI
import Foundation
import Hummingbird
import Testing

@testable import DunningControl

@Suite("clients with manners of their own")
struct ClientMannersTests {
  /// Nothing but the version of the request may end a connection.
  private static let patient: ControlLimits = {
    var limits = ControlLimits()
    limits.headTimeout = .seconds(600)
    return limits
  }()

  @Test("HTTP/1.0 ends the connection with the answer, unless it is asked to keep it")
  func oldClient() async throws {
    try await withServer(limits: Self.patient) { path, _ in
      try await blocking {
        let old = try UnixClient(path)
        try old.send("GET /v1/ping HTTP/1.0\r\n\r\n")
        #expect(try old.receiveUntilClosed().hasSuffix("pong"))
        let keeping = try UnixClient(path)
        for _ in 1...2 {
          try keeping.send("GET /v1/ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
          #expect(try keeping.answer().body == "pong")
        }
      }
    }
  }

  @Test("HTTP/1.0 gets a refusal, and the end, as well")
  func oldRefusal() async throws {
    try await withServer(limits: Self.patient) { path, _ in
      try await blocking {
        let old = try UnixClient(path)
        try old.send("GET /v1/nothing HTTP/1.0\r\n\r\n")
        #expect(try old.receiveUntilClosed().contains("no-such-route"))
      }
    }
  }

  @Test("a body that is packed is refused by what it is", arguments: ["gzip", "deflate", "br", "gzip, identity"])
  func packed(encoding: String) async throws {
    try await withServer(routes: echo) { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send(
          "POST /v1/echo HTTP/1.1\r\nHost: d\r\nContent-Encoding: \(encoding)\r\nContent-Length: 4\r\n\r\n")
        try client.send([0x1F, 0x8B, 0x08, 0x00])
        let answer = try client.answer()
        #expect(answer.status == 415 && answer.headers["accept-encoding"] == "identity")
        let problem = try problem(answer)
        #expect(problem.code == "unsupported-encoding" && problem.detail.contains("packed"))
      }
    }
  }

  @Test("a body that says that it is not packed is taken")
  func plain() async throws {
    try await withServer(routes: echo) { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send(
          "POST /v1/echo HTTP/1.1\r\nHost: d\r\nContent-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc")
        #expect(try client.answer().body == "abc")
      }
    }
  }

  @Test("JSON may begin with the mark of its byte order")
  func byteOrderMark() throws {
    struct Body: Decodable { var reason: String }
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(#"{"reason":"x"}"#.utf8)
    #expect(try StrictJSON.decode(Body.self, from: bytes, knownFields: ["reason"]).reason == "x")
    // Once, and nowhere else.
    #expect(throws: Problem.self) {
      try StrictJSON.decode(Body.self, from: [0xEF, 0xBB, 0xBF] + bytes, knownFields: ["reason"])
    }
  }
}
