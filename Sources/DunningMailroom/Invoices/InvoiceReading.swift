package import DunningInvoices

/// What an e-invoice says, or why it cannot be read.
package struct InvoiceReading: Codable, Hashable, Sendable {
  /// Nil when it cannot be read.
  package let invoice: Invoice?
  /// In a sentence without a full stop; empty when it can.
  package let trouble: String

  /// Reads a file: XML, or a PDF with XML inside.
  init(_ bytes: [UInt8]) {
    do throws(InvoiceFault) {
      (invoice, trouble) = (try Invoice(bytes), "")
    } catch {
      (invoice, trouble) = (nil, error.message)
    }
  }

  init(trouble: String) { (invoice, self.trouble) = (nil, trouble) }
}
