import Dunning
import DunningStore
import DunningTesting
import Testing

/// Two files, each with an entry of one account, day and sum.
@Suite("Two entries that are called alike", .timeLimit(.minutes(20)))
struct EntryDifferenceTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    bank = BankWorld(fixture)
  }

  private static let accounts = ["DE02120300000000202051", "DE02500105170137075030"]

  /// What an entry says; nil where it says nothing.
  struct Saying: Sendable {
    var text: String?
    var endToEnd: String?
    var name: String?
    /// Which of two accounts.
    var from: Int?
    var number: String?

    func entry(_ amount: String = "120.00") throws -> MatchEntry {
      try BankWorld.entry(amount, text, reference: number, name: name) {
        $0.endToEnd = endToEnd
        $0.account = from.map { EntryDifferenceTests.accounts[$0] }
      }
    }
  }

  /// How two entries differ, and what the second is in a file of the same kind and in one of another.
  struct Pair: Sendable, CustomTestStringConvertible {
    let first: Saying
    let second: Saying
    let inSameKind: Match.Verdict
    let inOtherKind: Match.Verdict

    init(_ first: Saying, _ second: Saying, _ same: Match.Verdict, _ other: Match.Verdict) {
      (self.first, self.second, inSameKind, inOtherKind) = (first, second, same, other)
    }

    var testDescription: String { "\(first) \(second)" }
  }

  private static let pairs: [Pair] = [
    // The number of the claim stands in the transfer's own reference alone.
    Pair(
      Saying(endToEnd: "R-2026-0001", name: "Anna Kunde", from: 0),
      Saying(endToEnd: "R-2026-0002", name: "Bert Käufer", from: 1), .booked, .booked),
    Pair(Saying(endToEnd: "R-2026-0001"), Saying(endToEnd: "R-2026-0002"), .booked, .booked),
    Pair(
      Saying(text: "R-2026-0001 R-2026-0002", name: "Anna Kunde", from: 0),
      Saying(text: "R-2026-0001 R-2026-0002", name: "Bert Käufer", from: 1), .proposed, .proposed),
    Pair(
      Saying(text: "Beitrag", name: "Anna Kunde"), Saying(text: "Beitrag", name: "Bert Käufer"), .proposed, .proposed),
    // A bank's number that is none.
    Pair(
      Saying(text: "R-2026-0001", number: "2026113000000001"), Saying(text: "R-2026-0002", number: "2026113000000001"),
      .booked, .known),
    Pair(
      Saying(text: "Beitrag", endToEnd: "E-1", number: "7"), Saying(text: "Beitrag", endToEnd: "E-2", number: "7"),
      .proposed, .known),
    // One movement, though another kind of file writes a field in its own way.
    Pair(
      Saying(text: "R-2026-0001", endToEnd: "E-1", name: "Anna Kunde", from: 0),
      Saying(text: "R-2026-0001", endToEnd: "E-1", name: "KUNDE ANNA", from: 0), .known, .known),
    Pair(
      Saying(text: "R-2026-0001", name: "Anna Kunde-Meier", from: 0),
      Saying(text: "R-2026-0001", name: "Meier Ann", from: nil), .proposed, .known),
    Pair(Saying(text: "R-2026-0001"), Saying(text: "R-2026-0001", name: "Anna Kunde"), .known, .known),
  ]

  @Test("one that says otherwise is another, or a question, and nothing that came in is lost", arguments: pairs)
  func pair(_ pair: Pair) async throws {
    for (index, format) in ["camt.053.001.08", "csv"].enumerated() {
      let fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
      let bank = BankWorld(fixture)
      try await bank.enqueue("R-2026-0001", "R-2026-0002")
      try await bank.take(try BankWorld.file("a", try pair.first.entry()))
      let waiting = try await fixture.docket.entriesWaiting().count
      let second = try BankWorld.file("b", format: format, try pair.second.entry())
      let taken = try await bank.take(second)
      let expected = index == 0 ? pair.inSameKind : pair.inOtherKind
      #expect(taken.entries.map(\.verdict) == [expected], "\(format): \(taken.entries[0].because)")
      // Each file again says nothing new, and what waited for a person still does.
      #expect(try await bank.take(second).entries.map(\.verdict) == [.known])
      #expect(try await bank.take(try BankWorld.file("c", try pair.first.entry())).entries.map(\.verdict) == [.known])
      #expect(try await fixture.docket.entriesWaiting().count == waiting + (expected == .proposed ? 1 : 0))
      #expect(try await fixture.money.findings() == [])
    }
  }

  /// A sum that was booked as one, of parts of 60.00 each, or of what they are said to be.
  private func batch(_ parts: [Saying], each: String = "60.00", number: String? = nil) throws -> MatchEntry {
    try BankWorld.entry("120.00", "Sammelgutschrift", reference: number) {
      $0.parts = try parts.map { try $0.entry(each) }
    }
  }

  @Test("batches of one day and sum that consist of other transfers are two", arguments: [nil, "2026113000000001"])
  func batches(number: String?) async throws {
    for reference in ["R-2026-0001", "R-2026-0002", "R-2026-0003", "R-2026-0004"] {
      try await bank.enqueue(reference, amount: "60.00")
    }
    let first = try batch(
      [Saying(text: "R-2026-0001", endToEnd: "E-1"), Saying(text: "R-2026-0002", endToEnd: "E-2")], number: number)
    let second = try batch(
      [Saying(text: "R-2026-0003", endToEnd: "E-3"), Saying(text: "R-2026-0004", endToEnd: "E-4")], number: number)
    #expect(
      try await bank.told(try BankWorld.file("a", first)) == [
        "booked R-2026-0001 60.00 payment", "booked R-2026-0002 60.00 payment",
      ])
    let taken = try await bank.told(try BankWorld.file("b", second))
    #expect(
      number == nil
        ? taken == ["booked R-2026-0003 60.00 payment", "booked R-2026-0004 60.00 payment"]
        : taken == ["proposed", "proposed"])
    #expect(try await bank.told(try BankWorld.file("c", second, first)) == ["known", "known", "known", "known"])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a batch that waits for a person is not over because another one of its sum has come")
  func waiting() async throws {
    for reference in ["R-2026-0001", "R-2026-0002", "R-2026-0003", "R-2026-0004"] {
      try await bank.enqueue(reference, amount: "60.00")
    }
    // Parts that do not come to the sum.
    let odd = try batch([Saying(text: "R-2026-0001"), Saying(text: "R-2026-0002")], each: "61.00")
    #expect(try await bank.told(try BankWorld.file("a", odd)) == ["proposed"])
    let other = try batch([Saying(text: "R-2026-0003"), Saying(text: "R-2026-0004")])
    let taken = try await bank.told(try BankWorld.file("b", other))
    #expect(taken == ["booked R-2026-0003 60.00 payment", "booked R-2026-0004 60.00 payment"])
    #expect(try await fixture.docket.entriesWaiting().count == 1)
    // One without details may be either.
    let bare = try BankWorld.entry("120.00", "Sammelgutschrift")
    let late = try batch([Saying(text: "R-2026-0001"), Saying(text: "R-2026-0002")])
    let empty = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    let second = BankWorld(empty)
    for reference in ["R-2026-0001", "R-2026-0002"] { try await second.enqueue(reference, amount: "60.00") }
    #expect(try await second.told(try BankWorld.file("a", bare)) == ["proposed"])
    #expect(try await second.told(try BankWorld.file("b", late)) == ["proposed", "proposed"])
    // Another kind of file tells the details of what the first has booked.
    let third = BankWorld(try DocketFixture(now: "2026-12-01T08:00:00+01:00"))
    for reference in ["R-2026-0001", "R-2026-0002"] { try await third.enqueue(reference, amount: "60.00") }
    #expect(try await third.told(try BankWorld.file("a", bare)) == ["proposed"])
    #expect(
      try await third.told(try BankWorld.file("b", format: "camt.054.001.08", late))
        == ["booked R-2026-0001 60.00 payment", "booked R-2026-0002 60.00 payment"])
    #expect(try await third.fixture.docket.entriesWaiting().isEmpty)
  }

  @Test("what is announced twice with another reference each is announced by two")
  func announced() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    func told(_ name: String, _ saying: Saying, isMoved: Bool) throws -> BankFile {
      var entry = try saying.entry()
      entry.status = isMoved ? .booked : .pending
      return try BankWorld.file(name, entry)
    }
    let first = Saying(text: "Miete", endToEnd: "R-2026-0001", from: 0)
    let second = Saying(text: "Miete", endToEnd: "R-2026-0002", from: 1)
    #expect(try await bank.told(try told("a", first, isMoved: false)) == ["held"])
    #expect(try await bank.told(try told("b", second, isMoved: true)) == ["booked R-2026-0002 120.00 payment"])
    // The one that has not moved still holds its claim.
    #expect(try await fixture.claim("R-2026-0001").record.claim.heldUntil != nil)
    #expect(try await bank.told(try told("c", first, isMoved: true)) == ["booked R-2026-0001 120.00 payment"])
    #expect(try await fixture.docket.entriesWaiting().isEmpty)
    #expect(try await fixture.money.findings() == [])
  }
}
