import Dunning
import DunningStore
import DunningTesting

/// What the books say of the one debtor of a fixture, each by its own way.
struct DebtorMoney {
  let fixture: DocketFixture

  /// What is owed in all, as the debtor's page has it: `outstanding - credit = balance`.
  func page() async throws -> String {
    let file = try await fixture.docket.debtor("k1", rulebook: fixture.rulebook, now: fixture.now)[0]
    let euro = try Samples.euros("0")
    return [file.record.exposure, file.credit, file.balance].map { ($0[euro.currency] ?? euro).decimal }
      .joined(separator: " ")
  }

  /// The same as the ageing report has it.
  func ageing() async throws -> String {
    var reading = try await fixture.docket.ageing(
      asOf: try CivilDate(parsing: "2027-12-31"), rulebook: fixture.rulebook)
    while try await reading.next() != nil {}
    let euro = try Samples.euros("0")
    guard let row = reading.totals.first else { return "0.00 0.00 \(euro.decimal)" }
    return [row.total, row.credit, row.balance].map(\.decimal).joined(separator: " ")
  }

  /// What the register comes to, line by line and by its opening balance at the end.
  func register() async throws -> String {
    var reading = try await fixture.docket.register(RegisterPeriod(), rulebook: fixture.rulebook)
    var totals = RegisterTotals(opening: reading.opening)
    while case let entries = try await reading.next(), !entries.isEmpty {
      for entry in entries { totals.add(entry) }
    }
    let closing = totals.rows.first?.sums.closing.decimal ?? "0.00"
    let later = try await fixture.docket.register(
      RegisterPeriod(from: try CivilDate(parsing: "2028-01-01")), rulebook: fixture.rulebook)
    let opening = later.opening.values.first?.decimal ?? "0.00"
    return closing == opening ? closing : "\(closing), but \(opening) later"
  }

  /// What letters would ask for if all were due, and what is held by a credit.
  func asked() async throws -> Int64 {
    let file = try await fixture.docket.debtor("k1", rulebook: fixture.rulebook, now: fixture.now)[0]
    return file.open.filter { !$0.claim.covered.isPositive }.reduce(0) { $0 + $1.claim.outstanding.minorUnits }
  }

  func findings() async throws -> [String] {
    try await fixture.docket.verify().findings.map { "\($0.chain) \($0.what): \($0.stored) / \($0.computed)" }
  }
}

extension DocketFixture {
  var money: DebtorMoney { DebtorMoney(fixture: self) }

  @discardableResult
  func pay(
    debtor amount: String, kind: Payment.Kind = .payment, id: String? = nil, to shares: [PaymentShare] = []
  ) async throws -> PaymentRecord {
    try await docket.pay(
      debtor: "k1", PaymentTelling(amount: amount, kind: kind, externalID: id), to: shares, by: .user(1000),
      rulebook: rulebook, now: now)
  }

  @discardableResult
  func undo(_ payment: String, reason: String = "a mistake") async throws -> PaymentRecord {
    try await docket.undo(payment, because: reason, by: .user(1000), rulebook: rulebook, now: now)
  }

  @discardableResult
  func assign(_ payment: String, _ shares: PaymentShare...) async throws -> PaymentRecord {
    try await docket.assign(payment, to: shares, by: .user(1000), rulebook: rulebook, now: now)
  }
}
