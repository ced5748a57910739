/// Reads UBL 2.1, an invoice or a credit note.
///
/// - Source: EN 16931-3-2.
enum UBLReading {
  static func invoice(_ root: InvoiceNode) -> Invoice {
    var invoice = Invoice(syntax: .ubl)
    invoice.isCreditNote = root.name == "CreditNote"
    invoice.reference = root.text("ID")
    invoice.issued = root.text("IssueDate").flatMap(InvoiceNumber.day)
    invoice.type = root.text("InvoiceTypeCode", "CreditNoteTypeCode")
    invoice.currency = root.text("DocumentCurrencyCode")
    invoice.preceding = root.texts("BillingReference/InvoiceDocumentReference/ID")
    invoice.seller = party(root.first("AccountingSupplierParty/Party"))
    invoice.buyer = party(root.first("AccountingCustomerParty/Party"))
    readMeans(root, into: &invoice)
    readAmounts(root, into: &invoice)
    invoice.terms = terms(root)
    return invoice
  }

  private static func readMeans(_ root: InvoiceNode, into invoice: inout Invoice) {
    invoice.means = root.texts("PaymentMeans/PaymentMeansCode").unique
    invoice.remittance = root.text("PaymentMeans/PaymentID")
    invoice.accounts = root.texts("PaymentMeans/PayeeFinancialAccount/ID").map(\.withoutBlanks).unique
  }

  private static func readAmounts(_ root: InvoiceNode, into invoice: inout Invoice) {
    guard let sums = root.first("LegalMonetaryTotal") else { return }
    invoice.amount = sums.amount("PayableAmount")
    invoice.total = sums.amount("TaxInclusiveAmount")
    invoice.prepaid = sums.amount("PrepaidAmount")
    // BT-5 may be left out where each amount says it.
    let currency = sums.first("PayableAmount")?.attributes["currencyID"]
    invoice.currency = invoice.currency ?? currency
  }

  /// The days of the document, of its means and of its terms; the first of these that has one counts.
  private static func terms(_ root: InvoiceNode) -> [InvoiceTerm] {
    let written = root.all("PaymentTerms").map(term)
    if written.contains(where: { $0.due != nil }) { return written }
    let days = root.texts("DueDate") + root.texts("PaymentMeans/PaymentDueDate")
    let first = days.compactMap(InvoiceNumber.day).first
    guard let first else { return written }
    guard !written.isEmpty else { return [InvoiceTerm(due: first)] }
    return written.enumerated().map { index, term in
      var term = term
      if index == 0 { (term.due, term.isDiscount) = (first, false) }
      return term
    }
  }

  private static func term(_ node: InvoiceNode) -> InvoiceTerm {
    let words = node.texts("Note").joined(separator: "\n")
    let discount = discount(node)
    return InvoiceTerm(
      due: node.text("PaymentDueDate", "InstallmentDueDate").flatMap(InvoiceNumber.day),
      words: words.isEmpty ? nil : words, amount: node.amount("Amount"), isDiscount: discount?.percent != nil,
      discounts: [discount].compactMap { $0 } + InvoiceDiscount.all(in: words))
  }

  private static func discount(_ node: InvoiceNode) -> InvoiceDiscount? {
    let (percent, amount) = (node.text("SettlementDiscountPercent"), node.amount("SettlementDiscountAmount"))
    guard percent != nil || amount != nil else { return nil }
    let until = node.text("SettlementPeriod/EndDate").flatMap(InvoiceNumber.day)
    return InvoiceDiscount(percent: percent, amount: amount, until: until)
  }

  private static func party(_ node: InvoiceNode?) -> InvoiceParty {
    guard let node else { return InvoiceParty() }
    var party = InvoiceParty()
    party.name = node.line("PartyLegalEntity/RegistrationName", "PartyName/Name")
    party.vatID = vatID(node)
    party.email = node.text("Contact/ElectronicMail") ?? endpoint(node)
    let address = node.first("PostalAddress")
    party.street = address?.line("StreetName")
    party.postcode = address?.line("PostalZone")
    party.city = address?.line("CityName")
    party.country = address?.text("Country/IdentificationCode")
    return party
  }

  private static func vatID(_ node: InvoiceNode) -> String? {
    let schemes = node.all("PartyTaxScheme")
    let taxed = schemes.first { $0.text("TaxScheme/ID").map { $0.uppercased() == "VAT" } ?? false }
    return taxed?.text("CompanyID")
  }

  private static func endpoint(_ node: InvoiceNode) -> String? {
    node.all("EndpointID").first { $0.attributes["schemeID"] == "EM" && $0.text.contains("@") }?.text
  }
}

extension Array where Element: Hashable {
  /// Each once, in the order in which it comes first.
  var unique: [Element] {
    var known: Set<Element> = []
    return filter { known.insert($0).inserted }
  }
}

extension String {
  var withoutBlanks: String { filter { !$0.isWhitespace } }
}
