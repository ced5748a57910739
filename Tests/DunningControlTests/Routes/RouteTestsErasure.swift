import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("erasing what two people ask for")
struct RouteTestsErasure {
  private static func admin(_ user: UInt32) -> PeerCredential { PeerCredential(pid: 1, uid: user, gid: 100) }

  @Test("with erase: two-people the first one waits, and only another one erases")
  func twoPeople() async throws {
    // Given
    var access = Access()
    access.erasers = .twoPeople
    for user in [1_000, 1_001] as [UInt32] { access.grant(.admin, toUser: user) }
    try await withDesk(access: access) { desk in
      try await desk.call(.post, "/v1/claims", Desk.claim(["debtor_id": "D-1"]), as: Self.admin(1_000)).expect(201)
      let withdrawal = #"{"reason":"x"}"#
      try await desk.call(.post, "/v1/claims/c1/withdraw", withdrawal, as: Self.admin(1_000)).expect(200)
      func erase(_ name: String, by user: UInt32) async throws -> Desk.Reply {
        try await desk.call(.post, "/v1/debtors/\(name)/erase", #"{"reason":"asked in writing"}"#, as: Self.admin(user))
      }
      // When, by the number and by the name
      for reply in [try await erase("D-1", by: 1_000), try await erase("M%C3%BCller%20AG", by: 1_000)] {
        // Then
        #expect(reply.status == 202)
        #expect(try reply.decoded(ClaimsNamed.self) == ClaimsNamed(claims: [], waitsForSecond: true))
      }
      #expect(try await desk.claims.map(\.claim.draft.debtor.name) == ["Müller AG"])
      // When
      let reply = try await erase("D-1", by: 1_001)
      // Then
      #expect(reply.status == 200)
      #expect(
        try reply.decoded(ClaimsNamed.self) == ClaimsNamed(claims: ["c1"], copiesLeft: ["n1.pdf is another letter"]))
      // What is left of the claim says so in the docket's own chain.
      let said = try await desk.docket.events(after: 0).last { $0.data["reason"] != nil }?.data["reason"]
      #expect(said == "asked in writing (asked for by uid 1000 and uid 1001)")
    }
  }

  @Test("a wish stands for a day")
  func day() {
    let wishes = AskedErasures()
    let later = Desk.now.adding(seconds: 86_400)
    #expect(wishes.ask("acme D-1", by: 1, now: Desk.now) == nil)
    #expect(wishes.ask("acme D-1", by: 2, now: later) == nil)
    #expect(wishes.ask("acme D-2", by: 1, now: later) == nil)
    #expect(wishes.ask("acme D-1", by: 1, now: later) == 2)
    #expect(wishes.ask("acme D-1", by: 1, now: later) == nil)
  }
}

extension Desk.Reply {
  fileprivate func expect(_ status: Int) { #expect(self.status == status, "\(text)") }
}
