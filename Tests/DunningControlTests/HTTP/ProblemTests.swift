import DunningAPI
import Foundation
import Hummingbird
import Testing

@testable import DunningControl

@Suite("problems")
struct ProblemTests {
  private struct Claim: Codable, Equatable {
    let reference: String
    let amount: String
    let days: Int?
    let debtor: Debtor?
    struct Debtor: Codable, Equatable {
      let emailAddress: String
      enum CodingKeys: String, CodingKey { case emailAddress = "email_address" }
    }
    static let knownFields = ["reference", "amount", "days", "debtor", "debtor.email_address"]
  }

  private struct Secret: Error {}

  @Sendable private static func routes(_ router: Router<ControlContext>) {
    router.post("/v1/claims") { request, _ in
      try Response.json(try await request.json(Claim.self, knownFields: Claim.knownFields), status: .created)
    }
    router.get("/v1/claims/{id}") { _, context in try context.parameters.require("id") }
    router.get("/v1/plan") { _, _ -> String in throw Secret() }
    router.get("/v1/stop") { _, _ -> String in throw CancellationError() }
  }

  private func answer(_ method: String, _ target: String, body: String? = nil) async throws -> UnixClient.Answer {
    try await withServer(routes: Self.routes) { path, _ in
      try await blocking { try UnixClient(path).request(method, target, body: body) }
    }
  }

  @Test("a good request is answered")
  func good() async throws {
    let answer = try await answer("POST", "/v1/claims", body: #"{"reference":"a/1","amount":"1.50"}"#)
    #expect(answer.status == 201)
    #expect(answer.headers["content-type"] == "application/json")
    #expect(answer.body == #"{"amount":"1.50","reference":"a/1"}"#)
  }

  @Test(
    "each mistake in a body has its problem",
    arguments: [
      (#"{"reference":"a","amount":"1"#, Problem(.malformedJSON, detail: "line 1, column 29: the string has no end")),
      (
        "{\n \"reference\" \"a\"}",
        Problem(.malformedJSON, detail: "line 2, column 14: expected a colon after the member name")
      ),
      (
        #"{"reference":"a","amuont":"1"}"#,
        Problem(
          .unknownField, detail: #"the field "amuont" is unknown"#, field: "amuont",
          hint: #"did you mean "amount"?"#)
      ),
      (
        #"{"reference":"a","amount":"1","debtor":{"email":"x"}}"#,
        Problem(.unknownField, detail: #"the field "debtor.email" is unknown"#, field: "debtor.email")
      ),
      (
        #"{"reference":"a","amount":1.50}"#,
        Problem(
          .wrongType, detail: #"the field "amount" must be a string"#, field: "amount",
          hint: #"put the number in quotes, such as "1234.56""#)
      ),
      (
        #"{"reference":"a","amount":"1","days":"3"}"#,
        Problem(.wrongType, detail: #"the field "days" must be a whole number"#, field: "days")
      ),
      (
        #"{"reference":"a","amount":"1","debtor":[]}"#,
        Problem(.wrongType, detail: #"the field "debtor" must be an object"#, field: "debtor")
      ),
      (
        #"{"reference":null,"amount":"1"}"#,
        Problem(.wrongType, detail: #"the field "reference" must be a string"#, field: "reference")
      ),
      ("[]", Problem(.wrongType, detail: "the body must be an object")),
      (
        #"{"reference":"a"}"#, Problem(.missingField, detail: #"the field "amount" is missing"#, field: "amount")
      ),
      (
        #"{"reference":"a","amount":"1","debtor":{}}"#,
        Problem(
          .missingField, detail: #"the field "debtor.email_address" is missing"#, field: "debtor.email_address")
      ),
      (
        #"{"reference":"a","amount":"1","amount":"2"}"#,
        Problem(.duplicateField, detail: #"the field "amount" is given twice"#, field: "amount")
      ),
      (
        String(repeating: "[", count: 40), Problem(.tooDeep, detail: "the JSON is nested more than 32 levels deep")
      ),
    ])
  func body(_ body: String, _ expected: Problem) async throws {
    let answer = try await answer("POST", "/v1/claims", body: body)
    #expect(answer.status == expected.status)
    #expect(answer.headers["content-type"] == "application/problem+json")
    #expect(try problem(answer) == expected)
  }

  @Test("a wrong path is a 404 that names the nearest routes")
  func notFound() async throws {
    let answer = try await answer("GET", "/v1/claim")
    #expect(answer.status == 404)
    #expect(
      try problem(answer)
        == Problem(.noSuchRoute, detail: "there is no route /v1/claim", hint: "did you mean /v1/claims or /v1/plan?"))
  }

  @Test("a wrong method is a 405 that names the right ones")
  func wrongMethod() async throws {
    let answer = try await answer("DELETE", "/v1/claims/7")
    #expect(answer.status == 405)
    #expect(answer.headers["allow"] == "GET, HEAD, OPTIONS")
    #expect(
      try problem(answer)
        == Problem(
          .methodNotAllowed, detail: "/v1/claims/7 does not know DELETE", hint: "use GET, HEAD, OPTIONS"))
  }

  @Test("OPTIONS lists the methods and HEAD has no body")
  func optionsAndHead() async throws {
    let options = try await answer("OPTIONS", "/v1/claims")
    #expect(options.status == 200)
    #expect(options.headers["allow"] == "OPTIONS, POST")
    try await withServer(routes: Self.routes) { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("HEAD /v1/claims/7 HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n")
        #expect(try client.receiveUntilClosed().hasSuffix("\r\n\r\n"))
      }
    }
  }

  @Test("an error that nobody expected is a 500 that tells the log more than the client")
  func unexpected() async throws {
    let log = Log()
    let answer = try await withServer(log: log, routes: Self.routes) { path, _ in
      try await blocking { try UnixClient(path).request("GET", "/v1/plan") }
    }
    #expect(answer.status == 500)
    #expect(try problem(answer).code == "internal")
    #expect(!answer.body.contains("Secret"))
    let line = try #require(log.text.first { $0.hasPrefix("error request failed") })
    #expect(line.contains("Secret") && line.contains("/v1/plan"))
  }

  @Test("work that the stop of the daemon cancels is a 503")
  func cancelled() async throws {
    let answer = try await answer("GET", "/v1/stop")
    #expect(answer.status == 503)
    #expect(answer.headers["retry-after"] == "1")
  }

  @Test("every code has its own spelling, a status and a title")
  func codes() {
    for code in ProblemCode.allCases {
      #expect((400...599).contains(code.status))
      #expect(!code.title.isEmpty)
      #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    }
  }
}
