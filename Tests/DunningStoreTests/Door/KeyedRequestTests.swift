import Dunning
import DunningSQL
import DunningTesting
import FoundationEssentials
import Testing

@testable import DunningStore

@Suite("Requests with a key", .timeLimit(.minutes(20)))
struct KeyedRequestTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func request(_ key: String = "k", caller: UInt32 = 1000, _ fingerprint: [UInt8] = [1]) -> KeyedRequest {
    KeyedRequest(caller: caller, key: key, fingerprint: fingerprint)
  }

  private func known(_ request: KeyedRequest, _ docket: Docket? = nil) async throws -> KeyedRequest.Known? {
    try await (docket ?? fixture.docket).known(request, now: fixture.now)
  }

  private let answer = KeyedRequest.Answer(status: 200, etag: "\"2\"", body: [1, 2, 3])

  @Test("what is written for a request notes it in the same transaction, or not at all")
  func noted() async throws {
    try await fixture.enqueue(Samples.draft())
    try await KeyedRequest.$current.withValue(request()) {
      #expect(try await fixture.code { try await fixture.pay("Z", "1.00") } == .notFound)
      #expect(try await known(request()) == nil)
      try await fixture.pay("R-1", "1.00")
    }
    #expect(try await known(request()) == .carriedOut(fixture.now))
    #expect(try await known(request("k", [2])) == .ofAnother)
    #expect(try await known(request(caller: 1001)) == nil)
  }

  @Test("it is known after a sudden end, and answered when it had been")
  func suddenEnd() async throws {
    try await fixture.enqueue(Samples.draft())
    try await KeyedRequest.$current.withValue(request("a")) { _ = try await fixture.pay("R-1", "1.00") }
    try await KeyedRequest.$current.withValue(request("b")) { _ = try await fixture.pay("R-1", "2.00") }
    try await fixture.docket.keep(answer, of: request("b"), now: fixture.now)
    // The folder as a killed daemon leaves it.
    let copy = try ScratchFolder()
    for name in ["docket.sqlite", "docket.sqlite-wal", "seal.key", "docket.mark"] {
      let file = "\(fixture.folder.path)/\(name)"
      guard FileManager.default.fileExists(atPath: file) else { continue }
      try FileManager.default.copyItem(atPath: file, toPath: "\(copy.path)/\(name)")
    }
    let docket = try Docket(directory: copy.path, randomBytes: Samples.bytes, now: fixture.now)
    #expect(try await known(request("a"), docket) == .carriedOut(fixture.now))
    #expect(try await known(request("b"), docket) == .answered(answer))
  }

  @Test("it is remembered for a day, and swept then")
  func day() async throws {
    for number in 0..<3 { try await fixture.docket.keep(answer, of: request("k\(number)"), now: fixture.now) }
    fixture.clock.advance(to: fixture.now.adding(seconds: 86_399))
    #expect(try await known(request("k0")) == .answered(answer))
    fixture.clock.advance(to: fixture.now.adding(seconds: 1))
    #expect(try await known(request("k0")) == nil)
    try await fixture.docket.keep(answer, of: request("k0", [9]), now: fixture.now)
    #expect(try await known(request("k0", [9])) == .answered(answer))
    let left = try fixture.docket.database.write { try $0.first("SELECT count(*) FROM answered") { $0.number(0) } }
    #expect(left == 1)
  }

  @Test("one that is too long is not kept, and none that speaks of somebody who is erased")
  func notKept() async throws {
    let long = KeyedRequest.Answer(status: 200, etag: nil, body: Array(repeating: 0, count: 20_000))
    try await fixture.docket.keep(long, of: request("long"), now: fixture.now)
    try await fixture.docket.keep(answer, of: request("short"), now: fixture.now)
    #expect(try await known(request("long")) == .carriedOut(fixture.now))
    try await fixture.enqueue(Samples.draft())
    try await fixture.pay("R-1", "120.00")
    _ = try await fixture.docket.erase(debtor: DebtorName("k1"), because: "asked", by: .user(1000), now: fixture.now)
    #expect(try await known(request("short")) == .carriedOut(fixture.now))
  }

  @Test("what was refused is forgotten")
  func forgotten() async throws {
    try await fixture.docket.keep(answer, of: request(), now: fixture.now)
    try await fixture.docket.forget(request(), now: fixture.now)
    #expect(try await known(request()) == nil)
  }
}
