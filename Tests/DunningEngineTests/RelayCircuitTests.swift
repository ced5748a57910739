import Dunning
import DunningMail
import DunningTesting
import Testing

@testable import DunningEngine

@Suite("While the mail server is away")
struct RelayCircuitTests {
  @Test(
    "the pauses double from five seconds to five minutes, and each is up to a quarter longer", arguments: [0, 1, 77])
  func pauses(seed: UInt64) throws {
    // Given
    var circuit = RelayCircuit(seed: seed)
    var now = try Samples.moment("2026-11-23T09:00:00Z")
    for seconds in [5, 10, 20, 40, 80, 160, 300, 300] as [Int64] {
      // When
      circuit.took(1)
      circuit.ended(.blocked, max: 20, now: now)
      // Then
      let opensAt = try #require(circuit.opensAt)
      let wait = opensAt.milliseconds - now.milliseconds
      #expect((seconds * 1_000..<seconds * 1_250).contains(wait))
      #expect(circuit.room(max: 20, underWay: 0, now: opensAt.adding(milliseconds: -1)) == 0)
      #expect(circuit.room(max: 20, underWay: 19, now: opensAt) == 1)
      now = opensAt
    }
  }

  @Test("the pauses of ten installations are spread over the whole quarter, no two neighbours close to one another")
  func spread() throws {
    // Given
    let now = try Samples.moment("2026-11-23T09:00:00Z")
    var circuits = (1...10).map { RelayCircuit(seed: $0) }
    for seconds in [5, 10, 20, 40, 80, 160, 300] as [Int64] {
      // When
      let later = try circuits.indices.map { index in
        circuits[index].took(1)
        circuits[index].ended(.blocked, max: 20, now: now)
        return try #require(circuits[index].opensAt).milliseconds - now.milliseconds - seconds * 1_000
      }
      // Then
      let edges = [0] + later.sorted() + [seconds * 250]
      #expect(zip(edges, edges.dropFirst()).allSatisfy { $1 - $0 <= seconds * 250 / 4 }, "\(later)")
      #expect(zip(later, later.dropFirst()).allSatisfy { abs($1 - $0) >= seconds * 250 / 3 }, "\(later)")
    }
  }

  @Test("twenty that fail together are one failure, and one that hangs does not keep the probe from going")
  func together() throws {
    // Given
    var circuit = RelayCircuit(seed: 0)
    let now = try Samples.moment("2026-11-23T09:00:00Z")
    circuit.took(20)
    for _ in 1...20 { circuit.ended(.blocked, max: 20, now: now) }
    // Then
    let opensAt = try #require(circuit.opensAt)
    #expect(opensAt < now.adding(seconds: 7))
    // When
    circuit.took(1)
    // Then
    #expect(circuit.room(max: 20, underWay: 1, now: opensAt) == 0)
  }

  @Test("after one has passed there is room for two, then for one more with each that passes")
  func opensUp() throws {
    // Given
    var circuit = RelayCircuit(seed: 0)
    let now = try Samples.moment("2026-11-23T09:00:00Z")
    circuit.ended(.blocked, max: 4, now: now)
    // When
    var rooms: [Int] = []
    for _ in 1...4 {
      circuit.ended(.free, max: 4, now: now)
      rooms.append(circuit.room(max: 4, underWay: 0, now: now))
    }
    // Then
    #expect(rooms == [2, 3, 4, 4])
    #expect(circuit.opensAt == nil)
  }

  @Test("a probe that was overtaken is followed by another one at once")
  func overtaken() throws {
    // Given
    var circuit = RelayCircuit(seed: 0)
    let now = try Samples.moment("2026-11-23T09:00:00Z")
    circuit.ended(.blocked, max: 4, now: now)
    let later = now.adding(seconds: 10)
    circuit.took(1)
    // When
    circuit.ended(.unknown, max: 4, now: later)
    // Then
    #expect(circuit.room(max: 4, underWay: 0, now: later) == 1)
  }

  @Test("a pause that was measured by a wrong clock ends when the clock is set right")
  func clockWasSet() throws {
    // Given a pause until a moment that the clock will not show for two hours
    var circuit = RelayCircuit(seed: 0)
    let now = try Samples.moment("2026-11-23T09:00:00Z")
    circuit.ended(.blocked, max: 20, now: now.adding(seconds: 7_200))
    #expect(circuit.room(max: 20, underWay: 0, now: now) == 0)
    // When
    circuit.clockWasSet(now: now)
    // Then one may try
    #expect(circuit.room(max: 20, underWay: 0, now: now) == 1)
  }

  @Test("another way is another number, so that what ends on the old one can be told")
  func ways() {
    var circuit = RelayCircuit(seed: 0)
    circuit.reset()
    circuit.reset()
    #expect(circuit.way == 2 && circuit.opensAt == nil)
  }

  @Test("only what every other notice would meet blocks the way, and only what a server said frees it")
  func passage() {
    let seen = AttemptRecord(peer: "relay.example:25", serverName: "relay.example", reason: "553 sender not allowed")
    let unseen = AttemptRecord(peer: "relay.example:25", reason: "the message has no header")
    let table: [(MailOutcome, RelayCircuit.Passage)] = [
      (.accepted(seen), .free), (.refused(seen), .free), (.refused(unseen), .unknown),
      (.deferred(seen, .message), .free), (.deferred(seen, .sender), .free), (.deferred(seen, .relay), .blocked),
      (.deferred(seen, .connection), .blocked), (.deferred(unseen, .connection), .blocked),
      (.deferred(unseen, .local), .blocked), (.inDoubt(seen), .blocked),
      (.abandoned(unseen, CancellationError()), .unknown),
    ]
    for (outcome, expected) in table { #expect(outcome.passage == expected, "\(outcome)") }
  }
}
