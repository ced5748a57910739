import Dunning
import DunningTesting
import Testing

@testable import DunningStore

/// People are entered, corrected, put together and stopped in random order; a small model knows every address that was ever
/// given for each of them.
@Suite("A random walk among persons", .timeLimit(.minutes(10)))
struct PersonsWalkTests {
  private struct Person {
    let key: String
    let name: String
    /// Every address that somebody gave for them.
    var given: Set<String> = []
    /// With whom they were put together.
    var mergedInto: Int?
  }

  @Test("nothing is addressed to whom nobody gave for that debtor, and the docket verifies", arguments: 1...UInt64(6))
  func walk(seed: UInt64) async throws {
    let fixture = try DocketFixture()
    var random = SeededGenerator(seed: seed)
    var people = (0..<5).map { Person(key: "K\($0)", name: "Firm \($0 / 2)") }
    var owner: [String: Int] = [:]
    func root(_ index: Int) -> Int { people[index].mergedInto.map(root) ?? index }
    for number in 0..<60 {
      let index = Int.random(in: 0..<people.count, using: &random)
      let address = "a\(Int.random(in: 0..<4, using: &random))@k\(index).example"
      let name = DebtorName(people[index].key)
      do {
        switch Int.random(in: 0..<9, using: &random) {
        case 0...3:
          let due = ["2026-11-20", "2026-12-01", "2026-12-20"][Int.random(in: 0..<3, using: &random)]
          try await fixture.enqueue(
            Samples.draft(
              "R\(number)", due: due,
              debtor: Samples.debtor(key: people[index].key, name: people[index].name, email: address)))
          owner["R\(number)"] = index
          people[index].given.insert(address)
        case 4:
          _ = try await fixture.correct(debtor: people[index].key, email: address)
          people[root(index)].given.insert(address)
        case 5:
          let other = Int.random(in: 0..<people.count, using: &random)
          guard people[index].mergedInto == nil else { break }
          _ = try await fixture.docket.merge(
            name, into: DebtorName(people[other].key), reason: "one", by: .user(1), rulebook: fixture.rulebook,
            now: fixture.now)
          people[index].mergedInto = root(other)
        case 6:
          _ = try await fixture.docket.part(
            name, reason: "two", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
          people[index].mergedInto = nil
        case 7: try await fixture.change(debtor: people[index].key, .stop(.other, reason: "x"))
        default: try await fixture.change(debtor: people[index].key, .resume(reason: nil))
        }
      } catch let error as DocketError where [.notFound, .invalid, .wrongState].contains(error.code) {
        // A person may ask for what makes no sense.
      }
      fixture.clock.advance(by: .seconds(43_200))
      for notice in try await fixture.send() {
        for claim in notice.claims {
          let debtor = try #require(owner[claim.claim.draft.reference])
          let allowed = people[root(debtor)].given.union(people[debtor].given)
          for address in notice.mailing.to.keys { #expect(allowed.contains(address), "seed \(seed): \(address)") }
        }
      }
    }
    let result = try await fixture.docket.verify()
    #expect(result.findings.isEmpty, "seed \(seed): \(result.findings)")
  }
}
