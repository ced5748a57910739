import NIOCore
import Testing

@testable import DunningMail

@Suite("A server that does not answer is left alone")
struct ConnectionBackoffTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
  private let fresh = ConnectionBackoff(restMin: .seconds(1), restMax: .seconds(300))

  /// The rests in milliseconds of so many failures, each as soon as the rest before it is over.
  private func rests(_ count: Int, chance: Double) -> [Int64] {
    var backoff = fresh
    var now = start
    return (0..<count).map { _ in
      backoff.failed(at: now, chance: chance)
      let rest = backoff.rest(at: now) ?? .zero
      now = now + rest
      return rest.nanoseconds / 1_000_000
    }
  }

  @Test("each failure doubles the rest up to a bound, and chance takes up to half of it away")
  func doubles() {
    #expect(rests(11, chance: 1) == [1000, 2000, 4000, 8000, 16000, 32000, 64000, 128_000, 256_000, 300_000, 300_000])
    #expect(rests(3, chance: 0) == [500, 1000, 2000])
    #expect(rests(3, chance: 0.5) == [750, 1500, 3000])
    #expect(rests(100, chance: 1).last == 300_000)
  }

  @Test("connections that were opened together fail as one")
  func wave() {
    var backoff = fresh
    for millisecond in 0..<20 { backoff.failed(at: start + .milliseconds(Int64(millisecond)), chance: 1) }
    #expect(backoff.rest(at: start) == .seconds(1))
    #expect(backoff.rest(at: start + .seconds(1)) == nil)
    #expect(backoff.isWary)
  }

  @Test("an answer ends it")
  func works() {
    var backoff = fresh
    #expect(backoff.rest(at: start) == nil)
    #expect(!backoff.isWary)
    backoff.failed(at: start, chance: 1)
    backoff.worked()
    #expect(backoff.rest(at: start) == nil)
    #expect(!backoff.isWary)
    backoff.failed(at: start, chance: 1)
    #expect(backoff.rest(at: start) == .seconds(1), "it begins anew")
  }
}
