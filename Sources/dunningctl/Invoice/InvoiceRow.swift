import DunningInvoices

/// What one file holds, as it is told.
struct InvoiceRow {
  let file: String
  /// Nil when nobody knows what the file is.
  let syntax: String?
  /// Nil when it cannot be read.
  let invoice: Invoice?
  let verdict: InvoiceVerdict

  static var shape: RowShape<InvoiceRow> {
    RowShape(
      document: .list,
      csvColumns: [
        "file", "syntax", "verdict", "reference", "issued", "due", "type", "amount", "currency", "debtor", "email",
        "because",
      ],
      json: { row throws(Failure) in row.json }, page: .lines { row throws(Failure) in row.lines })
  }

  private var json: JSONValue { .object(head + parties + rest) }

  private var head: [JSONValue.Member] {
    [
      .init(key: "file", value: .string(file)), Self.member("syntax", syntax),
      .init(key: "verdict", value: .string(verdict.kind.rawValue)), Self.member("reference", invoice?.reference),
      Self.member("issued", invoice?.issued), Self.member("due", verdict.due),
      Self.list("due_dates", invoice?.terms.compactMap(\.due)), Self.member("type", invoice?.type),
      Self.member("amount", invoice?.amount), Self.member("total", invoice?.total),
      Self.member("prepaid", invoice?.prepaid), Self.member("currency", invoice?.currency),
    ]
  }

  private var parties: [JSONValue.Member] {
    let buyer = invoice?.buyer
    return [
      Self.member("debtor", buyer?.name), Self.member("email", buyer?.email), Self.member("vat_id", buyer?.vatID),
      Self.member("street", buyer?.street), Self.member("postcode", buyer?.postcode), Self.member("city", buyer?.city),
      Self.member("country", buyer?.country), Self.member("seller", invoice?.seller.name),
      Self.member("seller_vat_id", invoice?.seller.vatID),
    ]
  }

  private var rest: [JSONValue.Member] {
    [
      Self.list("iban", invoice?.accounts), Self.member("remittance", invoice?.remittance),
      Self.list("means", invoice?.means), Self.list("preceding", invoice?.preceding),
      Self.list("terms", invoice?.terms.compactMap(\.words)), Self.list("discounts", discounts),
      .init(key: "because", value: .string(verdict.because)),
    ]
  }

  private static func member(_ key: String, _ text: String?) -> JSONValue.Member {
    .init(key: key, value: text.map(JSONValue.string) ?? .null)
  }

  private static func list(_ key: String, _ texts: [String]?) -> JSONValue.Member {
    .init(key: key, value: .array((texts ?? []).map(JSONValue.string)))
  }

  /// What may be kept back for paying early, as far as it is said otherwise than in words.
  private var discounts: [String] { invoice?.terms.flatMap(\.discounts).map(\.text) ?? [] }

  /// `RE-1.xml: claim: RE-1 of 2026-11-30, 1190.00 EUR due 2026-12-31, Müller GmbH <ap@mueller.example>: …`
  private var lines: [String] {
    guard let invoice else { return [printable("\(file): refused: \(verdict.because)")] }
    let number = [invoice.reference, invoice.issued.map { "of \($0)" }].compactMap { $0 }.joined(separator: " ")
    let amount = [invoice.amount, invoice.currency].compactMap { $0 }.joined(separator: " ")
    let due = verdict.due.map { " due \($0)" } ?? ""
    let debtor = [invoice.buyer.name, invoice.buyer.email.map { "<\($0)>" }].compactMap { $0 }.joined(separator: " ")
    let facts = [number, amount + due, debtor].filter { !$0.isEmpty }.joined(separator: ", ")
    return [printable("\(file): \(verdict.kind.rawValue): \(facts)"), printable("  \(verdict.because)")]
      + discounts.map { printable("  for paying early: \($0)") }
  }
}
