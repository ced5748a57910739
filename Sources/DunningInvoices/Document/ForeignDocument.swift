/// Documents that are no invoice that is read here, by the name of their root element.
enum ForeignDocument {
  private static let known: [(root: String, namespace: String, name: String)] = [
    ("FatturaElettronica", "", "FatturaPA"), ("Facturae", "", "Facturae"), ("EInvoice", "", "数电票"),
    ("OFD", "", "OFD"), ("Comprobante", "", "CFDI"), ("Faktura", "", "KSeF"), ("Finvoice", "", "Finvoice"),
    ("invoice", "ebinterface", "ebInterface"), ("Invoice", "ebinterface", "ebInterface"),
    ("Invoice", "sfti", "Svefaktura"), ("TEAPPSXML", "", "TEAPPSXML"), ("NFe", "", "NF-e"), ("nfeProc", "", "NF-e"),
    ("SCRDMCCBDACIOMessageStructure", "", "Order-X"), ("CrossIndustryOrder", "", "Order-X"),
    ("CrossIndustryDespatchAdvice", "", "CII despatch advice"), ("Order", "", "UBL order"),
    ("OrderResponse", "", "UBL order response"), ("DespatchAdvice", "", "UBL despatch advice"),
    ("Catalogue", "", "UBL catalogue"), ("Quotation", "", "UBL quotation"), ("Reminder", "", "UBL reminder"),
    ("ApplicationResponse", "", "UBL application response"), ("SelfBilledInvoice", "", "UBL self-billed invoice"),
    ("OFX", "", "bank statement"), ("Document", "iso:20022", "bank statement"), ("html", "", "web page"),
  ]

  /// The name by which the document is known; nil when it is not.
  static func name(root: String, namespace: String) -> String? {
    known.first { $0.root == root && (namespace.lowercased().contains($0.namespace) || $0.namespace.isEmpty) }?.name
  }
}
