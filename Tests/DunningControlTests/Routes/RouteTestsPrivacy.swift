import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("what is held about a person")
struct RouteTestsPrivacy {
  @Test("a debtor's data are theirs alone: who they are, their claims with all that happened, and no other's")
  func export() async throws {
    try await withDesk { desk in
      // Given
      try await desk.enqueue(["debtor_id": "D-1", "email": "anna@kunde.example", "debtor": "Anna Kunde"])
      try await desk.enqueue([
        "reference": "RE-2", "debtor_id": "D-2", "email": "bert@kunde.example", "debtor": "Bert Kunde",
      ])
      #expect(try await desk.call(.post, "/v1/claims/c1/notes", #"{"text":"called Anna"}"#).status == 201)
      #expect(try await desk.call(.post, "/v1/claims/c2/notes", #"{"text":"called Bert"}"#).status == 201)
      // When
      let reply = try await desk.call(.get, "/v1/debtors/D-1/export?format=json")
      // Then
      let export = try reply.decoded(DebtorExport.self)
      #expect(export.people.map(\.name) == ["Anna Kunde"])
      #expect(export.claims.map(\.claim.id) == ["c1"])
      #expect(reply.text.contains("called Anna"))
      #expect(!reply.text.contains("Bert"))
      #expect(!reply.text.contains("bert@"))
      try await desk.enqueue([
        "reference": "RE-3", "debtor_id": "D-1", "email": "anna@kunde.example", "debtor": "Anna Kunde",
      ])
      let both = try await desk.call(.get, "/v1/debtors/D-1/export?format=json").decoded(DebtorExport.self)
      #expect(both.claims.map(\.claim.id) == ["c1", "c3"])
      let zip = try await desk.call(.get, "/v1/debtors/D-1/export")
      #expect(zip.status == 200)
      #expect(zip.headers[.contentType] == "application/zip")
      #expect(zip.text.hasPrefix("PK"))
      #expect(try await desk.call(.get, "/v1/debtors/D-9/export").status == 404)
      #expect(try await desk.call(.get, "/v1/debtors/D-1/export?format=pdf").status == 422)
    }
  }

  @Test("without a time to keep things nothing is listed, and what is no day or cursor is refused")
  func retention() async throws {
    try await withDesk { desk in
      let list = try await desk.call(.get, "/v1/retention?until=2099-01-01").decoded(RetentionList.self)
      #expect(list.claims.isEmpty)
      #expect(list.nextCursor == nil)
      #expect(try await desk.call(.get, "/v1/retention?until=soon").status == 422)
      #expect(try await desk.call(.get, "/v1/retention?cursor=x").status == 422)
    }
  }
}
