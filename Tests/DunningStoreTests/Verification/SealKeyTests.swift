import DunningTesting
import Glibc
import Testing

@testable import DunningStore

@Suite("The key of the seals")
struct SealKeyTests {
  @Test("a key that is there and cannot be read is waited for, and never replaced")
  func unreadable() async throws {
    let fixture = try DocketFixture()
    let file = fixture.folder.path + "/seal.key"
    // A link to itself is there and cannot be read by anybody, root included.
    #expect(symlink("seal.key", file) == 0)
    try await fixture.enqueue(Samples.draft("R-1"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    let error = await #expect(throws: DocketError.self) { try await fixture.docket.sealIfDue(now: fixture.now) }
    #expect(error?.code == .busy)
    var status = stat()
    #expect(lstat(file, &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }
}
