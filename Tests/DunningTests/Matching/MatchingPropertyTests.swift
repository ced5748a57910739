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

  @Test("nearly all that names one claim by what is open on it is booked")
  func most() throws {
    var (booked, named) = (0, 0)
    for seed in Self.seeds {
      var world = try MatchWorld(seed: seed)
      let book = MemoryBook(world.claims)
      for _ in 0..<200 {
        let sample = try world.next()
        guard sample.meant.count == 1, let claim = sample.meant.first.flatMap({ book.claims[$0] }), claim.isOpen,
          claim.open == sample.entry.amount
        else { continue }
        named += 1
        if try matched(sample.entry, book).verdict == .booked { booked += 1 }
      }
    }
    #expect(named > 200 && booked * 100 >= named * 98, "\(booked) of \(named)")
  }
}
