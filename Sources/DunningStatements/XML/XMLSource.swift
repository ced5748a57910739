import CXML

/// Pulls a document of XML from its bytes, node by node, by libxml2's text reader: what was read is let go of at once.
///
/// A document type, and with it every entity of its own, is refused: nothing outside is ever opened, and nothing grows.
final class XMLSource {
  enum Node {
    /// ``name`` is its.
    case start(isEmpty: Bool)
    /// ``text`` is its.
    case text
    case end
  }

  /// What the calls from C need; it lives as long as the reader does.
  private final class Context {
    let input: ByteInput
    var piece: ArraySlice<UInt8> = []
    var failure: StatementFailure?
    var words: String?

    init(_ input: ByteInput) { self.input = input }
  }

  private let context: Context
  private let reader: xmlTextReaderPtr

  init(_ input: ByteInput) throws(StatementFailure) {
    context = Context(input)
    let pointer = Unmanaged.passUnretained(context).toOpaque()
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue
    guard let reader = xmlReaderForIO(Self.readMore, Self.close, pointer, nil, nil, Int32(options)) else {
      throw StatementFailure("there is no memory to read XML")
    }
    self.reader = reader
    xmlTextReaderSetErrorHandler(reader, Self.note, pointer)
  }

  deinit { xmlFreeTextReader(reader) }

  /// The line that was read last, from 1.
  var line: Int { Int(xmlTextReaderGetParserLineNumber(reader)) }

  /// The name of the element without its prefix. The pointer stays the same for the same name.
  var name: UnsafePointer<xmlChar>? { xmlTextReaderConstLocalName(reader) }

  var text: String { xmlTextReaderConstValue(reader).map(Self.string) ?? "" }

  /// An attribute of the element that was read last.
  func attribute(_ name: String) -> String? {
    guard xmlTextReaderMoveToAttribute(reader, name) == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    return text
  }

  /// The next node that says something; nil after the last.
  func next() throws(StatementFailure) -> Node? {
    while true {
      let result = xmlTextReaderRead(reader)
      if let failure = context.failure { throw failure }
      if result == 0 { return nil }
      guard result == 1 else { throw StatementFailure(complaint, line: line) }
      switch UInt32(xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        guard xmlTextReaderDepth(reader) < StatementLimits.depthMax else {
          throw StatementFailure("the XML has too many elements inside each other: this is no statement", line: line)
        }
        return .start(isEmpty: xmlTextReaderIsEmptyElement(reader) == 1)
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue: return .text
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY.rawValue,
        XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
        throw StatementFailure("the XML has a document type of its own (DOCTYPE), which is refused", line: line)
      default: continue
      }
    }
  }

  static func string(_ text: UnsafePointer<xmlChar>) -> String { String(cString: text) }

  /// What the library says is wrong, in one line.
  private var complaint: String {
    let words = (context.words ?? "").split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
    return "the XML is broken or cut off\(words); get the file from the bank again"
  }

  private static let readMore: xmlInputReadCallback = { pointer, buffer, count in
    guard let pointer, let buffer, count > 0 else { return -1 }
    let context = Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue()
    if context.piece.isEmpty {
      do throws(StatementFailure) {
        context.piece = try context.input.next()[...]
      } catch {
        context.failure = error
        return -1
      }
    }
    let taken = context.piece.prefix(Int(count))
    taken.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)).copyMemory(from: bytes)
    }
    context.piece = context.piece.dropFirst(taken.count)
    return Int32(taken.count)
  }

  private static let close: xmlInputCloseCallback = { _ in 0 }

  /// Keeps the first complaint: what comes after it follows from it.
  private static let note: xmlTextReaderErrorFunc = { pointer, message, severity, _ in
    guard let pointer, let message else { return }
    guard severity == XML_PARSER_SEVERITY_ERROR || severity == XML_PARSER_SEVERITY_VALIDITY_ERROR else { return }
    let context = Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue()
    if context.words == nil { context.words = String(cString: message) }
  }
}
