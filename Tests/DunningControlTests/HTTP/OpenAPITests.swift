import DunningAPI
import DunningIntake
import Foundation
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("the description of the API")
struct OpenAPITests {
  private let file: [UInt8]
  private let document: JSON

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    file = Array(try Data(contentsOf: root.appendingPathComponent("etc/openapi.json")))
    document = try WireCoding.decode(JSON.self, from: file)
  }

  @Test("it is served byte for byte")
  func served() async throws {
    try await withDesk(openAPI: file) { desk in
      let reply = try await desk.call(.get, "/v1/openapi.json")
      #expect(Array(reply.text.utf8) == file)
    }
  }

  @Test("its routes and those of the daemon are the same, and so are their parameters")
  func routes() async throws {
    let described = operations.map { "\($0.method) \($0.path)" }
    let served = try await withDesk { desk in
      desk.responder.routes.methods.flatMap { path, methods in
        methods.subtracting(["OPTIONS", "HEAD"]).map { "\($0) \(Self.withBraces(path))" }
      }
    }
    #expect(described.sorted() == served.sorted())
    for operation in operations {
      let named = operation.value["parameters"].array.map { resolved($0) }
      let query = named.filter { $0["in"].text == "query" }.compactMap(\.["name"].text)
      #expect(query == ControlResponder.parameters(of: "\(operation.method) \(operation.path)"), "\(operation.path)")
      let inPath = operation.path.matches(of: /\{([a-z_]+)\}/).map { String($0.1) }
      #expect(named.filter { $0["in"].text == "path" }.compactMap(\.["name"].text) == inPath)
    }
  }

  @Test("it has a body where the daemon reads one")
  func bodies() {
    let described = operations.filter { $0.value["requestBody"] != .null }.map { "\($0.method) \($0.path)" }
    #expect(Set(described) == ControlResponder.withBody)
  }

  @Test("its problem codes are those that the daemon sends, each under its status")
  func codes() {
    let codes = document["components"]["schemas"]["ProblemCode"]["enum"].array.compactMap(\.text)
    #expect(codes == ProblemCode.allCases.map(\.rawValue).sorted())
    for (status, codes) in Dictionary(grouping: ProblemCode.allCases, by: \.status) {
      let content = document["components"]["responses"]["Problem\(status)"]["content"]["application/problem+json"]
      let own = content["schema"]["allOf"].array.last?["properties"] ?? .null
      #expect(own["code"]["enum"].array.compactMap(\.text) == codes.map(\.rawValue).sorted())
      #expect(own["status"]["const"] == .number(Double(status)))
    }
  }

  @Test("the fields of each request are those that the daemon reads")
  func requestFields() {
    let claim = document["components"]["schemas"]["ClaimRequest"]
    #expect(Set(claim["properties"].object.keys) == Set(ClaimRequest.knownFields))
    #expect(claim["required"].array.compactMap(\.text) == ClaimRequest.requiredKeys)
    for operation in operations where operation.value["requestBody"] != .null {
      for (type, media) in operation.value["requestBody"]["content"].object where type == "application/json" {
        #expect(resolved(media["schema"])["additionalProperties"] == .bool(false), "\(operation.path)")
      }
    }
  }

  @Test("every example of an answer is what the wire types read and write, key by key")
  func examples() throws {
    var count = 0
    for operation in operations {
      for (status, response) in operation.value["responses"].object {
        for (type, media) in resolved(response)["content"].object where media["example"] != .null {
          let place = "\(operation.method) \(operation.path) \(status)"
          try check(media, type: type, place: place)
          count += 1
        }
      }
    }
    #expect(count > 100)
  }

  @Test("every example of a request is accepted")
  func requestExamples() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      for operation in operations where operation.path.hasPrefix("/v1/claims") && operation.method == "POST" {
        let path = operation.path.replacing("{claim}", with: "c1")
        for media in operation.value["requestBody"]["content"].object.values {
          let example = media["example"]
          let body = try example.text ?? String(decoding: WireCoding.encode(example), as: UTF8.self)
          let reply = try await desk.call(.post, path, body)
          // One after the other they meet a claim that is paid already.
          #expect([200, 201, 409].contains(reply.status), "\(path): \(reply.text)")
        }
      }
    }
  }

  // MARK: -

  private func check(_ media: JSON, type: String, place: String) throws {
    let example = media["example"]
    switch type {
    case "application/problem+json":
      let problem = try Self.roundTrip(Problem.self, example)
      #expect(problem == example, "\(place)")
      let code = try #require(example["code"].text.flatMap(ProblemCode.init(rawValue:)))
      #expect(example["title"].text == code.title)
      #expect(example["status"] == .number(Double(code.status)))
    case "application/jsonl":
      for line in (example.text ?? "").split(separator: "\n") {
        let value = try WireCoding.decode(JSON.self, from: line.utf8)
        #expect(try Self.roundTrip(BatchResult.self, value) == value, "\(place)")
      }
    case "text/event-stream":
      let data = try #require(example.text?.split(separator: "\n").first { $0.hasPrefix("data: ") }?.dropFirst(6))
      let value = try WireCoding.decode(JSON.self, from: data.utf8)
      #expect(try Self.roundTrip(EventResponse.self, value) == value, "\(place)")
    case "text/plain":
      #expect(try !Exposition.parse(example.text ?? "").isEmpty, "\(place)")
    default:
      // Of several forms the example has the first.
      let schema = media["schema"]["oneOf"].array.first ?? media["schema"]
      let name = try #require(schema["$ref"].text?.split(separator: "/").last)
      let read = try #require(Self.types[String(name)], "\(name) has no wire type")
      #expect(try read(example) == example, "\(place)")
      let shown = resolved(schema)["properties"].object.filter { key, value in
        example.object[key] != nil
          || value["description"].text?.hasSuffix("Left out where there is nothing.") != true
      }
      #expect(Set(shown.keys) == Set(example.object.keys), "\(place)")
    }
  }

  /// The wire type of each schema that an answer has.
  private static let types: [String: @Sendable (JSON) throws -> JSON] = [
    "AccountAsked": { try roundTrip(AccountAsked.self, $0) },
    "Doctor": { try roundTrip(DoctorResponse.self, $0) },
    "TestMail": { try roundTrip(TestMailResponse.self, $0) },
    "DebtorCorrected": { try roundTrip(DebtorCorrected.self, $0) },
    "SameDebtor": { try roundTrip(SameDebtorResponse.self, $0) },
    "DebtorList": { try roundTrip(DebtorList.self, $0) },
    "PaymentDetail": { try roundTrip(PaymentDetail.self, $0) },
    "AccountList": { try roundTrip(AccountList.self, $0) },
    "TakenInvoice": { try roundTrip(InvoiceResponse.self, $0) },
    "TakenStatement": { try roundTrip(StatementResponse.self, $0) },
    "PaymentList": { try roundTrip(PaymentList.self, $0) },
    "Claim": { try roundTrip(ClaimResponse.self, $0) }, "ClaimList": { try roundTrip(ClaimList.self, $0) },
    "ClaimDetail": { try roundTrip(ClaimDetail.self, $0) }, "ClaimsChanged": { try roundTrip(ClaimsChanged.self, $0) },
    "Notice": { try roundTrip(NoticeResponse.self, $0) }, "NoticeList": { try roundTrip(NoticeList.self, $0) },
    "NoticeDetail": { try roundTrip(NoticeDetail.self, $0) }, "Plan": { try roundTrip(PlanResponse.self, $0) },
    "Noted": { try roundTrip(NoteResponse.self, $0) }, "Debtor": { try roundTrip(DebtorResponse.self, $0) },
    "FollowUp": { try roundTrip(FollowUpResponse.self, $0) }, "FollowUpList": { try roundTrip(FollowUpList.self, $0) },
    "Status": { try roundTrip(StatusResponse.self, $0) }, "Mode": { try roundTrip(ModeResponse.self, $0) },
    "Ageing": { try roundTrip(AgeingResponse.self, $0) }, "Mail": { try roundTrip(MailResponse.self, $0) },
    "Verification": { try roundTrip(VerificationResponse.self, $0) },
    "Attachment": { try roundTrip(AttachmentResponse.self, $0) },
    "AttachmentList": { try roundTrip(AttachmentList.self, $0) },
    "DebtorExport": { try roundTrip(DebtorExport.self, $0) },
    "RetentionList": { try roundTrip(RetentionList.self, $0) },
    "ErasureAsked": { try roundTrip(ClaimsNamed.self, $0) }, "ClaimsNamed": { try roundTrip(ClaimsNamed.self, $0) },
    "Explanation": { try roundTrip(ExplanationResponse.self, $0) },
    "Reload": { try roundTrip(ReloadResponse.self, $0) }, "Live": { try roundTrip([String: Bool].self, $0) },
    "Page": { try roundTrip(PageResponse.self, $0) }, "PageClosed": { try roundTrip(PageClosedResponse.self, $0) },
    "Root": { try roundTrip(RootResponse.self, $0) }, "Names": { try roundTrip(NamesResponse.self, $0) },
    "LogLevel": { try roundTrip(LogLevelResponse.self, $0) }, "Support": { try roundTrip(SupportResponse.self, $0) },
    "Ready": { try roundTrip(Readiness.self, $0) },
  ]

  private struct Readiness: Codable {
    let ready: Bool
    let degraded: [String]
  }

  /// What becomes of a value that is read as a type and written again.
  private static func roundTrip<Value: Codable>(_ type: Value.Type, _ value: JSON) throws -> JSON {
    let read = try WireCoding.decode(type, from: WireCoding.encode(value))
    return try WireCoding.decode(JSON.self, from: WireCoding.encode(read))
  }

  private struct Operation {
    let method: String
    let path: String
    let value: JSON
  }

  private var operations: [Operation] {
    document["paths"].object.flatMap { path, methods in
      methods.object.map { Operation(method: $0.key.uppercased(), path: path, value: $0.value) }
    }
  }

  /// The value, or what it refers to.
  private func resolved(_ value: JSON) -> JSON {
    guard let reference = value["$ref"].text else { return value }
    return reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] }
  }

  private static func withBraces(_ path: String) -> String {
    let segments = path.split(separator: "/")
    return segments.isEmpty
      ? "/" : segments.map { $0.first == ":" ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
  }
}
