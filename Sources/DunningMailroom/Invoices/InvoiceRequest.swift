import Dunning
import DunningAPI
import DunningIntake
import DunningInvoices

/// The claim that an e-invoice asks for, in the words of a request, so that it is checked like any other.
struct InvoiceRequest {
  /// A part of the invoice, which is a claim of its own.
  struct Part {
    let reference: String
    let amount: String
    /// As `2026-12-31`.
    let due: String
  }

  private let request: ClaimRequest
  /// What was left out of it, and what a person should know.
  let remarks: [String]

  /// - Parameter part: all of it, or an instalment.
  init(_ invoice: Invoice, of creditor: Creditor, _ part: Part) {
    let buyer = invoice.buyer
    var request = ClaimRequest(
      reference: part.reference, debtor: buyer.name ?? "", email: "",
      amount: Self.amount(part.amount, invoice.currency), currency: invoice.currency ?? "", due: part.due)
    var remarks: [String] = []
    request.creditor = creditor.id
    request.issued = invoice.issued
    request.vatId = buyer.vatID.flatMap { $0.isEmpty ? nil : $0 }
    if let country = buyer.country, country.count == 2 { request.country = country.uppercased() }
    let place = [buyer.postcode, buyer.city].compactMap { $0 }.joined(separator: " ")
    let lines = [buyer.street, place].compactMap { $0 }.filter { !$0.isEmpty }
    if !lines.isEmpty { request.address = lines.joined(separator: "\n") }
    if let email = buyer.email {
      do {
        _ = try EmailAddress(parsing: email)
        request.email = email
      } catch {
        remarks.append("\(quoted(email)) is no e-mail address and is left out")
      }
    }
    request.paymentReference = Self.paymentReference(invoice, of: creditor, part, &remarks)
    self.request = request
    self.remarks = remarks
  }

  /// - Parameter discount: what is enough when it comes in time; nil where there is none.
  func draft(_ rulebook: Rulebook, discount: CashDiscount? = nil) throws -> ClaimDraft {
    var draft = try request.draft(rulebook, isReachable: true)
    draft.discount = discount
    draft.areDaysAccepted = true
    return draft
  }

  /// What the invoice asks to quote (BT-83), where it is not just its number; of a part, whose number nobody knows, the
  /// number of the whole.
  private static func paymentReference(
    _ invoice: Invoice, of creditor: Creditor, _ part: Part, _ remarks: inout [String]
  ) -> String? {
    let quoted = invoice.remittance ?? invoice.reference
    guard let text = quoted, text != part.reference else { return nil }
    do {
      return try ClaimRequest.paymentReference(text, of: creditor)
    } catch {
      if invoice.remittance != nil {
        let why = (error as? Problem)?.detail ?? "\(error)"
        remarks.append("what it asks to quote is left out (BT-83): \(why)")
      }
      return nil
    }
  }

  /// The amount with the decimals of its currency: invoices write two of every one.
  static func amount(_ text: String, _ currency: String?) -> String {
    guard let currency = currency.flatMap(Currency.init), currency.exponent < 2 else { return text }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return text }
    let (kept, rest) = (parts[1].prefix(currency.exponent), parts[1].dropFirst(currency.exponent))
    guard rest.allSatisfy({ $0 == "0" }) else { return text }
    return kept.isEmpty ? String(parts[0]) : "\(parts[0]).\(kept)"
  }
}
