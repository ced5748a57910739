import Testing

@testable import Dunning

@Suite("Which claim was meant: differences, wallets and returns")
struct MatchingSumTests {
  @Test(
    "what is missing below the tolerance is credited",
    arguments: [
      ("99.97", "RE-2026-0207 99.97, RE-2026-0207 0.03 credit-note"),
      ("99.95", "RE-2026-0207 99.95, RE-2026-0207 0.05 credit-note"),
      ("99.94", "RE-2026-0207 99.94"),
    ])
  func tolerance(sum: String, told: String) throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    let rules = MatchRules(tolerance: [try money("0.05").currency: try money("0.05")])
    #expect(try matched(try matchEntry(sum, "RE-2026-0207"), book, rules: rules).told == told)
    #expect(try matched(try matchEntry(sum, "RE-2026-0207"), book).told == "RE-2026-0207 \(sum)")
  }

  @Test(
    "a discount is credited while its day is not over, rounded either way",
    arguments: [
      (0, "120.96", "RE-2026-0207 120.96, RE-2026-0207 2.47 credit-note"),
      (0, "120.97", "RE-2026-0207 120.97, RE-2026-0207 2.46 credit-note"), (-1, "120.96", "RE-2026-0207 120.96"),
      (0, "120.90", "RE-2026-0207 120.90"), (5, "123.43", "RE-2026-0207 123.43"),
    ])
  func discount(days: Int, sum: String, told: String) throws {
    let discount = MatchClaim.Discount(percent: try Percent(parsing: "2"), until: matchDay.adding(days: days))
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207", "123.43", discount: discount)])
    let match = try matched(try matchEntry(sum, "RE-2026-0207"), book)
    #expect(match.told == told, "\(match.because)")
    if days < 0 { #expect(match.because.last?.contains("the discount ended on") ?? false) }
  }

  @Test("the day of a discount is the value day, not the day of the booking or of the import")
  func valueDay() throws {
    let discount = MatchClaim.Discount(percent: try Percent(parsing: "2"), until: matchDay.adding(days: -3))
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207", discount: discount)])
    var entry = try matchEntry("98.00", "RE-2026-0207")
    entry.value = matchDay.adding(days: -3)
    #expect(try matched(entry, book).told == "RE-2026-0207 98.00, RE-2026-0207 2.00 credit-note")
  }

  @Test("stated charges count for the debtor, others stay open and are told")
  func charges() throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    var entry = try matchEntry("96.00", "RE-2026-0207")
    let unstated = try matched(entry, book)
    #expect(unstated.told == "RE-2026-0207 96.00")
    #expect(unstated.because.last == "4.00 EUR stays open on RE-2026-0207: likely charges of a bank")
    entry.charges = try money("4.00")
    let stated = try matched(entry, book)
    #expect(stated.told == "RE-2026-0207 100.00")
    #expect(stated.costs?.decimal == "4.00")
    #expect(stated.sum.decimal == "100.00")
    entry.amount = try money("46.00")
    entry.instructed = try money("50.00")
    #expect(try matched(entry, book).told == "RE-2026-0207 50.00")
    entry.amount = try money("100.00")
    entry.instructed = nil
    #expect(try matched(entry, book).told == "RE-2026-0207 100.00")
  }

  @Test("at a wallet the gross sum is what the debtor paid, the fee is the creditor's")
  func wallet() throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207")])
    var entry = try matchEntry("97.10", "RE-2026-0207")
    entry.gross = try money("100.00")
    entry.fee = try money("2.90")
    let match = try matched(entry, book)
    #expect(match.told == "RE-2026-0207 100.00")
    #expect(match.costs?.decimal == "2.90")
    entry.fee = try money("3.00")
    #expect(try matched(entry, book).verdict == .proposed)
    entry.fee = nil
    #expect(try matched(entry, book).costs?.decimal == "2.90")
  }

  private func reversed(
    _ sum: String, gross: String, fee: String?, _ text: String, of transaction: String? = "TX1"
  ) throws -> MatchEntry {
    var entry = try matchEntry(sum, text)
    let units = Int64(try money(gross).minorUnits)
    entry.gross = Money(minorUnits: -units, currency: entry.amount.currency)
    entry.fee = try fee.map { try money($0) }
    entry.endToEnd = transaction
    entry.bankReference = "TX9"
    return entry
  }

  private func walletBook() throws -> MemoryBook {
    var book = MemoryBook([try matchClaim(1, "RE-2026-0207", state: .paid, open: "0.00")])
    let part = MatchPayment.Part(claim: ClaimID(1), reference: "RE-2026-0207", amount: try money("100.00"))
    book.payments = [
      MatchPayment(
        id: "e1", amount: try money("100.00"), booked: matchDay.adding(days: -9), bankReference: "TX1",
        allocations: [part])
    ]
    return book
  }

  @Test(
    "what a wallet takes back of a transaction that it names opens its claim again by the gross sum",
    arguments: [
      ("-97.10", "2.90", "Payment Reversal"), ("-100.00", nil, "Chargeback"),
      ("-100.00", "0.00", "Rückbuchung"), ("-116.00", "16.00", "Chargeback"), ("-115.00", "15.00", "dispute Widget"),
    ])
  func walletReturn(sum: String, fee: String?, text: String) throws {
    let match = try matched(try reversed(sum, gross: "100.00", fee: fee, text), try walletBook())
    #expect(match.verdict == .booked, "\(match.because)")
    #expect(match.told == "RE-2026-0207 100.00 chargeback" && match.sum.decimal == "-100.00")
    #expect(match.costs?.decimal == (fee.map { $0.count > 4 } ?? false ? fee : nil))
  }

  @Test(
    "a wallet's row about a payment that cannot be tied to it is a question, and counts by the gross sum",
    arguments: [
      ("Payment Refund", "50.00", "-48.55", "TX1"), ("Payment Refund", "100.00", "-97.10", "TX2"),
      ("Payment Reversal", "100.00", "-97.10", nil), ("Payment Hold", "100.00", "-97.10", "TX1"),
      ("Hold on Balance for Dispute Investigation", "100.00", "-97.10", "TX1"),
      ("Something", "100.00", "-97.10", "TX2"),
    ] as [(String, String, String, String?)])
  func walletQuestion(text: String, gross: String, sum: String, transaction: String?) throws {
    let match = try matched(
      try reversed(sum, gross: gross, fee: sum == "-48.55" ? "1.45" : "2.90", text, of: transaction), try walletBook())
    #expect(match.verdict == .proposed, "\(match.because)")
    #expect(match.sum.decimal == "-" + gross && match.unallocated.decimal == "-" + gross)
  }

  @Test(
    "what the creditor gives back at a wallet is asked about: whoever got their money back is not reminded",
    arguments: [("-97.10", "2.90", "Payment Refund"), ("-100.00", nil, "Refund"), ("-100.00", "0.00", "Rückzahlung")])
  func walletRefund(sum: String, fee: String?, text: String) throws {
    let match = try matched(try reversed(sum, gross: "100.00", fee: fee, text), try walletBook())
    #expect(match.verdict == .proposed && match.allocations.isEmpty, "\(match.because)")
    #expect(match.candidates.map(\.reference) == ["RE-2026-0207"])
    #expect(match.because.last == "the creditor gave it back; whether it is owed again a person says")
  }

  @Test("a fee that a wallet gives back with what it had taken back is no contradiction")
  func feeBack() throws {
    var entry = try matchEntry("116.00", "Chargeback Reversal RE-2026-0207")
    (entry.gross, entry.fee) = (try money("100.00"), try money("16.00"))
    let match = try matched(entry, MemoryBook([try matchClaim(1, "RE-2026-0207")]))
    #expect(match.told == "RE-2026-0207 100.00", "\(match.because)")
    #expect(match.because.contains("100.00 EUR was paid, and the wallet gave 16.00 EUR of its fee back"))
  }

  @Test("what the creditor takes off the wallet is nobody's")
  func withdrawal() throws {
    let entry = try reversed("-100.00", gross: "100.00", fee: "0.00", "General Withdrawal - Bank Account", of: nil)
    #expect(try matched(entry, try walletBook()).verdict == .ignored)
    let exchange = try reversed("-100.00", gross: "100.00", fee: "0.00", "General Currency Conversion")
    #expect(try matched(exchange, try walletBook()).verdict == .ignored)
  }

  @Test("interest and costs are filled once the sum is more than the claim's own")
  func owed() throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207", owed: "143.20")])
    for (sum, told, left) in [
      ("100.00", "100.00", "0.00"), ("143.20", "143.20", "0.00"), ("120.00", "120.00", "0.00"),
      ("150.00", "143.20", "6.80"),
    ] {
      let match = try matched(try matchEntry(sum, "RE-2026-0207"), book)
      #expect(match.told == "RE-2026-0207 \(told)")
      #expect(match.unallocated.decimal == left)
    }
  }

  private func returned(_ sum: String) throws -> (MatchEntry, MatchPayment) {
    var entry = try matchEntry(sum, "Rueckgabe")
    entry.isReversal = true
    entry.returnReason = "MD06"
    let part = MatchPayment.Part(claim: ClaimID(1), reference: "RE-2026-0207", amount: try money("100.00"))
    let payment = MatchPayment(
      id: "p1", amount: try money("100.00"), booked: matchDay.adding(days: -9), endToEnd: "E-17", mandate: "M-3",
      bankReference: "B-9", allocations: [part])
    return (entry, payment)
  }

  @Test("a return opens the claim again by what was ordered, and tells the bank's charge")
  func returns() throws {
    var (entry, payment) = try returned("-104.50")
    var book = MemoryBook([try matchClaim(1, "RE-2026-0207", state: .paid, open: "0.00")])
    book.payments = [payment]
    entry.endToEnd = "E-17"
    entry.instructed = try money("100.00")
    let match = try matched(entry, book)
    #expect(match.verdict == .booked)
    #expect(match.told == "RE-2026-0207 100.00 chargeback")
    #expect(match.costs?.decimal == "4.50")
    #expect(match.because.contains("the bank's reason is MD06"))
    entry.instructed = nil
    #expect(try matched(entry, book).verdict == .proposed)
    entry.charges = try money("4.50")
    #expect(try matched(entry, book).told == "RE-2026-0207 100.00 chargeback")
  }

  @Test("a return that may be of two payments, or of none, waits")
  func doubtfulReturns() throws {
    var (entry, payment) = try returned("-100.00")
    var book = MemoryBook([try matchClaim(1, "RE-2026-0207", state: .paid, open: "0.00")])
    entry.mandate = "M-3"
    #expect(try matched(entry, book).verdict == .proposed)
    book.payments = [payment, payment]
    #expect(try matched(entry, book).verdict == .proposed)
    book.payments = [payment]
    #expect(try matched(entry, book).told == "RE-2026-0207 100.00 chargeback")
    (entry.isReversal, entry.returnReason) = (false, nil)
    #expect(try matched(entry, book).verdict == .proposed)
    (entry.mandate, entry.text) = (nil, "Miete")
    #expect(try matched(entry, book).verdict == .ignored)
    entry.text = "Erstattung RE-2026-0207"
    #expect(try matched(entry, book).verdict == .proposed)
    entry.amount = try money("100.00")
    entry.isReversal = true
    #expect(try matched(entry, book).verdict == .proposed)
  }
}
