import Dunning
import DunningTesting
import Testing

@testable import DunningEngine

@Suite("When a message is tried again")
struct RetryPolicyTests {
  @Test(
    "the waits grow from a minute to four hours, each spread by up to a tenth",
    arguments: [(1, 60), (2, 300), (3, 900), (4, 3_600), (5, 7_200), (6, 14_400), (20, 14_400)])
  func waits(attempts: Int, seconds: Int) throws {
    let now = try Samples.moment("2026-11-23T09:00:00Z")
    for seed in 1...200 as ClosedRange<Int64> {
      let next = try #require(RetryPolicy.nextTry(attempts: attempts, seed: seed, now: now))
      #expect((seconds...seconds + seconds / 10).contains(Int(next.milliseconds - now.milliseconds) / 1_000))
    }
  }

  @Test("the tries of many notices are spread, and those of one are always alike")
  func spread() throws {
    let now = try Samples.moment("2026-11-23T09:00:00Z")
    let moments = (1...200).map { RetryPolicy.nextTry(attempts: 4, seed: $0, now: now) }
    #expect(Set(moments).count > 100)
    #expect(moments == (1...200).map { RetryPolicy.nextTry(attempts: 4, seed: $0, now: now) })
  }

  @Test(
    "ten that failed together are spread over the whole tenth, no two neighbours close to one another",
    arguments: [(2, 300), (3, 900), (4, 3_600), (5, 7_200), (6, 14_400)])
  func neighbours(attempts: Int, seconds: Int) throws {
    let now = try Samples.moment("2026-11-23T09:00:00Z")
    let spread = seconds / 10
    for first in [1, 40, 7_000, -3] as [Int64] {
      let later = try (first..<first + 10).map { seed in
        let next = try #require(RetryPolicy.nextTry(attempts: attempts, seed: seed, now: now))
        return Int(next.milliseconds - now.milliseconds) / 1_000 - seconds
      }
      let edges = [0] + later.sorted() + [spread]
      #expect(zip(edges, edges.dropFirst()).allSatisfy { $1 - $0 <= spread / 4 }, "\(later)")
      #expect(zip(later, later.dropFirst()).allSatisfy { abs($1 - $0) >= spread / 3 }, "\(later)")
    }
  }

  @Test("a message is given up after about five days of tries, however long it waited before the first")
  func end() throws {
    let start = try Samples.moment("2026-11-23T09:00:00Z")
    var (now, attempts) = (start, 1)
    while let next = RetryPolicy.nextTry(attempts: attempts, seed: 7, now: now) {
      (now, attempts) = (next, attempts + 1)
    }
    let days = Double(now.milliseconds - start.milliseconds) / 86_400_000
    #expect((4.5...5.5).contains(days))
    #expect(RetryPolicy.nextTry(attempts: 1, seed: 7, now: now) != nil)
  }
}
