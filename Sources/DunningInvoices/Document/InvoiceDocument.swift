import DunningXML

/// The XML of an invoice without its lines and attachments.
struct InvoiceDocument {
  let root: InvoiceNode
  /// Of the root element.
  let namespace: String

  /// Elements that are long and say nothing of what is owed.
  private static let passedOver: Set<String> = [
    "InvoiceLine", "CreditNoteLine", "IncludedSupplyChainTradeLineItem", "EmbeddedDocumentBinaryObject",
    "AttachmentBinaryObject", "UBLExtensions", "IncludedObject",
  ]

  /// - Throws: ``InvoiceFault`` when it is no XML that may be read.
  init(_ bytes: [UInt8]) throws(InvoiceFault) {
    do throws(XMLFault) {
      let reader = try XMLReader(bytes)
      guard let (root, namespace) = try Self.read(reader) else { throw XMLFault("it is empty") }
      (self.root, self.namespace) = (root, namespace)
    } catch {
      throw InvoiceFault(error.message + (error.line.map { " (line \($0))" } ?? ""))
    }
  }

  private static func read(_ reader: XMLReader) throws(XMLFault) -> (InvoiceNode, namespace: String)? {
    var open: [InvoiceNode] = []
    var (root, namespace) = (InvoiceNode?.none, "")
    var count = 0
    while let event = try reader.next() {
      switch event {
      case .start(let element):
        if passedOver.contains(element.name) {
          try skip(reader)
          continue
        }
        count += 1
        guard count <= InvoiceLimits.elementsMax else {
          throw XMLFault("it has more than \(InvoiceLimits.elementsMax) elements", line: reader.line)
        }
        if open.isEmpty { namespace = element.namespace }
        open.append(InvoiceNode(name: element.name, attributes: element.attributes))
      case .text(let text): if !open.isEmpty { open[open.count - 1].text += text }
      case .end:
        guard var node = open.popLast() else { continue }
        node.text = node.text.trimmed
        if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
      }
    }
    return root.map { ($0, namespace) }
  }

  /// Passes over the element that has begun.
  private static func skip(_ reader: XMLReader) throws(XMLFault) {
    var depth = 1
    while depth > 0, let event = try reader.next() {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: break
      }
    }
  }
}

extension String {
  /// Without blanks and line breaks at its ends.
  var trimmed: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
