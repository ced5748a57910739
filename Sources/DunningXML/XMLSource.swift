import CXML

/// Pulls the XML document of a stranger from its bytes, node by node, by libxml2's text reader: what was read is let go of
/// at once, and what nobody asks for is never copied.
///
/// A document type declaration is refused, and with it every entity that a document could define: there is nothing that
/// grows while it is read, and nothing is loaded from elsewhere.
package final class XMLSource {
  /// What was reached.
  package enum Node: Hashable, Sendable {
    /// The beginning of an element, whose ``name`` can be asked for; an empty one has no end of its own.
    case start(isEmpty: Bool)
    /// Text, also of CDATA; a long one may come in parts.
    case text
    case end
  }

  /// What the calls from C need; it lives as long as the reader does.
  private final class Context {
    let more: () -> [UInt8]?
    var piece: ArraySlice<UInt8> = []
    var hasFailed = false
    /// The first complaint: what comes after it follows from it.
    var words: String?

    init(_ more: @escaping () -> [UInt8]?) { self.more = more }
  }

  private let context: Context
  private let reader: xmlTextReaderPtr
  private let depthMax: Int

  /// - Parameters:
  ///   - depthMax: how many elements may lie inside each other.
  ///   - next: the next bytes of the document; none at its end, nil when they cannot be read.
  /// - Throws: ``XMLFault`` when there is no memory.
  package init(depthMax: Int = 256, next: @escaping () -> [UInt8]?) throws(XMLFault) {
    context = Context(next)
    self.depthMax = depthMax
    let pointer = Unmanaged.passUnretained(context).toOpaque()
    guard let reader = cxml_open(Self.readMore, Self.note, pointer) else {
      throw XMLFault("there is no memory to read it")
    }
    self.reader = reader
  }

  deinit { xmlFreeTextReader(reader) }

  /// The line that was read last, from 1.
  package var line: Int { Int(xmlTextReaderGetParserLineNumber(reader)) }

  /// The name of the element without its prefix; nil when no element was read last.
  package var name: XMLName? { xmlTextReaderConstLocalName(reader).map { XMLName($0) } }

  /// The address of the element's namespace; empty when it is in none.
  package var namespace: String { xmlTextReaderConstNamespaceUri(reader).map(Self.string) ?? "" }

  package var text: String { xmlTextReaderConstValue(reader).map(Self.string) ?? "" }

  /// An attribute of the element that was read last.
  package func attribute(_ name: String) -> String? {
    guard xmlTextReaderMoveToAttribute(reader, name) == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    return text
  }

  /// All attributes of the element that was read last, by their names without prefixes, without declarations of namespaces.
  package func attributes() -> [String: String] {
    guard xmlTextReaderHasAttributes(reader) == 1 else { return [:] }
    defer { xmlTextReaderMoveToElement(reader) }
    var attributes: [String: String] = [:]
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      if xmlTextReaderIsNamespaceDecl(reader) == 1 { continue }
      attributes[name?.text ?? ""] = text
    }
    return attributes
  }

  /// The next node that says something; nil after the last.
  ///
  /// - Throws: ``XMLFault`` when it is no well-formed XML, is cut off, or has a document type declaration or an entity.
  package func next() throws(XMLFault) -> Node? {
    while true {
      let result = xmlTextReaderRead(reader)
      if context.hasFailed { throw XMLFault("it cannot be read to its end", reason: .unreadable, line: line) }
      if result == 0 { return nil }
      guard result == 1 else { throw XMLFault("it is no well-formed XML\(complaint)", reason: .broken, line: line) }
      if let node = try node() { return node }
    }
  }

  /// The node that was reached; nil for those that say nothing, such as comments.
  private func node() throws(XMLFault) -> Node? {
    switch UInt32(xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT.rawValue:
      guard xmlTextReaderDepth(reader) < depthMax else {
        throw XMLFault("it has too many elements inside each other", reason: .depth, line: line)
      }
      return .start(isEmpty: xmlTextReaderIsEmptyElement(reader) == 1)
    case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
    case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue: return .text
    case XML_READER_TYPE_DOCUMENT_TYPE.rawValue:
      throw XMLFault(
        "it has a document type declaration (DOCTYPE), which is not taken", reason: .declaration, line: line)
    case XML_READER_TYPE_ENTITY.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
      throw XMLFault("it has an entity of its own, which is not taken", reason: .declaration, line: line)
    default: return nil
    }
  }

  private static func string(_ text: UnsafePointer<xmlChar>) -> String { String(cString: text) }

  /// What the library says is wrong, in one line after a colon.
  private var complaint: String {
    (context.words ?? "").split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
  }

  private static let readMore: xmlInputReadCallback = { pointer, buffer, count in
    guard let pointer, let buffer, count > 0 else { return -1 }
    let context = Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue()
    if context.piece.isEmpty {
      guard let piece = context.more() else {
        context.hasFailed = true
        return -1
      }
      context.piece = piece[...]
    }
    let taken = context.piece.prefix(Int(count))
    taken.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)).copyMemory(from: bytes)
    }
    context.piece = context.piece.dropFirst(taken.count)
    return Int32(taken.count)
  }

  private static let note: xmlTextReaderErrorFunc = { pointer, message, severity, _ in
    guard let pointer, let message else { return }
    guard severity == XML_PARSER_SEVERITY_ERROR || severity == XML_PARSER_SEVERITY_VALIDITY_ERROR else { return }
    let context = Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue()
    if context.words == nil { context.words = String(cString: message) }
  }
}
