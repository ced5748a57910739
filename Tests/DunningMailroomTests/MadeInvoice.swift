/// A small e-invoice in UBL, made for a test.
struct MadeInvoice {
  var reference: String
  var type = "380"
  var issued = "2026-11-01"
  var due: String? = "2026-12-01"
  var amount = "119.00"
  var currency = "EUR"
  var sellerVATID: String? = "DE123456789"
  var account: String? = "DE89370400440532013000"
  var buyer = "Müller & Söhne GmbH"
  var buyerVATID: String?
  var email: String? = "ap@mueller.example"
  var means = "30"
  var remittance: String?
  var preceding: [String] = []
  var isCreditNote = false
  /// Times to pay by beside `due`.
  var terms: [String] = []

  init(_ reference: String, _ change: (inout MadeInvoice) -> Void = { _ in }) {
    self.reference = reference
    change(&self)
  }

  var bytes: [UInt8] { Array(xml.utf8) }

  private var xml: String {
    let root = isCreditNote ? "CreditNote" : "Invoice"
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <\(root) xmlns="urn:oasis:names:specification:ubl:schema:xsd:\(root)-2" \
      xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
      xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      <cbc:ID>\(Self.escaped(reference))</cbc:ID><cbc:IssueDate>\(issued)</cbc:IssueDate>
      \(due.map { isCreditNote ? "" : "<cbc:DueDate>\($0)</cbc:DueDate>" } ?? "")
      <cbc:\(root)TypeCode>\(type)</cbc:\(root)TypeCode>
      <cbc:DocumentCurrencyCode>\(currency)</cbc:DocumentCurrencyCode>
      \(preceding.map(Self.billing).joined())
      <cac:AccountingSupplierParty>\(party("ACME GmbH", sellerVATID, nil))</cac:AccountingSupplierParty>
      <cac:AccountingCustomerParty>\(party(buyer, buyerVATID, email))</cac:AccountingCustomerParty>
      \(payment)\(terms.map { "<cac:PaymentTerms>\($0)</cac:PaymentTerms>" }.joined())
      <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="\(currency)">\(amount)</cbc:PayableAmount>\
      </cac:LegalMonetaryTotal>
      </\(root)>
      """
  }

  private var payment: String {
    let number = account.map { "<cac:PayeeFinancialAccount><cbc:ID>\($0)</cbc:ID></cac:PayeeFinancialAccount>" } ?? ""
    let quoted = remittance.map { "<cbc:PaymentID>\($0)</cbc:PaymentID>" } ?? ""
    return
      "<cac:PaymentMeans><cbc:PaymentMeansCode>\(means)</cbc:PaymentMeansCode>\(quoted)\(number)</cac:PaymentMeans>"
  }

  private static func billing(_ reference: String) -> String {
    """
    <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>\(escaped(reference))</cbc:ID>\
    </cac:InvoiceDocumentReference></cac:BillingReference>
    """
  }

  private func party(_ name: String, _ vatID: String?, _ email: String?) -> String {
    let tax = vatID.map {
      "<cac:PartyTaxScheme><cbc:CompanyID>\($0)</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
        + "</cac:PartyTaxScheme>"
    }
    let contact = email.map { "<cac:Contact><cbc:ElectronicMail>\($0)</cbc:ElectronicMail></cac:Contact>" }
    return """
      <cac:Party><cac:PostalAddress><cbc:StreetName>Hauptstraße 1</cbc:StreetName><cbc:CityName>Köln</cbc:CityName>\
      <cbc:PostalZone>50667</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode>\
      </cac:Country></cac:PostalAddress>\(tax ?? "")<cac:PartyLegalEntity><cbc:RegistrationName>\(Self.escaped(name))\
      </cbc:RegistrationName></cac:PartyLegalEntity>\(contact ?? "")</cac:Party>
      """
  }

  private static func escaped(_ text: String) -> String { text.replacing("&", with: "&amp;") }
}
