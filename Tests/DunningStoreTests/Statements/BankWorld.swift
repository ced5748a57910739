import Dunning
import DunningStore
import DunningTesting

/// Made-up statements of the creditor of a fixture.
struct BankWorld {
  static let iban = "DE89370400440532013000"

  let fixture: DocketFixture

  init(_ fixture: DocketFixture) { self.fixture = fixture }

  static func entry(
    _ amount: String, _ text: String? = nil, day: String? = "2026-12-01", reference: String? = nil, name: String? = nil,
    _ change: (inout MatchEntry) throws -> Void = { _ in }
  ) throws -> MatchEntry {
    let units = try Samples.euros(amount.replacing("-", with: "")).minorUnits
    let euro = try Samples.euros("0").currency
    var entry = MatchEntry(amount: Money(minorUnits: amount.hasPrefix("-") ? -units : units, currency: euro))
    entry.booked = try day.map { try CivilDate(parsing: $0) }
    (entry.text, entry.bankReference, entry.name) = (text, reference, name)
    try change(&entry)
    return entry
  }

  static func pending(_ amount: String, _ text: String?, day: String? = "2026-12-01", reference: String? = nil) throws
    -> MatchEntry
  {
    try entry(amount, text, day: day, reference: reference) { $0.status = .pending }
  }

  /// - Parameter name: another one is another file.
  static func file(
    _ name: String, format: String = "camt.053.001.08", account: String? = iban, opening: String? = nil,
    closing: String? = nil, _ entries: MatchEntry...
  ) throws -> BankFile {
    let statement = BankStatement(
      account: account, currency: try Samples.euros("0").currency, opening: try opening.map(Samples.euros),
      closing: try closing.map(Samples.euros), addsUp: nil,
      entries: entries.enumerated().map { BankStatement.Line($1, number: $0 + 1) })
    return BankFile(name: name, sha256: Array(name.utf8), format: format, statements: [statement])
  }

  @discardableResult
  func take(_ file: BankFile, keeping: Bool = true, rulebook: Rulebook? = nil) async throws -> TakenFile {
    try await fixture.docket.take(
      file, keeping: keeping, by: .user(1000), rulebook: rulebook ?? fixture.rulebook, now: fixture.now)
  }

  /// Takes a file in, and tells what became of its entries: `booked R-1 120.00 payment`.
  func told(_ file: BankFile, rulebook: Rulebook? = nil) async throws -> [String] {
    try await take(file, rulebook: rulebook).entries.map(\.told)
  }

  func enqueue(_ references: String..., amount: String = "120.00", due: String = "2026-12-11") async throws {
    for reference in references {
      try await fixture.enqueue(try Samples.draft(reference, amount: amount, due: due))
    }
  }

  func paid(_ reference: String) async throws -> String {
    try await fixture.claim(reference).record.claim.paid.decimal
  }
}

extension TakenEntry {
  var told: String {
    ([verdict.rawValue] + allocations.map { "\($0.reference) \($0.amount.decimal) \($0.kind.rawValue)" })
      .joined(separator: " ")
  }
}
