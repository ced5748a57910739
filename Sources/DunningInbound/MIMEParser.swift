import CGMime
import Glibc

/// Turns the bytes of a message into parts; whatever is wrong with it, something is read.
///
/// - Source: RFC 5322, 2045, 2046, 2047.
struct MIMEParser {
  private var parts = 0
  private var textBytesLeft = IncomingLimits.allTextBytesMax
  private var keepsContent = false

  /// The parts of a message; nil when the bytes are no message at all, or larger than ``IncomingLimits`` allow.
  ///
  /// - Parameter keepsContent: whether the bytes of what is no words are wanted too.
  static func parse(_ bytes: [UInt8], keepsContent: Bool = false) -> MIMEPart? {
    guard !bytes.isEmpty, bytes.count <= IncomingLimits.messageBytesMax else { return nil }
    cgmime_set_up()
    let whole = MessageBytes.unwrapped(bytes)
    guard !MessageBytes.isTooIntricate(whole), let message = HeaderBounds.applied(to: whole) else { return nil }
    let stream = message.withUnsafeBytes { raw in
      g_mime_stream_mem_new_with_buffer(raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
    guard let stream else { return nil }
    defer { g_object_unref(stream) }
    guard let parser = g_mime_parser_new_with_stream(stream) else { return nil }
    defer { g_object_unref(parser) }
    guard let root = g_mime_parser_construct_message(parser, nil) else { return nil }
    defer { g_object_unref(root) }
    var reading = MIMEParser()
    reading.keepsContent = keepsContent
    return reading.message(root, depth: 0)
  }

  private mutating func message(_ message: UnsafeMutablePointer<GMimeMessage>, depth: Int) -> MIMEPart {
    var part = g_mime_message_get_mime_part(message).map { object($0, depth: depth) } ?? MIMEPart()
    part.fields = fields(of: cgmime_object(message)) + part.fields
    part.writtenFrom = writtenFrom(of: cgmime_object(message))
    return part
  }

  private func writtenFrom(of object: UnsafeMutablePointer<GMimeObject>) -> [String] {
    guard let list = g_mime_object_get_header_list(object) else { return [] }
    let count = min(g_mime_header_list_get_count(list), Int32(IncomingLimits.headersMax))
    return (0..<max(0, count)).compactMap { index in
      guard let header = g_mime_header_list_get_header_at(list, index), let name = g_mime_header_get_name(header),
        String(cString: name).lowercased() == "from", let value = g_mime_header_get_raw_value(header)
      else { return nil }
      return bounded(value)
    }
  }

  private mutating func object(_ object: UnsafeMutablePointer<GMimeObject>, depth: Int) -> MIMEPart {
    var part = MIMEPart()
    part.fields = fields(of: object)
    if let type = g_mime_object_get_content_type(object) {
      part.type =
        lowercased(g_mime_content_type_get_media_type(type)) + "/"
        + lowercased(g_mime_content_type_get_media_subtype(type))
      part.reportType = g_mime_content_type_get_parameter(type, "report-type").map { lowercased($0) }
    }
    parts += 1
    guard parts <= IncomingLimits.partsMax, depth <= IncomingLimits.depthMax else { return part }
    if let multipart = cgmime_as_multipart(object) {
      read(multipart, into: &part, depth: depth)
    } else if let inner = cgmime_as_message_part(object) {
      part.children = g_mime_message_part_get_message(inner).map { [message($0, depth: depth + 1)] } ?? []
    } else if let leaf = cgmime_as_part(object) {
      if keepsContent {
        part.fileName = g_mime_part_get_filename(leaf).map { String(cString: $0) }
        part.content = content(of: leaf)
      }
      if isReadable(part.type) { part.text = text(of: leaf) }
    }
    return part
  }

  private mutating func read(
    _ multipart: UnsafeMutablePointer<GMimeMultipart>, into part: inout MIMEPart, depth: Int
  ) {
    for index in 0..<max(0, g_mime_multipart_get_count(multipart)) {
      guard parts < IncomingLimits.partsMax, let child = g_mime_multipart_get_part(multipart, index) else { break }
      part.children.append(object(child, depth: depth + 1))
    }
    // A boundary that never comes leaves all that there is before the first part.
    if part.children.allSatisfy({ $0.text.isEmpty && $0.children.isEmpty }),
      let prologue = g_mime_multipart_get_prologue(multipart)
    {
      part.children.append(MIMEPart(text: String(String(cString: prologue).prefix(IncomingLimits.textBytesMax))))
    }
  }

  private func fields(of object: UnsafeMutablePointer<GMimeObject>) -> [MIMEPart.Field] {
    guard let list = g_mime_object_get_header_list(object) else { return [] }
    let count = min(g_mime_header_list_get_count(list), Int32(IncomingLimits.headersMax))
    return (0..<max(0, count)).compactMap { index in
      guard let header = g_mime_header_list_get_header_at(list, index), let name = g_mime_header_get_name(header)
      else { return nil }
      let value = g_mime_header_get_value(header).map(bounded) ?? ""
      return MIMEPart.Field(name: String(cString: name), value: PlainText.unfolded(value))
    }
  }

  /// A value that nobody has to read to its end before it is cut.
  private func bounded(_ value: UnsafePointer<CChar>) -> String {
    let count = strnlen(value, IncomingLimits.fieldBytesMax)
    return String(decoding: UnsafeRawBufferPointer(start: value, count: count), as: UTF8.self)
  }

  /// Whether it can be words: reports come under the oddest types.
  private func isReadable(_ type: String) -> Bool {
    type.hasPrefix("text/") || type.hasPrefix("message/") || type == "application/octet-stream"
  }

  private mutating func text(of part: UnsafeMutablePointer<GMimePart>) -> String {
    let bytes = content(of: part, bytesMax: min(IncomingLimits.textBytesMax, textBytesLeft))
    textBytesLeft -= bytes.count
    let charset = g_mime_object_get_content_type_parameter(UnsafeMutableRawPointer(part).object, "charset")
    let text = PlainText.decoded(bytes, charset: charset.map { lowercased($0) })
    let isHTML = g_mime_content_type_is_type(
      g_mime_object_get_content_type(UnsafeMutableRawPointer(part).object), "text", "html")
    return isHTML != 0 ? PlainText.readable(html: text) : text
  }

  /// The bytes of a part, decoded.
  private func content(of part: UnsafeMutablePointer<GMimePart>, bytesMax: Int = .max) -> [UInt8] {
    guard let content = g_mime_part_get_content(part), let stream = g_mime_stream_mem_new() else { return [] }
    defer { g_object_unref(stream) }
    g_mime_data_wrapper_write_to_stream(content, stream)
    guard let array = g_mime_stream_mem_get_byte_array(cgmime_stream_mem(stream)) else { return [] }
    return Array(UnsafeBufferPointer(start: array.pointee.data, count: min(Int(array.pointee.len), bytesMax)))
  }
}

extension UnsafeMutableRawPointer {
  /// A part seen as the object that it is.
  fileprivate var object: UnsafeMutablePointer<GMimeObject>? { cgmime_object(self) }
}

private func lowercased(_ text: UnsafePointer<CChar>?) -> String {
  text.map { String(cString: $0).lowercased() } ?? ""
}
