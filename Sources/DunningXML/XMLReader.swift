/// Reads an XML document of a stranger, event by event, with all that each says: for documents that are small.
package final class XMLReader {
  private let source: XMLSource
  /// The name of an element without content, whose end is not met by itself.
  private var emptyElement: String?

  /// - Parameter next: the next bytes of the document; none at its end, nil when they cannot be read.
  /// - Throws: ``XMLFault`` when there is no memory.
  package init(next: @escaping () -> [UInt8]?) throws(XMLFault) { source = try XMLSource(next: next) }

  package convenience init(_ bytes: [UInt8]) throws(XMLFault) {
    var rest = bytes[...]
    try self.init {
      defer { rest = [] }
      return Array(rest)
    }
  }

  /// The line that was reached, from 1.
  package var line: Int { source.line }

  /// The next event; nil after the last.
  ///
  /// - Throws: ``XMLFault`` when it is no well-formed XML, is cut off, or has a document type declaration or an entity.
  package func next() throws(XMLFault) -> XMLEvent? {
    if let name = emptyElement {
      emptyElement = nil
      return .end(name)
    }
    switch try source.next() {
    case .start(let isEmpty):
      let name = name
      if isEmpty { emptyElement = name }
      return .start(XMLElement(name: name, namespace: source.namespace, attributes: source.attributes()))
    case .text: return .text(source.text)
    case .end: return .end(name)
    case nil: return nil
    }
  }

  private var name: String { source.name?.text ?? "" }
}
