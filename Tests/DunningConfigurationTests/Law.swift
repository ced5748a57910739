import Dunning
import DunningConfiguration
import Foundation
import Testing

/// The rates and rules as they are installed.
let law = Result { try Statutes.load(directories: [etc]) }

let etc: String = {
  let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return tests.deletingLastPathComponent().appendingPathComponent("etc").path
}()

func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

/// The calendars as they are installed.
let almanac = Result { try Almanac.load(calendars: [etc + "/calendars"]) }

/// A debt in a few words: `DE-B2B`, `10000.00`, `EUR`, due, as of.
func owed(
  _ rule: String, _ principal: String, _ code: String, _ due: String, _ asOf: String,
  _ payments: [(String, String)] = [], costs: String? = nil, demand: String? = nil, options: [String] = []
) throws -> InterestStatement {
  let statutes = try law.get()
  let currency = try #require(Currency(code))
  let found = try statutes.require(rule)
  var chosen = InterestOptions()
  for option in options {
    let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
    try chosen.set(parts[0], to: parts[1], for: found)
  }
  let item = try InterestCase(
    terms: InterestTerms(rule: found, options: chosen), principal: Money(parsing: principal, currency: currency),
    due: day(due), asOf: day(asOf),
    payments: payments.map { .init(date: try day($0.0), amount: try Money(parsing: $0.1, currency: currency)) },
    costs: costs.map { try Money(parsing: $0, currency: currency) },
    requests: demand.map { [.init(received: try day($0))] } ?? [],
    unsaid: found.defaultBy.unsaid(isRequested: demand != nil))
  return try statutes.statement(of: item, almanac: almanac.get())
}

extension InterestStatement {
  /// Each segment as `from until days rate amount`.
  var working: [String] {
    segments.map { "\($0.from.iso) \($0.until.iso) \($0.days) \($0.rate.text) \($0.amount.decimal)" }
  }

  /// `interest compensation total`.
  var sums: String { "\(interest.decimal) \(compensation.decimal) \(total.decimal)" }

  /// Each payment as `costs interest principal excess`.
  var allocated: [String] {
    paid.map { "\($0.toCosts.decimal) \($0.toInterest.decimal) \($0.toPrincipal.decimal) \($0.excess.decimal)" }
  }
}
