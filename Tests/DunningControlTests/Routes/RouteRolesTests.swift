import Dunning
import DunningAPI
import Foundation
import Testing

@testable import DunningControl

@Suite("which role each route asks for")
struct RouteRolesTests {
  private static let named = RouteRoles.table.values.flatMap(Array.init) + Array(RouteRoles.open)

  @Test("every route that is served stands in the table once, and nothing else does")
  func complete() async throws {
    let served = try await withDesk { desk in
      desk.responder.routes.methods.flatMap { path, methods in
        methods.subtracting(["OPTIONS", "HEAD"]).map { "\($0) \(Self.withBraces(path))" }
      }
    }
    #expect(served.sorted() == Self.named.sorted())
    #expect(Set(Self.named).count == Self.named.count)
  }

  @Test("nobody who only reads changes anything; what is in no table is for an admin")
  func readers() {
    let posts = (RouteRoles.table[.auditor] ?? []).filter { !$0.hasPrefix("GET ") }
    #expect(posts == ["POST /v1/page", "POST /v1/page/close", "POST /v1/preview"])
    #expect(RouteRoles.open.allSatisfy { $0.hasPrefix("GET ") })
    #expect(
      Self.named.filter { $0.hasPrefix("GET ") && $0 != "GET /v1/backup" }.allSatisfy {
        (RouteRoles.role(for: $0) ?? .auditor) == .auditor
      })
    #expect(RouteRoles.role(for: "POST /v1/something-new") == .admin)
  }

  @Test("the description of the API names the same role for each route, and its 403")
  func described() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = try Data(contentsOf: root.appendingPathComponent("etc/openapi.json"))
    let document = try WireCoding.decode(JSON.self, from: Array(file))
    for (path, methods) in document["paths"].object {
      for (method, operation) in methods.object {
        let role = RouteRoles.role(for: "\(method.uppercased()) \(path)")
        #expect(operation["x-role"].text == role?.rawValue, "\(method) \(path)")
        #expect((operation["responses"]["403"] != .null) == (role != nil), "\(method) \(path)")
      }
    }
  }

  private static func withBraces(_ path: String) -> String {
    let segments = path.split(separator: "/")
    return segments.isEmpty
      ? "/" : segments.map { $0.first == ":" ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
  }
}
