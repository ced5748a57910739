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

  @Test(
    "who was put together with another and parted again gets nothing of the other's, and the other nothing of theirs")
  func exportAfterParting() async throws {
    try await withDesk { desk in
      // Given
      let anna = [
        "debtor_id": "D-1", "debtor": "Anna Alpha", "email": "anna@a.example", "address": "Alphaweg 1|10115 Berlin",
        "vat_id": "DE111111111",
      ]
      let cid = [
        "debtor_id": "D-2", "debtor": "Cid Gamma", "email": "cid@c.example", "address": "Gammaweg 2|10117 Berlin",
        "vat_id": "DE222222222",
      ]
      func claim(_ reference: String, _ fields: [String: String]) async throws {
        try await desk.enqueue(fields.merging(["reference": reference]) { $1 })
      }
      func post(_ path: String, _ body: String) async throws {
        let reply = try await desk.call(.post, path, body)
        #expect((200...201).contains(reply.status), "\(path): \(reply.text)")
      }
      try await claim("A-1", anna)
      try await claim("C-1", cid)
      try await post("/v1/debtors/D-1/notes", #"{"text":"her own words"}"#)
      try await post("/v1/debtors/D-2/notes", #"{"text":"his own words"}"#)
      // When
      try await post("/v1/debtors/D-1/merge", #"{"other":"D-2","reason":"looked the same as Cid Gamma"}"#)
      try await claim("A-2", anna)
      try await claim("C-2", cid)
      try await post("/v1/debtors/D-2/notes", #"{"text":"Cid Gamma said he is broke"}"#)
      try await post(
        "/v1/debtors/D-2/notes", #"{"text":"lost the job","contact":"his wife","remind_on":"2026-12-24"}"#)
      try await post("/v1/claims/A-1/notes", #"{"text":"of this claim alone"}"#)
      try await post("/v1/debtors/D-2/notes", #"{"text":"is it really ANNA  ALPHA, at alphaweg 1?"}"#)
      try await post("/v1/debtors/D-2/dispute", #"{"reason":"the flat is mouldy"}"#)
      #expect(
        try await desk.call(.patch, "/v1/debtors/D-2", #"{"email":"cid2@c.example","reason":"moved"}"#).status == 200)
      try await post("/v1/debtors/D-1/unmerge", #"{"reason":"not Anna Alpha at all"}"#)
      // Then
      let hers = try await desk.call(.get, "/v1/debtors/D-1/export?format=json").text
      let his = try await desk.call(.get, "/v1/debtors/D-2/export?format=json").text
      func expect(_ text: String, without words: [String]) {
        for word in words {
          #expect(!text.lowercased().contains(word.lowercased()), "\(word)")
        }
      }
      expect(
        hers,
        without: [
          "cid@", "cid2@", "gamma", "DE222222222", "broke", "lost the job", "his wife", "his own words", "mouldy",
          "C-1", "C-2",
          "looked the same",
        ])
      expect(
        his,
        without: [
          "anna", "alpha", "DE111111111", "her own words", "of this claim alone", "A-1", "A-2",
        ])
      for word in ["Anna Alpha", "anna@a.example", "her own words", "of this claim alone", "A-1", "A-2", "Alphaweg 1"] {
        #expect(hers.contains(word), "\(word)")
      }
      for word in ["Cid Gamma", "cid2@c.example", "his own words", "lost the job", "broke", "mouldy", "C-1", "C-2"] {
        #expect(his.contains(word), "\(word)")
      }
      for event in ["debtor-merged", "debtor-parted"] { #expect(hers.contains(event)) }
      #expect(try await desk.docket.verify().findings.isEmpty)
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
