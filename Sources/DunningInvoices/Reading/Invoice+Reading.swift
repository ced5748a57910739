extension Invoice {
  /// Reads an invoice: XML, or a PDF with XML inside.
  ///
  /// - Throws: ``InvoiceFault`` with the name of what the file is instead, where that is known.
  package init(_ bytes: [UInt8]) throws(InvoiceFault) {
    let beginning = bytes.prefix(1_024)
    guard !bytes.isEmpty else { throw InvoiceFault("it is empty") }
    if beginning.contains(Array("%PDF".utf8)) {
      self = try InvoicePDF.invoice(in: bytes)
    } else if beginning.starts(with: "PK\u{3}\u{4}".utf8) {
      let isOFD =
        bytes.prefix(4_096).contains(Array("OFD.xml".utf8)) || bytes.suffix(4_096).contains(Array("OFD.xml".utf8))
      throw isOFD
        ? InvoiceFault("it is an OFD of a Chinese e-invoice, which is not read yet", syntax: "OFD")
        : InvoiceFault("it is a zip archive: unpack it first")
    } else {
      try self.init(xml: bytes)
    }
  }

  /// Reads the XML of an invoice.
  init(xml bytes: [UInt8]) throws(InvoiceFault) {
    guard bytes.contains(UInt8(ascii: "<")) else { throw InvoiceFault("it is neither XML nor a PDF") }
    let document = try InvoiceDocument(bytes)
    guard let read = Self.readers[document.root.name], document.namespace.isKnownInvoice else {
      throw Self.foreign(document)
    }
    self = read(document.root)
  }

  private static let readers: [String: @Sendable (InvoiceNode) -> Invoice] = [
    "Invoice": UBLReading.invoice, "CreditNote": UBLReading.invoice,
    "CrossIndustryInvoice": CIIReading.invoice, "CrossIndustryDocument": CIIReading.invoice,
  ]

  private static func foreign(_ document: InvoiceDocument) -> InvoiceFault {
    let root = document.root.name
    guard let name = ForeignDocument.name(root: root, namespace: document.namespace) else {
      return InvoiceFault("the document begins with <\(root)>, which is no invoice of EN 16931", syntax: nil)
    }
    return InvoiceFault("it is \(name), which is no invoice of EN 16931 and is not read", syntax: name)
  }
}

extension String {
  /// Whether it is the address of a namespace that UBL, CII or ZUGFeRD 1 has.
  fileprivate var isKnownInvoice: Bool {
    ["urn:oasis:names:specification:ubl:", "urn:un:unece:uncefact:data:", "urn:ferd:", "urn:factur-x"].contains {
      hasPrefix($0)
    }
  }
}
