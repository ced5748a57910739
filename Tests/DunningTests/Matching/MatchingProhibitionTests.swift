import Testing

@testable import Dunning

@Suite("Which claim was meant: what never books by itself")
struct MatchingProhibitionTests {
  @Test(
    "a text that names nothing whole only proposes",
    arguments: [
      "", "Danke", "Müller GmbH", "RE-2026-O2O7", "RE-2026-0270", "RE-2026-02070", "XRE-2026-02071", "RE-2026-0207-1",
      "RE-2026-0207A", "RE-2026", "2026", "0207.2026", "Kunde 2026-0207", "RE-2026-0207.1", "1RE-2026-02075",
      "DE89370400440532013000", "RE-2026-0207/B", "MREF+RE-2026-0207 CRED+DE98ZZZ09999999999",
    ])
  func nothingWhole(text: String) throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    let match = try matched(try matchEntry("100.00", text, name: "Müller GmbH"), book)
    #expect(match.verdict == .proposed, "\(match.because)")
    #expect(match.candidateReferences == ["RE-2026-0207"])
    #expect(match.hold == .init(claims: [ClaimID(1)], until: matchDay.adding(days: 5)))
    #expect(match.unallocated.decimal == "100.00")
  }

  @Test(
    "a reference that begins another one is not that one",
    arguments: ["RE-10", "RE 10", "RE10", "RE-1-0", "RE-1/0", "RE-1.0", "RE-12", "ARE-1", "RE-1A", "RE-1-2026"])
  func prefix(text: String) throws {
    let book = MemoryBook([try matchClaim(1, "RE-1")])
    #expect(try matched(try matchEntry("100.00", text, name: "Müller GmbH"), book).verdict == .proposed)
  }

  @Test("likeness proposes: O for 0, two neighbours exchanged")
  func likeness() throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207", debtor: "Somebody")])
    for text in ["RE-2O26-O2O7", "RE-2026-0270", "RE-2062-0207", "ER-2026-0207", "RE-20260Z07"] {
      let match = try matched(try matchEntry("33.00", text), book)
      #expect(match.verdict == .proposed)
      #expect(match.candidateReferences == ["RE-2026-0207"], "\(text) \(match.because)")
    }
  }

  @Test("what is booked on a day to come never books, but for the zones' sake tomorrow does")
  func future() throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    var entry = try matchEntry("100.00", "RE-2026-0207")
    entry.booked = matchDay.adding(days: 2)
    let match = try matched(entry, book)
    #expect(match.verdict == .proposed)
    #expect(match.because.first?.hasSuffix("a day to come") == true)
    entry.booked = matchDay.adding(days: 1)
    #expect(try matched(entry, book).verdict == .booked)
    // What came on Friday evening is booked on Monday.
    (entry.booked, entry.value) = (matchDay.adding(days: 3), matchDay)
    #expect(try matched(entry, book).verdict == .booked)
    entry.value = matchDay.adding(days: 3)
    #expect(try matched(entry, book).verdict == .proposed)
    (entry.booked, entry.value) = (matchDay.adding(days: 20), matchDay)
    #expect(try matched(entry, book).verdict == .proposed)
  }

  @Test("another currency never books, and the claim waits")
  func currency() throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207", currency: "USD")])
    let match = try matched(try matchEntry("100.00", "RE-2026-0207"), book)
    #expect(match.verdict == .proposed)
    #expect(match.because == ["the sum is in another currency than RE-2026-0207"])
    #expect(match.hold?.claims == [ClaimID(1)])
  }

  @Test(
    "what has not moved is held for three days, or told",
    arguments: [(MatchEntry.Status.pending, Match.Verdict.held), (.information, .held), (.void, .ignored)])
  func unmoved(status: MatchEntry.Status, verdict: Match.Verdict) throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    var entry = try matchEntry("100.00", "RE-2026-0207")
    entry.status = status
    let match = try matched(entry, book)
    #expect(match.verdict == verdict)
    #expect(match.allocations.isEmpty)
    #expect(match.hold?.until == (verdict == .held ? matchDay.adding(days: 3) : nil))
  }

  @Test("what is pending and then booked is decided anew, what a person decided is not")
  func prior() throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    var entry = try matchEntry("100.00", "RE-2026-0207")
    for (prior, verdict) in [
      (MatchEntry.Prior.none, Match.Verdict.booked), (.pending, .booked), (.known, .known), (.decided, .known),
    ] {
      entry.prior = prior
      #expect(try matched(entry, book).verdict == verdict)
    }
  }

  @Test("money of an account that nobody has is refused, between own accounts it is nobody's")
  func accounts() throws {
    var book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    var entry = try matchEntry("100.00", "RE-2026-0207")
    entry.account = "DE89 3704 0044 0532 0130 00"
    let rules = MatchRules(ownAccounts: ["DE89370400440532013000"])
    #expect(try matched(entry, book, rules: rules).verdict == .ignored)
    book.hasCreditor = false
    #expect(try matched(entry, book).verdict == .refused)
  }

  @Test("a batch whose parts do not add up waits, one whose parts do is decided part by part")
  func batches() throws {
    var book = MemoryBook([try matchClaim(1, "RE-2026-0207"), try matchClaim(2, "RE-2026-0208", "50.00")])
    var entry = try matchEntry("150.00")
    entry.parts = [try matchEntry("100.00", "RE-2026-0207"), try matchEntry("40.00", "RE-2026-0208")]
    #expect(entry.items.count == 1)
    let whole = try matched(entry.items[0], book)
    #expect(whole.verdict == .proposed)
    #expect(whole.because == ["its parts come to 140.00, not to 150.00 EUR"])
    #expect(whole.hold?.claims == [ClaimID(1), ClaimID(2)])
    entry.parts[1] = try matchEntry("50.00", "RE-2026-0207")
    var told: [String] = []
    for item in entry.items {
      let match = try matched(item, book)
      told.append("\(match.verdict) \(match.told)")
      book.book(match)
    }
    #expect(told == ["booked RE-2026-0207 100.00", "proposed "])
  }

  @Test("a claim that is paid is not paid again, and the debtor's others wait too")
  func twice() throws {
    let book = MemoryBook([
      try matchClaim(1, "RE-2026-0207", state: .paid, open: "0.00"), try matchClaim(2, "RE-2026-0208"),
      try matchClaim(3, "RE-2026-0209", state: .withdrawn),
    ])
    let match = try matched(try matchEntry("100.00", "RE-2026-0207", name: "Müller GmbH"), book)
    #expect(match.verdict == .proposed)
    #expect(match.candidateReferences == ["RE-2026-0207", "RE-2026-0208"])
    #expect(match.hold?.claims == [ClaimID(2)])
    #expect(try matched(try matchEntry("100.00", "RE-2026-0209"), book).verdict == .proposed)
  }

  @Test("two claims that may be meant alike are left to a person")
  func equals() throws {
    let book = MemoryBook([
      try matchClaim(1, "RE-2025-0207"), try matchClaim(2, "RE-2026-0207"), try matchClaim(3, "1001"),
      try matchClaim(4, "1002"),
    ])
    for text in ["Rechnung 0207", "1001 oder 1002", "Danke"] {
      let match = try matched(try matchEntry("100.00", text, name: "Müller GmbH"), book)
      #expect(match.verdict == .proposed, "\(text): \(match.because)")
      #expect(match.candidates.count >= 2)
    }
  }

  @Test("a sum that many claims have open holds none of them for that alone")
  func many() throws {
    let book = MemoryBook(try (1...50).map { try matchClaim(Int64($0), "A-\(10_000 + $0)", "9.90", debtor: "D\($0)") })
    let match = try matched(try matchEntry("9.90", "Danke", name: "D7"), book)
    #expect(match.candidateReferences == ["A-10007"])
    #expect(match.hold?.claims == [ClaimID(7)])
    #expect(match.because.contains("more than 20 claims have this sum open: none is held for that alone"))
  }

  @Test("numbers of customers, days, telephones and accounts are no references, whatever claims are called")
  func otherNumbers() throws {
    let references = ["030123456", "20260203", "3022026", "100001", "37040044", "0532013000", "4711", "2026", "203"]
    let book = MemoryBook(try references.enumerated().map { try matchClaim(Int64($0.offset + 1), $0.element, "55.00") })
    for text in [
      "Tel. 030/123456", "Tel 030123456", "vom 03.02.2026", "2026-02-03", "Kundennummer 100001", "Kd-Nr: 100001",
      "KTO 0532013000 BLZ 37040044", "DE89 3704 0044 0532 0130 00", "客户编号100001", "+49 30 123456", "EUR 4711,00",
    ] {
      let match = try matched(try matchEntry("12.00", text, name: "Somebody"), book)
      #expect(match.verdict == .proposed, "\(text): \(match.told)")
    }
  }

  @Test("a long text that is not searched to its end is left to a person")
  func long() throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    let text = String(repeating: "x1 ", count: 300) + "RE-2026-0207"
    #expect(try matched(try matchEntry("100.00", text), book).verdict == .proposed)
  }
}
