import Dunning
import DunningAPI
import DunningBytes
import DunningStore
import Glibc
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("backup, test mail and doctor", .serialized)
struct RouteTestsCare {
  private static let root = PeerCredential(pid: 1, uid: 0, gid: 0)
  private static let somebody = PeerCredential(pid: 1, uid: 4_711, gid: 4_711)

  @Test("a backup is an archive with a manifest at its end, and the status knows when it was made")
  func backup() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let reply = try await desk.call(.get, "/v1/backup", as: Self.root)
      #expect(reply.status == 200)
      #expect(reply.headers[.contentType] == "application/x-tar")
      #expect(reply.text.hasPrefix("dunningd-backup/docket.sqlite\0"))
      #expect(reply.text.contains(#""path" : "configuration/etc/hostname""#))
      let status = try await desk.call(.get, "/v1/status").decoded(StatusResponse.self)
      #expect(status.lastBackup == "2026-11-23T10:00:00+01:00")
      let metrics = try await desk.call(.get, "/metrics").text
      #expect(metrics.contains("\ndunningd_last_backup_timestamp_seconds 1795424400\n"))
      let logged = desk.log.text.contains { $0.contains("backup made") }
      #expect(logged)
    }
  }

  @Test("where nobody has a role, only root and the daemon's own user get the key of the seals")
  func trust() async throws {
    try await withDesk { desk in
      let refused = try await desk.call(.get, "/v1/backup", as: Self.somebody).problem
      #expect(refused.code == ProblemCode.notAllowed.rawValue)
      let own = PeerCredential(pid: 1, uid: geteuid(), gid: 1)
      #expect(try await desk.call(.get, "/v1/backup", as: own).status == 200)
    }
    var access = Access()
    access.grant(.admin, toUser: 4_711)
    try await withDesk(access: access) { desk in
      let admin = try await desk.call(.get, "/v1/backup", as: Self.somebody)
      #expect(admin.status == 200)
      let stranger = try await desk.call(.get, "/v1/backup", as: PeerCredential(pid: 1, uid: 12, gid: 12))
      #expect(stranger.status == 403)
    }
  }

  @Test("a test mail answers the dialogue; an address that is none is refused")
  func testMail() async throws {
    try await withDesk { desk in
      let sent = try await desk.call(.post, "/v1/test-mail", #"{"to":"you@example.org"}"#)
      let answer = try sent.decoded(TestMailResponse.self)
      #expect(answer.dialogue == ["S: 220 mx.example"])
      let refused = try await desk.call(.post, "/v1/test-mail", #"{"to":"nobody"}"#).problem
      #expect(refused.field == "to")
    }
  }

  @Test("the doctor's checks are passed on")
  func doctor() async throws {
    try await withDesk { desk in
      let checks = try await desk.call(.get, "/v1/doctor").decoded(DoctorResponse.self).checks
      #expect(checks == [.init("docket", .ok, "0 claims")])
    }
  }
}
