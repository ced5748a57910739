import DunningStatements

/// Statements for a program: amounts as decimal strings, null where there is nothing.
enum StatementDocument {
  static let csvColumns = [
    "file", "own_account", "amount", "currency", "booked", "value", "status", "reversal", "bank_reference",
    "end_to_end",
    "mandate", "name", "account", "text", "structured", "return_reason", "instructed", "charges", "gross", "fee",
  ]

  /// What is said of a statement beside its entries.
  static func members(_ summary: StatementSummary) -> [JSONValue.Member] {
    func sum(_ amount: Amount?) -> String? { amount.map(summary.text) }
    return [
      member("account", summary.head.account), member("currency", summary.head.currency),
      member("opening", sum(summary.foot?.opening)), member("closing", sum(summary.foot?.closing)),
      .init(key: "adds_up", value: summary.addsUp.map(JSONValue.bool) ?? .null),
      member("credits", sum(summary.totals.credits)), member("debits", sum(summary.totals.debits)),
      .init(key: "remarks", value: .array((summary.foot?.remarks ?? []).map(JSONValue.string))),
    ]
  }

  static func entry(_ entry: StatementEntry) -> JSONValue {
    func sum(_ amount: Amount?, in currency: String?) -> String? {
      amount.map { StatementSummary.text($0, in: currency) }
    }
    return .object([
      member("amount", sum(entry.amount, in: entry.currency)), member("currency", entry.currency),
      member("booked", entry.booked?.iso), member("value", entry.value?.iso),
      member("status", entry.status.rawValue), .init(key: "reversal", value: .bool(entry.isReversal)),
      member("bank_reference", entry.bankReference), member("end_to_end", entry.endToEnd),
      member("mandate", entry.mandate), member("name", entry.name), member("account", entry.account),
      member("text", entry.text), member("structured", entry.structured),
      member("return_reason", entry.returnReason),
      member("instructed", sum(entry.instructed, in: entry.instructedCurrency ?? entry.currency)),
      member("instructed_currency", entry.instructed == nil ? nil : entry.instructedCurrency ?? entry.currency),
      member("charges", sum(entry.charges, in: entry.currency)), member("gross", sum(entry.gross, in: entry.currency)),
      member("fee", sum(entry.fee, in: entry.currency)),
      .init(key: "parts", value: entry.parts.isEmpty ? .null : .array(entry.parts.map(self.entry))),
      .init(key: "line", value: .number("\(entry.line)")),
    ])
  }

  private static func member(_ key: String, _ text: String?) -> JSONValue.Member {
    .init(key: key, value: text.map(JSONValue.string) ?? .null)
  }
}
