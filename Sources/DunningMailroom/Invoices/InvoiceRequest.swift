import Dunning
import DunningAPI
import DunningIntake
import DunningInvoices

/// The claim that an e-invoice asks for, in the words of a request, so that it is checked like any other.
struct InvoiceRequest {
  private let request: ClaimRequest

  /// - Parameters:
  ///   - due: as `2026-12-31`.
  ///   - remarks: gets what was left out of it.
  init(_ invoice: Invoice, creditor: String, due: String, _ remarks: inout [String]) {
    let buyer = invoice.buyer
    var request = ClaimRequest(
      reference: invoice.reference ?? "", debtor: buyer.name ?? "", email: "",
      amount: Self.amount(invoice.amount ?? "", invoice.currency), currency: invoice.currency ?? "", due: due)
    request.creditor = creditor
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
    self.request = request
  }

  func draft(_ rulebook: Rulebook) throws -> ClaimDraft { try request.draft(rulebook, isReachable: true) }

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
