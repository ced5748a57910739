import Dunning
import DunningStore
import DunningTesting

/// A docket in which things happen by a seeded chance.
struct BookWorld {
  let fixture: DocketFixture
  private var chance: SeededGenerator
  private var claims = 0
  private var payments = 0

  init(seed: UInt64) throws {
    fixture = try DocketFixture(now: "2026-12-15T08:00:00+01:00")
    chance = SeededGenerator(seed: seed)
  }

  mutating func act(times: Int) async throws {
    for _ in 0..<times { try await act() }
  }

  private mutating func act() async throws {
    let what = below(10)
    if claims == 0 || what < 3 {
      claims += 1
      try await fixture.enqueue(try Samples.draft("B-\(claims)", amount: "\(1 + below(200)).\(10 + below(90))"))
      return
    }
    let reference = "B-\(1 + below(claims))"
    payments += 1
    let kinds: [Payment.Kind] = [.payment, .payment, .payment, .creditNote, .refund, .chargeback]
    // What makes no sense in the state of the claim is refused, and nothing is booked.
    do {
      switch what {
      case 3: try await fixture.change(reference, .withdraw(reason: "x"))
      case 4: try await fixture.change(reference, .writeOff(reason: "x"))
      default:
        try await fixture.pay(
          reference, "\(1 + below(120)).\(10 + below(90))", kind: kinds[below(kinds.count)], id: "p\(payments)")
      }
    } catch let error as DocketError where error.code == .wrongState {}
  }

  private mutating func below(_ count: Int) -> Int { Int(chance.next() % UInt64(count)) }
}
