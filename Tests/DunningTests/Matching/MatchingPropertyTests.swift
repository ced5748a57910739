import Testing

@testable import Dunning

@Suite("Which claim was meant: at random")
struct MatchingPropertyTests {
  private static let seeds = Array(UInt64(1)...12)

  @Test("whatever is written, nothing is booked on a claim that was not meant", arguments: seeds)
  func meant(seed: UInt64) throws {
    var world = try MatchWorld(seed: seed)
    let book = MemoryBook(world.claims)
    for _ in 0..<200 {
      let sample = try world.next()
      let match = try matched(sample.entry, book)
      let wrong = match.allocations.filter { !sample.meant.contains($0.claim) }
      #expect(
        wrong.isEmpty,
        "\(sample.entry.text ?? "") \(sample.entry.amount.decimal) \(sample.entry.name ?? ""): \(match.told) \(match.because)"
      )
    }
  }

  @Test("what is booked stands in the text, in its currency, and is no more than came or was open", arguments: seeds)
  func bounds(seed: UInt64) throws {
    var world = try MatchWorld(seed: seed)
    let book = MemoryBook(world.claims)
    for _ in 0..<200 {
      let entry = try world.next().entry
      let match = try matched(entry, book)
      let said = SquashedText(entry.text ?? "").text
      let paid = match.allocations.reduce(0) { $0 + $1.amount.minorUnits }
      #expect(paid <= entry.amount.minorUnits)
      if match.verdict == .booked { #expect(paid + match.unallocated.minorUnits == entry.amount.minorUnits) }
      if match.verdict != .booked { #expect(match.allocations.isEmpty) }
      for allocation in match.allocations {
        let claim = try #require(book.claims[allocation.claim])
        #expect(allocation.amount.currency == claim.open.currency && allocation.amount.isPositive)
        #expect(allocation.amount.minorUnits <= claim.open.minorUnits && claim.state.isOpen)
        #expect(Self.stands(claim, in: said, isWhole: allocation.amount == claim.open))
      }
      for id in match.hold?.claims ?? [] { #expect(book.claims[id]?.state.isOpen ?? false) }
    }
  }

  /// A second way to look: the letters and digits of a reference are somewhere in those of the text; without its letters
  /// only where all that is open was paid.
  private static func stands(_ claim: MatchClaim, in text: String, isWhole: Bool) -> Bool {
    let references = [claim.reference] + claim.paymentReferences.map(\.text)
    if references.contains(where: { text.contains(SquashedText($0).text) }) { return true }
    let last = SquashedText(claim.reference).runs.last { $0.kind == .digits }
    return isWhole && last.map { text.contains($0.withoutNoughts) } ?? false
  }

  /// Whether a reference is long, or who paid is the debtor, and no other claim is called so.
  private static func isPlain(_ claim: MatchClaim, _ entry: MatchEntry, among claims: [MatchClaim]) -> Bool {
    let own = SquashedText(claim.reference).text
    let isLong = own.utf8.count(where: isDigit) > 5
    let isDebtor = entry.name.map { NameKey.agrees($0, with: claim.debtorName) } ?? false
    return (isLong || isDebtor) && claims.count { SquashedText($0.reference).text == own } == 1
  }

  /// As texts about flats, rooms and years have them.
  @Test("no number that is so short that it stands in any text is booked for somebody else", arguments: seeds)
  func short(seed: UInt64) throws {
    var random = Seeded(seed)
    let references = (1...30).map { "\(random.pick(["N", "", "A-", "W "]))\(random.number(1...9_999))|\($0)" }
    let claims = try Set(references.map { String($0.prefix { $0 != "|" }) }).sorted().enumerated().map {
      try matchClaim(Int64($0 + 1), $1, "850.00", debtor: "Debtor \($0 + 1) AG")
    }
    var book = MemoryBook(claims)
    for claim in claims { book.notices[NoticeID(claim.id.number)] = [claim.id] }
    for _ in 0..<100 {
      let claim = random.pick(claims)
      let number = random.chance(50) ? claim.reference : "n\(claim.id.number)"
      let text = random.pick(["Miete Wohnung \(number) November", number, "Block \(number), 2. OG", "\(number) Miete"])
      let match = try matched(try matchEntry("850.00", text, name: random.pick(["Max Fremd", "Debtor 999 AG"])), book)
      #expect(match.verdict == .proposed, "\(text): \(match.told) \(match.because)")
    }
  }

  @Test("nearly all that names one claim by what is open on it is booked")
  func most() throws {
    var (booked, named) = (0, 0)
    for seed in Self.seeds {
      var world = try MatchWorld(seed: seed)
      let book = MemoryBook(world.claims)
      for _ in 0..<200 {
        let sample = try world.next()
        guard sample.meant.count == 1, let claim = sample.meant.first.flatMap({ book.claims[$0] }), claim.isOpen,
          claim.open == sample.entry.amount, Self.isPlain(claim, sample.entry, among: world.claims)
        else { continue }
        named += 1
        if try matched(sample.entry, book).verdict == .booked { booked += 1 }
      }
    }
    #expect(named > 200 && booked * 100 >= named * 98, "\(booked) of \(named)")
  }
}
