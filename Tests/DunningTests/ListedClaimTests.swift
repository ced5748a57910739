import Dunning
import Testing

@Suite("What a complete list of what is open means for a claim")
struct ListedClaimTests {
  private func euros(_ units: Int64) throws -> Money {
    Money(minorUnits: units, currency: try #require(Currency("EUR")))
  }

  /// A claim over 1000.00.
  private func claim(
    open: Int64, _ state: Claim.State = .open, isPaid: Bool? = nil, told: [Int64] = []
  ) throws -> ListedClaim {
    ListedClaim(
      state: state, amount: try euros(1000), outstanding: try euros(open), isPaidInPart: isPaid ?? (open < 1000),
      told: try told.enumerated().map { .init(payment: PaymentID(Int64($0 + 1)), amount: try euros($1)) })
  }

  @Test("as much is the same, less was paid")
  func less() throws {
    #expect(try claim(open: 1000).verdict(listed: euros(1000)) == .same)
    #expect(try claim(open: 1000).verdict(listed: euros(700)) == .paid(euros(300)))
    #expect(try claim(open: 700).verdict(listed: euros(200)) == .paid(euros(500)))
  }

  @Test("a list that has not heard of a payment dunns nobody for it")
  func behind() throws {
    #expect(try claim(open: 400).verdict(listed: euros(1000)) == .behind(euros(600)))
    #expect(try claim(open: 0, .paid).verdict(listed: euros(1000)) == .behind(euros(1000)))
    // When lists had told of another sum
    #expect(try claim(open: 450, told: [300]).verdict(listed: euros(700)) == .behind(euros(250)))
  }

  @Test("what lists told before is taken back by a list that says so exactly")
  func takenBack() throws {
    #expect(try claim(open: 700, told: [300]).verdict(listed: euros(1000)) == .takenBack([PaymentID(1)], euros(300)))
    #expect(
      try claim(open: 0, .paid, told: [700, 300]).verdict(listed: euros(1000))
        == .takenBack([PaymentID(1), PaymentID(2)], euros(1000)))
    #expect(
      try claim(open: 0, .paid, told: [700, 300]).verdict(listed: euros(700)) == .takenBack([PaymentID(1)], euros(700)))
  }

  @Test("more than the claim is about is its sum, or a question where something was paid")
  func raised() throws {
    #expect(try claim(open: 1000).verdict(listed: euros(1100)) == .raised(euros(1100)))
    #expect(try claim(open: 700).verdict(listed: euros(1100)) == .contradicts)
  }

  @Test("what a person has given up stays so", arguments: [Claim.State.withdrawn, .writtenOff])
  func givenUp(_ state: Claim.State) throws {
    #expect(try claim(open: 1000, state).verdict(listed: euros(1000)) == .givenUp)
  }

  @Test("an entry of a statement is the money that lists told of, or new")
  func explained() throws {
    let claim = try claim(open: 700, told: [300])
    // Then the very sum is, whenever it was booked, and so is all of it
    #expect(try claim.explained(by: euros(300), isLater: true) == euros(300))
    #expect(try claim.explained(by: euros(1000), isLater: true) == euros(300))
    // Then what pays just what is open is new
    #expect(try claim.explained(by: euros(700), isLater: false) == euros(0))
    // Then of another sum the day decides
    #expect(try claim.explained(by: euros(200), isLater: false) == euros(200))
    #expect(try claim.explained(by: euros(200), isLater: true) == euros(0))
    #expect(try claim.explained(by: euros(500), isLater: false) == euros(300))
    // Then a claim of which no list told has nothing to explain
    #expect(try self.claim(open: 700).explained(by: euros(300), isLater: false) == euros(0))
  }

  @Test("a list that touches too much is held, but for a handful; one that names nothing is held always")
  func held() throws {
    let rules = ListRules()
    #expect(rules.reasonToHold(listed: 80, open: 100, touched: 20) == nil)
    #expect(rules.reasonToHold(listed: 79, open: 100, touched: 21) != nil)
    #expect(rules.reasonToHold(listed: 1, open: 10, touched: 10) == nil)
    #expect(rules.reasonToHold(listed: 0, open: 2, touched: 2) != nil)
    #expect(rules.reasonToHold(listed: 0, open: 0, touched: 0) == nil)
    #expect(ListRules(holdAbove: 100).reasonToHold(listed: 1, open: 100, touched: 100) == nil)
  }
}
