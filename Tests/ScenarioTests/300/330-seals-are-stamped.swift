import DunningAPI
import DunningChain
import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import dunningd

@Suite("330 seals are stamped", .timeLimit(.minutes(20)))
struct SealsAreStamped {
  private func world(_ server: StampingServer) throws -> World {
    let world = try World(at: "2026-11-23T10:00:00+01:00") { _, _ in .accept }
    let steps = "      - {name: reminder, at: due+3d, tone: reminder, send: [email]}"
    let certificate = server.folder + "/ca.pem"
    try world.configure(
      Book.configuration(steps: steps)
        + "\nevidence: {timestamp_url: \"\(server.url)\", timestamp_certificate: \(certificate)}\n")
    return world
  }

  @Test("each day's seal gets its stamp, status shows key and authority, and openssl believes the stamp")
  func stamped() async throws {
    let server = try StampingServer()
    let (world, url) = (try world(server), server.url)
    let seal = try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      let docket = daemon.daemon.docket
      for _ in 0..<200 {
        let state = try await docket.sealState()
        if state.last != nil, state.withoutTimestamp == 0 { break }
        try await Task.sleep(for: .milliseconds(50))
        world.timer.advance(by: .seconds(3))
      }
      let seal = try #require(try await docket.seals().first)
      let seals = try #require(try await daemon.status().seals)
      #expect(seals.publicKey == seal.publicKeyText)
      #expect(seals.fingerprint == seal.keyFingerprint)
      #expect(seals.timestamps?.url == url)
      #expect(seals.timestamps?.isLate == false)
      #expect(try await docket.verify().findings == [])
      return seal
    }
    #expect(try server.verifies(try #require(seal.timestamp), over: seal.text.canonicalJSON))
  }
}
