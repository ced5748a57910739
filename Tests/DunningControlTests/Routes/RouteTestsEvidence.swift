import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("attachments, verification and erasure over HTTP")
struct RouteTestsEvidence {
  @Test("a file is kept under its hash, listed, and read back byte for byte")
  func attach() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let first = try await desk.call(.post, "/v1/claims/c1/attachments?file=a%2Fcontract.pdf&note=signed", "abc")
      let again = try await desk.call(.post, "/v1/claims/c1/attachments", "abc")
      #expect(first.status == 201 && again.status == 200)
      let kept = try WireCoding.decode(AttachmentResponse.self, from: Array(first.text.utf8))
      #expect(kept.name == "contract.pdf" && kept.note == "signed" && kept.size == 3)
      let list = try await desk.call(.get, "/v1/claims/c1/attachments")
      #expect(try WireCoding.decode(AttachmentList.self, from: Array(list.text.utf8)).attachments.count == 1)
      #expect(try await desk.call(.get, "/v1/claims/c1/attachments/\(kept.sha256)").text == "abc")
      #expect(try await desk.call(.get, "/v1/claims/c1/attachments/00").status == 404)
      #expect(try await desk.call(.post, "/v1/claims/c1/attachments", "").status == 400)
      #expect(try await desk.call(.post, "/v1/claims/c9/attachments", "x").status == 404)
    }
  }

  @Test("verification tells what it looked at, of everything and of one claim")
  func verify() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let all = try await desk.call(.get, "/v1/verify")
      let result = try WireCoding.decode(VerificationResponse.self, from: Array(all.text.utf8))
      #expect(all.status == 200 && result.findingCount == 0 && result.claims == 1 && result.entries == 2)
      #expect(try await desk.call(.get, "/v1/verify?claim=c1").status == 200)
      #expect(try await desk.call(.get, "/v1/verify?claim=c9").status == 404)
    }
  }

  @Test("nothing that is open or on hold is erased; what is erased cannot be enqueued again")
  func erase() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let debtor = try #require(try await desk.docket.claims().first?.claim.draft.debtor.key)
      func post(_ path: String, _ body: String = "") async throws -> Int {
        try await desk.call(.post, "/v1/\(path)", body).status
      }
      let (erase, reason) = ("debtors/\(debtor)/erase", #"{"reason":"asked"}"#)
      #expect(try await post(erase, reason) == 409)
      #expect(try await post("claims/c1/withdraw", reason) == 200)
      #expect(try await post("claims/c1/legal-hold", reason) == 200)
      #expect(try await post(erase, reason) == 409)
      #expect(try await post("claims/c1/legal-hold/lift") == 200)
      #expect(try await post("claims/c1/legal-hold/lift") == 409)
      #expect(try await post(erase, reason) == 200)
      #expect(try await post("claims/c1/notes", #"{"text":"x"}"#) == 409)
    }
  }
}
