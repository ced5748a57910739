/// What becomes of an invoice.
package struct InvoiceVerdict: Hashable, Sendable {
  package let kind: Kind
  /// The day by which it is to be paid, as `2026-12-31`; nil when the file does not say one.
  package let due: String?
  /// Why, in a sentence without a full stop.
  package let because: String

  package enum Kind: String, Sendable, CaseIterable {
    case claim
    /// A claim whose day must come from elsewhere.
    case dayNeeded = "day-needed"
    /// A claim with several days, of which one was chosen.
    case daysChosen = "days-chosen"
    /// The seller owes, and not the buyer.
    case credit
    /// The seller fetches the money.
    case collected
    case nothingOwed = "nothing-owed"
    case refused
  }

  private init(_ kind: Kind, due: String? = nil, because: String) {
    self.kind = kind
    self.due = due
    self.because = because
  }

  /// Of a file that is no invoice that can be read.
  package static func refused(_ because: String) -> InvoiceVerdict { InvoiceVerdict(.refused, because: because) }

  /// - Source: EN 16931-1; UNTDID 1001 and 4461.
  package init(_ invoice: Invoice) {
    let choice = DueChoice(invoice.terms)
    self =
      Self.unusable(invoice) ?? Self.credit(invoice) ?? Self.notOwed(invoice, due: choice.day)
      ?? Self.claim(invoice, choice)
  }

  private static func unusable(_ invoice: Invoice) -> InvoiceVerdict? {
    guard let amount = invoice.amount else { return refused("it does not say what is to be paid (BT-115)") }
    guard InvoiceNumber.isAmount(amount) else { return refused("\"\(amount)\" is not an amount (BT-115)") }
    guard invoice.reference != nil else { return refused("it has no number (BT-1)") }
    guard invoice.currency != nil else { return refused("it does not say its currency (BT-5)") }
    return nil
  }

  /// Types of credit notes in UNTDID 1001, as EN 16931 takes them.
  private static let creditTypes: Set<String> = [
    "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532",
  ]

  private static func credit(_ invoice: Invoice) -> InvoiceVerdict? {
    let isNegative = invoice.amount?.hasPrefix("-") ?? false
    let hasType = invoice.isCreditNote || invoice.type.map(creditTypes.contains) ?? false
    guard hasType || isNegative && !isZero(invoice) else { return nil }
    let why = hasType ? "it is a credit note (type \(invoice.type ?? "381"))" : "the amount is less than nothing"
    let on =
      invoice.preceding.isEmpty
      ? "and does not say on which invoice" : "on \(invoice.preceding.joined(separator: ", "))"
    return InvoiceVerdict(.credit, because: "\(why), \(on)")
  }

  private static func isZero(_ invoice: Invoice) -> Bool { invoice.amount.map(InvoiceNumber.isZero) ?? false }

  /// Means by which the seller fetches the money, or has it already.
  private static let collectingMeans = [
    "48": "by card", "49": "by direct debit", "54": "by credit card", "55": "by debit card",
    "59": "by SEPA direct debit",
  ]

  private static func notOwed(_ invoice: Invoice, due: String?) -> InvoiceVerdict? {
    if isZero(invoice) { return InvoiceVerdict(.nothingOwed, due: due, because: "nothing is left to be paid") }
    guard let first = invoice.means.first(where: { collectingMeans[$0] != nil }),
      invoice.means.allSatisfy({ collectingMeans[$0] != nil })
    else { return nil }
    return InvoiceVerdict(
      .collected, due: due, because: "the seller collects it \(collectingMeans[first] ?? "") (BT-81: \(first))")
  }

  private static func claim(_ invoice: Invoice, _ choice: DueChoice) -> InvoiceVerdict {
    switch choice {
    case .none: InvoiceVerdict(.dayNeeded, because: "it names no day to pay by (BT-9)")
    case .one(let day): InvoiceVerdict(.claim, due: day, because: "it is to be paid by \(day)")
    case .chosen(let day, let why): InvoiceVerdict(.daysChosen, due: day, because: why)
    case .open(let days):
      InvoiceVerdict(
        .dayNeeded, because: "it names several days to pay by, and not which counts: \(days.joined(separator: ", "))")
    }
  }
}
