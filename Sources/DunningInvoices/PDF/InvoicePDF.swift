/// The invoice that lies inside a PDF (PDF/A-3: Factur-X, ZUGFeRD).
enum InvoicePDF {
  /// The names under which the norms put it there, the newest first.
  private static let names = [
    "factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "ubl-invoice-2.1.xml", "zugferd-invoice-1.xml",
  ]

  /// - Throws: ``InvoiceFault`` when the PDF cannot be read or holds no invoice.
  static func invoice(in bytes: [UInt8]) throws(InvoiceFault) -> Invoice {
    let found = try PDFAttachments.read(bytes) { $0.lowercased().hasSuffix(".xml") }
    guard !found.isEmpty else {
      throw InvoiceFault("it is a PDF without an invoice in XML inside", syntax: "PDF")
    }
    let rank = { (name: String) in names.firstIndex(of: name.lowercased()) ?? names.count }
    var fault: InvoiceFault?
    for attachment in found.sorted(by: { rank($0.name) < rank($1.name) }) {
      do throws(InvoiceFault) {
        return try Invoice(xml: attachment.bytes)
      } catch {
        fault = fault ?? InvoiceFault("\(attachment.name) inside: \(error.message)", syntax: error.syntax)
      }
    }
    throw fault ?? InvoiceFault("it is a PDF without an invoice in XML inside", syntax: "PDF")
  }
}
