/// Reads UN/CEFACT's Cross Industry Invoice of Factur-X and ZUGFeRD 2, and that of ZUGFeRD 1, which calls some of it
/// otherwise.
///
/// - Source: EN 16931-3-3; ZUGFeRD 1.0, technical annex.
enum CIIReading {
  static func invoice(_ root: InvoiceNode) -> Invoice {
    var invoice = Invoice(syntax: .cii)
    let header = root.first("ExchangedDocument") ?? root.first("HeaderExchangedDocument")
    invoice.reference = header?.text("ID")
    invoice.issued = header?.text("IssueDateTime/DateTimeString", "IssueDateTime/DateTime").flatMap(InvoiceNumber.day)
    invoice.type = header?.text("TypeCode")
    let trade = root.first("SupplyChainTradeTransaction") ?? root.first("SpecifiedSupplyChainTradeTransaction")
    let agreement = trade.flatMap {
      $0.first("ApplicableHeaderTradeAgreement") ?? $0.first("ApplicableSupplyChainTradeAgreement")
    }
    invoice.seller = party(agreement?.first("SellerTradeParty"))
    invoice.buyer = party(agreement?.first("BuyerTradeParty"))
    let settlement = trade.flatMap {
      $0.first("ApplicableHeaderTradeSettlement") ?? $0.first("ApplicableSupplyChainTradeSettlement")
    }
    if let settlement { read(settlement, into: &invoice) }
    return invoice
  }

  private static func read(_ settlement: InvoiceNode, into invoice: inout Invoice) {
    invoice.currency = settlement.text("InvoiceCurrencyCode")
    invoice.remittance = settlement.text("PaymentReference")
    invoice.means = settlement.texts("SpecifiedTradeSettlementPaymentMeans/TypeCode").unique
    invoice.accounts =
      settlement.texts(
        "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID"
      ).map(\.withoutBlanks).unique
    invoice.preceding =
      settlement.texts("InvoiceReferencedDocument/IssuerAssignedID") + settlement.texts("InvoiceReferencedDocument/ID")
    invoice.terms = settlement.all("SpecifiedTradePaymentTerms").map(term)
    readAmounts(settlement, into: &invoice)
  }

  private static func readAmounts(_ settlement: InvoiceNode, into invoice: inout Invoice) {
    let sums =
      settlement.first("SpecifiedTradeSettlementHeaderMonetarySummation")
      ?? settlement.first("SpecifiedTradeSettlementMonetarySummation")
    invoice.total = sums?.amount("GrandTotalAmount")
    invoice.prepaid = sums?.amount("TotalPrepaidAmount")
    invoice.amount = sums?.amount("DuePayableAmount")
    // ZUGFeRD 1 may leave it out where nothing was paid before.
    if invoice.amount == nil, invoice.prepaid.map(InvoiceNumber.isZero) ?? true { invoice.amount = invoice.total }
    let currency = sums?.first("DuePayableAmount")?.attributes["currencyID"]
    invoice.currency = invoice.currency ?? currency ?? sums?.first("GrandTotalAmount")?.attributes["currencyID"]
  }

  private static func term(_ node: InvoiceNode) -> InvoiceTerm {
    let words = node.texts("Description").joined(separator: "\n")
    let isEarly = !node.all("ApplicableTradePaymentDiscountTerms").isEmpty || words.lowercased().contains("skonto")
    let discounts = node.all("ApplicableTradePaymentDiscountTerms").compactMap(discount)
    return InvoiceTerm(
      due: node.text("DueDateDateTime/DateTimeString", "DueDateDateTime/DateTime").flatMap(InvoiceNumber.day),
      words: words.isEmpty ? nil : words, amount: node.amount("PartialPaymentAmount"), isDiscount: isEarly,
      discounts: discounts + InvoiceDiscount.all(in: words))
  }

  private static func discount(_ node: InvoiceNode) -> InvoiceDiscount? {
    let (percent, amount) = (node.text("CalculationPercent"), node.amount("ActualDiscountAmount"))
    guard percent != nil || amount != nil else { return nil }
    let from = node.text("BasisDateTime/DateTimeString", "BasisDateTime/DateTime").flatMap(InvoiceNumber.day)
    return InvoiceDiscount(
      percent: percent, amount: amount, basis: node.amount("BasisAmount"), from: from, days: days(node))
  }

  /// A period in days; nil where it is in months, which are not of one length.
  private static func days(_ node: InvoiceNode) -> Int? {
    guard let period = node.first("BasisPeriodMeasure"), let count = Int(period.text.split(separator: ".").first ?? ""),
      count >= 0, count < 10_000
    else { return nil }
    switch period.attributes["unitCode"] ?? "DAY" {
    case "DAY": return count
    case "WEE": return count * 7
    default: return nil
    }
  }

  private static func party(_ node: InvoiceNode?) -> InvoiceParty {
    guard let node else { return InvoiceParty() }
    var party = InvoiceParty()
    party.name = node.line("Name", "SpecifiedLegalOrganization/TradingBusinessName")
    party.vatID = node.all("SpecifiedTaxRegistration/ID").first { $0.attributes["schemeID"] == "VA" }?.text.orNil
    party.email = node.text("DefinedTradeContact/EmailURIUniversalCommunication/URIID") ?? endpoint(node)
    let address = node.first("PostalTradeAddress")
    party.street = address?.line("LineOne", "StreetName")
    party.postcode = address?.line("PostcodeCode")
    party.city = address?.line("CityName")
    party.country = address?.text("CountryID")
    return party
  }

  private static func endpoint(_ node: InvoiceNode) -> String? {
    node.all("URIUniversalCommunication/URIID").first { $0.attributes["schemeID"] == "EM" && $0.text.contains("@") }?
      .text
  }
}

extension String {
  fileprivate var orNil: String? { isEmpty ? nil : self }
}
