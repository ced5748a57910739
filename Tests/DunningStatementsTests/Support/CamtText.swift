/// Messages of camt, made of what a test wants to say.
enum CamtText {
  /// A message with one statement, report or notification of these elements.
  static func message(_ inside: String, version: String = "camt.053.001.02") -> String {
    let (outer, inner) = elements[String(version.prefix(8))] ?? ("", "")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(version)"><\(outer)><\(inner)>
      <Acct><Id><IBAN>DE91100000000123456789</IBAN></Id><Ccy>EUR</Ccy></Acct>
      \(inside)
      </\(inner)></\(outer)></Document>
      """
  }

  /// An entry of ten euros that came in.
  static func entry(_ inside: String) -> String {
    "<Ntry><Amt Ccy=\"EUR\">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>\(inside)</Ntry>"
  }

  private static let elements = [
    "camt.052": ("BkToCstmrAcctRpt", "Rpt"), "camt.053": ("BkToCstmrStmt", "Stmt"),
    "camt.054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
  ]
}
