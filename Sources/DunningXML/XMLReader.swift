import CXML

/// Reads an XML document of a stranger, event by event, while its bytes come.
///
/// A document type declaration is refused, and with it every entity that a document could define: there is nothing that
/// grows while it is read, and nothing is loaded from elsewhere. libxml2 bounds how deep elements nest and how long a text
/// may be.
package final class XMLReader {
  private let reader: xmlTextReaderPtr
  private let source: ByteSource
  /// The name of an element without content, whose end is not met by itself.
  private var emptyElement: String?
  private var isOver = false

  /// - Parameter next: the next bytes of the document; none at its end, nil when they cannot be read.
  /// - Throws: ``XMLFault`` when there is no memory.
  package init(next: @escaping () -> [UInt8]?) throws(XMLFault) {
    source = ByteSource(next)
    let context = Unmanaged.passUnretained(source).toOpaque()
    let read: @convention(c) (UnsafeMutableRawPointer?, UnsafeMutablePointer<CChar>?, CInt) -> CInt = {
      context, buffer, count in
      guard let context, let buffer else { return -1 }
      return Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue().read(into: buffer, atMost: count)
    }
    guard let reader = cxml_open(read, context) else { throw XMLFault("there is no memory to read it") }
    self.reader = reader
  }

  package convenience init(_ bytes: [UInt8]) throws(XMLFault) {
    var rest = bytes[...]
    try self.init {
      defer { rest = [] }
      return Array(rest)
    }
  }

  deinit { xmlFreeTextReader(reader) }

  /// The line that was reached, from 1.
  package var line: Int { Int(xmlTextReaderGetParserLineNumber(reader)) }

  /// The next event; nil after the last.
  ///
  /// - Throws: ``XMLFault`` when it is no well-formed XML, is cut off, or has a document type declaration or an entity.
  package func next() throws(XMLFault) -> XMLEvent? {
    if let name = emptyElement {
      emptyElement = nil
      return .end(name)
    }
    while !isOver {
      switch xmlTextReaderRead(reader) {
      case 1: if let event = try event() { return event }
      case 0: isOver = true
      default: throw trouble()
      }
    }
    return nil
  }

  /// The event of the node that was reached; nil for those that say nothing, such as comments.
  private func event() throws(XMLFault) -> XMLEvent? {
    switch xmlReaderTypes(rawValue: UInt32(xmlTextReaderNodeType(reader))) {
    case XML_READER_TYPE_ELEMENT:
      let name = text(xmlTextReaderConstLocalName(reader))
      if xmlTextReaderIsEmptyElement(reader) == 1 { emptyElement = name }
      return .start(
        XMLElement(name: name, namespace: text(xmlTextReaderConstNamespaceUri(reader)), attributes: attributes()))
    case XML_READER_TYPE_END_ELEMENT: return .end(text(xmlTextReaderConstLocalName(reader)))
    case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA: return .text(text(xmlTextReaderConstValue(reader)))
    case XML_READER_TYPE_DOCUMENT_TYPE:
      throw XMLFault("it has a document type declaration (DOCTYPE), which is not taken", line: line)
    case XML_READER_TYPE_ENTITY_REFERENCE: throw XMLFault("it has an entity of its own, which is not taken", line: line)
    default: return nil
    }
  }

  private func attributes() -> [String: String] {
    guard xmlTextReaderHasAttributes(reader) == 1 else { return [:] }
    var attributes: [String: String] = [:]
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      if xmlTextReaderIsNamespaceDecl(reader) == 1 { continue }
      attributes[text(xmlTextReaderConstLocalName(reader))] = text(xmlTextReaderConstValue(reader))
    }
    _ = xmlTextReaderMoveToElement(reader)
    return attributes
  }

  private func text(_ characters: UnsafePointer<xmlChar>?) -> String {
    characters.map { String(cString: $0) } ?? ""
  }

  private func trouble() -> XMLFault {
    isOver = true
    if source.hasFailed { return XMLFault("it cannot be read to its end", line: line) }
    var place: CInt = 0
    let words = cxml_trouble(&place).map { String(cString: $0) } ?? ""
    let firstLine = words.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no reason is known"
    return XMLFault("it is no well-formed XML: \(firstLine)", line: place > 0 ? Int(place) : nil)
  }
}

/// Bytes that come in pieces, for a reader that asks for as many as it has room for.
private final class ByteSource {
  private let next: () -> [UInt8]?
  private var rest: ArraySlice<UInt8> = []
  private(set) var hasFailed = false

  init(_ next: @escaping () -> [UInt8]?) { self.next = next }

  func read(into buffer: UnsafeMutablePointer<CChar>, atMost count: CInt) -> CInt {
    if rest.isEmpty {
      guard let piece = next() else {
        hasFailed = true
        return -1
      }
      rest = piece[...]
    }
    let part = rest.prefix(Int(count))
    part.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress {
        UnsafeMutableRawPointer(buffer).copyMemory(from: start, byteCount: part.count)
      }
    }
    rest = rest.dropFirst(part.count)
    return CInt(part.count)
  }
}
