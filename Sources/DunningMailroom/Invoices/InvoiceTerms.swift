import Dunning
import DunningInvoices

/// What an invoice grants to whoever pays early.
struct InvoiceTerms {
  /// What is enough when it comes in time; nil where there is none, or where it is said in words alone.
  let discount: CashDiscount?
  /// What a person should know of it: clauses.
  let remarks: [String]

  init(_ invoice: Invoice) {
    let all = invoice.terms.flatMap { term in term.discounts.map { (term, $0) } }
    let known = all.compactMap { term, discount in Self.discount(discount, of: term, in: invoice) }
      .sorted { $0.until < $1.until }
    // A claim has one; the last of several leaves nobody dunned for a rest that was granted.
    discount = known.last
    var remarks = known.last.map { ["\($0.amount.decimal) may be kept back until \($0.until.iso)"] } ?? []
    remarks += known.dropLast().map {
      "an earlier discount stays words: \($0.amount.decimal) until \($0.until.iso)"
    }
    remarks += invoice.terms.filter { $0.isDiscount && $0.discounts.isEmpty || known.isEmpty && !$0.discounts.isEmpty }
      .map { term in
        let day = term.due.map { "until \($0)" }
        return "for paying early, in words alone: \([day, term.words].compactMap { $0 }.joined(separator: ", "))"
      }
    self.remarks = remarks
  }

  private static func discount(_ discount: InvoiceDiscount, of term: InvoiceTerm, in invoice: Invoice) -> CashDiscount?
  {
    guard let until = until(discount, of: term, in: invoice), let currency = invoice.currency.flatMap(Currency.init),
      let sum = money(invoice.amount, currency)
    else { return nil }
    // What is no share of it, or nothing, stays words.
    guard let amount = try? amount(discount, of: sum), amount.isPositive, amount.minorUnits < sum.minorUnits else {
      return nil
    }
    return CashDiscount(amount: amount, until: until)
  }

  private static func amount(_ discount: InvoiceDiscount, of sum: Money) throws -> Money? {
    guard let percent = discount.percent else { return money(discount.amount, sum.currency) }
    // Of a basis that is no amount nobody knows how much it is.
    guard let basis = discount.basis.map({ money($0, sum.currency) }) ?? sum else { return nil }
    return try CashDiscount.amount(parsing: "\(plain(percent))%", of: basis)
  }

  /// Without noughts behind the decimals: `2.0000` is 2.
  private static func plain(_ percent: String) -> String {
    guard percent.contains(".") else { return percent }
    var digits = Substring(percent)
    while digits.last == "0" { digits = digits.dropLast() }
    return String(digits.last == "." ? digits.dropLast() : digits)
  }

  private static func money(_ text: String?, _ currency: Currency) -> Money? {
    // What is no amount of the currency is none.
    text.flatMap { try? Money(parsing: InvoiceRequest.amount($0, currency.code), currency: currency) }
  }

  /// Counted where days are said, else the day of the term when that is the day of a discount.
  private static func until(_ discount: InvoiceDiscount, of term: InvoiceTerm, in invoice: Invoice) -> CivilDate? {
    if let until = discount.until { return day(until) }
    if let days = discount.days { return day(discount.from ?? invoice.issued)?.adding(days: days) }
    let others = invoice.terms.compactMap(\.due).filter { $0 != term.due }
    return term.isDiscount && !others.isEmpty ? day(term.due) : nil
  }

  // What is no day is said where the claim is checked.
  private static func day(_ text: String?) -> CivilDate? { text.flatMap { try? CivilDate(parsing: $0) } }
}
