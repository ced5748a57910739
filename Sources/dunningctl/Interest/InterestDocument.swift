import Dunning

/// A statement of interest for a program: amounts as decimal strings, null where there is none.
struct InterestDocument {
  static let csvColumns = [
    "rule", "currency", "due", "as_of", "starts", "interest", "compensation", "costs", "costs_left", "interest_left",
    "principal_left", "total", "provisional", "day_count", "limitation",
  ]

  private let statement: InterestStatement

  init(_ statement: InterestStatement) { self.statement = statement }

  var json: String { JSONValue.object(sums + terms).json }

  private var sums: [JSONValue.Member] {
    [
      .init(key: "rule", value: .string(statement.terms.rule.id)),
      .init(key: "segments", value: .array(statement.segments.map(Self.segment))),
      Self.member("interest", statement.interest), Self.member("compensation", statement.compensation),
      Self.member("costs", statement.costs), .init(key: "paid", value: .array(statement.paid.map(Self.payment))),
      Self.member("costs_left", statement.costsLeft), Self.member("interest_left", statement.interestLeft),
      Self.member("principal_left", statement.principalLeft), Self.member("total", statement.total),
      Self.member("excess", statement.excess),
      .init(key: "waived", value: statement.forgone.map { .string($0.decimal) } ?? .null),
    ]
  }

  private var terms: [JSONValue.Member] {
    [
      Self.member("starts", statement.starts), .init(key: "provisional", value: .bool(statement.isProvisional)),
      .init(key: "day_count", value: .string(statement.terms.dayCount.rawValue)),
      Self.member("limitation", statement.limitation), Self.member("sources", statement.sources),
      .init(key: "currency", value: .string(statement.principal.currency.code)), Self.member("due", statement.due),
      Self.member("deadline", statement.deadline), Self.member("as_of", statement.asOf),
      Self.member("compensation_from", statement.compensationFrom),
      .init(key: "rounding", value: .string(statement.terms.options.rounding.rawValue)),
      Self.member("provisional_because", statement.provisionalBecause), Self.member("notes", statement.notes),
    ]
  }

  private static func segment(_ segment: InterestStatement.Segment) -> JSONValue {
    .object([
      member("from", segment.from), member("until", segment.until),
      .init(key: "days", value: .number(String(segment.days))),
      .init(key: "annual_rate_percent", value: .string(segment.rate.text)), member("base", segment.base),
      member("amount", segment.amount), .init(key: "unrounded", value: .string(segment.unrounded)),
    ])
  }

  private static func payment(_ payment: InterestStatement.Allocation) -> JSONValue {
    .object([
      member("date", payment.date), member("amount", payment.amount), member("to_costs", payment.toCosts),
      member("to_interest", payment.toInterest), member("to_principal", payment.toPrincipal),
      member("excess", payment.excess),
    ])
  }

  private static func member(_ key: String, _ sum: Money) -> JSONValue.Member {
    .init(key: key, value: .string(sum.decimal))
  }

  private static func member(_ key: String, _ day: CivilDate?) -> JSONValue.Member {
    .init(key: key, value: day.map { .string($0.iso) } ?? .null)
  }

  private static func member(_ key: String, _ texts: [String]) -> JSONValue.Member {
    .init(key: key, value: .array(texts.map(JSONValue.string)))
  }
}
