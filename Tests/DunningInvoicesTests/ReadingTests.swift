import DunningInvoices
import Testing

/// What invoices say, whatever they are written in.
@Suite struct ReadingTests {
  @Test("a name that is broken over lines in the file is one line")
  func brokenName() throws {
    let invoice = try Samples.invoice(
      "ubl.xml", ["Müller &amp; Söhne": "Müller\n      &amp;\u{A0}Söhne", "Ahornweg 1": "Ahornweg\t1"])
    #expect(invoice.buyer.name == "Müller & Söhne GmbH" && invoice.buyer.street == "Ahornweg 1")
  }

  @Test("UBL says all that a claim needs")
  func ubl() throws {
    let invoice = try Samples.invoice("ubl.xml")
    #expect(invoice.syntax == .ubl)
    #expect(invoice.reference == "RE-2026-0815")
    #expect(invoice.issued == "2026-10-01")
    #expect(invoice.type == "380")
    #expect([invoice.amount, invoice.total, invoice.prepaid] == ["1000.00", "1190.00", "190.00"])
    #expect(invoice.currency == "EUR")
    #expect(invoice.buyer.name == "Müller & Söhne GmbH")
    #expect(invoice.buyer.email == "rechnung@mueller.example")
    #expect(invoice.buyer.vatID == "DE987654321")
    #expect([invoice.buyer.street, invoice.buyer.postcode, invoice.buyer.city] == ["Ahornweg 1", "10115", "Berlin"])
    #expect(invoice.seller.name == "ACME GmbH")
    #expect(invoice.seller.vatID == "DE123456789")
    #expect(invoice.accounts == ["DE89370400440532013000"])
    #expect(invoice.remittance == "RF18 5390 0754 7034")
    #expect(invoice.means == ["58"])
    #expect(invoice.preceding == ["RE-2026-0700"])
    let discount = InvoiceDiscount(percent: "2.00", days: 7)
    #expect(
      invoice.terms == [InvoiceTerm(due: "2026-10-31", words: "#SKONTO#TAGE=7#PROZENT=2.00#", discounts: [discount])])
  }

  @Test("CII says the same, and a contact's address goes before the electronic one")
  func cii() throws {
    let invoice = try Samples.invoice(terms: Samples.term("20261031"))
    #expect(invoice.syntax == .cii)
    #expect([invoice.reference, invoice.issued, invoice.type] == ["F-17", "2026-10-01", "380"])
    #expect([invoice.amount, invoice.total, invoice.prepaid, invoice.currency] == ["120.00", "120.00", nil, "EUR"])
    #expect(invoice.buyer.email == "compta@client.example")
    #expect([invoice.buyer.vatID, invoice.seller.vatID] == ["FR99987654321", "FR11123456782"])
    #expect([invoice.buyer.street, invoice.buyer.city, invoice.buyer.country] == ["1 rue du Test", "Paris", "FR"])
    #expect(invoice.accounts == ["FR7630006000011234567890189"])
    #expect(invoice.remittance == "VIR F-17")
    #expect(invoice.terms == [InvoiceTerm(due: "2026-10-31")])
  }

  @Test("ZUGFeRD 1 calls things otherwise, and may leave the sum to be paid to the total")
  func zugferd1() throws {
    let invoice = try Samples.invoice("zugferd-1.xml")
    #expect(invoice.syntax == .cii)
    #expect([invoice.reference, invoice.issued, invoice.amount] == ["471102", "2026-10-05", "571.04"])
    #expect(InvoiceVerdict(invoice).due == "2026-11-04")
  }

  @Test("an invoice lies in a PDF under its name, listed or only called the document's own")
  func pdfs() throws {
    for name in ["factur-x.pdf", "associated.pdf"] {
      #expect(try Invoice(try Samples.bytes(name)).reference == "F-17")
    }
  }

  @Test(
    "what is no invoice that is read is refused by its name",
    arguments: [
      ("<p:FatturaElettronica xmlns:p='http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2'/>", "FatturaPA"),
      ("<fe:Facturae xmlns:fe='http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml'/>", "Facturae"),
      ("<EInvoice><Header/></EInvoice>", "数电票"),
      ("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>", "bank statement"),
      ("<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", "UBL order"), ("<a/>", nil),
      ("no XML", nil), ("", nil), ("<a", nil), ("<!DOCTYPE a [<!ENTITY b 'c'>]><Invoice>&b;</Invoice>", nil),
      ("PK\u{3}\u{4}....Doc_0/OFD.xml", "OFD"),
    ])
  func refused(text: String, syntax: String?) {
    #expect { try Invoice(Array(text.utf8)) } throws: { ($0 as? InvoiceFault)?.syntax == syntax }
  }

  @Test(
    "PDFs without an invoice, with an order, and with one that would fill the memory",
    arguments: [("nothing.pdf", "PDF"), ("order-x.pdf", "Order-X"), ("bomb.pdf", "PDF")])
  func refusedPDF(name: String, syntax: String) throws {
    let bytes = try Samples.bytes(name)
    #expect { try Invoice(bytes) } throws: { ($0 as? InvoiceFault)?.syntax == syntax }
  }

  @Test("a PDF that is cut off anywhere is refused or read, and nothing else", arguments: 1...30)
  func cut(part: Int) throws {
    let bytes = try Samples.bytes("factur-x.pdf")
    // What is thrown is an `InvoiceFault`, by its type.
    let invoice = try? Invoice(Array(bytes.prefix(bytes.count * part / 31)))
    #expect(invoice.map { $0.reference == "F-17" } ?? true)
  }
}
