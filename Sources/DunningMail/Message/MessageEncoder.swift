import CGMime

/// Writes a message that was checked.
///
/// Addresses, dates, transfer encodings and the parameters of file names are the MIME library's work; its object tree is
/// left out, because to build one costs more than all the rest.
struct MessageEncoder {
  let message: MailMessage

  func encode() throws(MailError) -> [UInt8] {
    cgmime_set_up()
    var output: [UInt8] = []
    output.reserveCapacity((message.text.utf8.count + (message.html?.utf8.count ?? 0)) * 3 / 2 + 2_048)
    try writeHeaders(&output)
    try writeContent(&output)
    return output
  }

  // MARK: Headers

  private func writeHeaders(_ output: inout [UInt8]) throws(MailError) {
    try write("From", [message.from], &output)
    try write("To", message.to, &output)
    if !message.cc.isEmpty { try write("Cc", message.cc, &output) }
    if let replyTo = message.replyTo { try write("Reply-To", [replyTo], &output) }
    write("Subject", message.subject, &output)
    try writeDate(&output)
    output.append("Message-Id: <\(message.messageID)>\r\n")
    if let inReplyTo = message.inReplyTo { write("In-Reply-To", "<\(inReplyTo)>", &output) }
    if !message.references.isEmpty {
      write("References", message.references.map { "<\($0)>" }.joined(separator: " "), &output)
    }
    if let language = message.language { write("Content-Language", language, &output) }
    for header in message.headers { write(header.name, header.value, &output) }
    output.append("MIME-Version: 1.0\r\n")
  }

  private func write(_ name: String, _ mailboxes: [Mailbox], _ output: inout [UInt8]) throws(MailError) {
    let list = try GMime.created(internet_address_list_new())
    defer { g_object_unref(list) }
    for mailbox in mailboxes {
      let address = try GMime.created(
        internet_address_mailbox_new(mailbox.name.map(HeaderEncoding.phrase), mailbox.wireAddress))
      defer { g_object_unref(address) }
      internet_address_set_charset(address, "utf-8")
      internet_address_list_add(list, address)
    }
    // The library folds the line by what is in the string already, and ends it.
    let line = try GMime.created(g_string_new("\(name): "))
    defer { g_string_free(line, 1) }
    internet_address_list_encode(list, nil, line)
    output.append(lines: UnsafeRawBufferPointer(start: line.pointee.str, count: Int(line.pointee.len)))
  }

  private func write(_ name: String, _ value: String, _ output: inout [UInt8]) {
    output.append(HeaderEncoding.folded(name, HeaderEncoding.unstructured(value)))
  }

  private func writeDate(_ output: inout [UInt8]) throws(MailError) {
    let zone = g_time_zone_new_offset(Int32(message.date.utcOffsetMinutes * 60))
    defer { g_time_zone_unref(zone) }
    guard let utc = g_date_time_new_from_unix_utc(gint64(message.date.unixSeconds)) else {
      throw MailError(.invalidHeader, "the date is outside the years 1 to 9999")
    }
    defer { g_date_time_unref(utc) }
    guard let local = g_date_time_to_timezone(utc, zone) else {
      throw MailError(.invalidHeader, "the date is outside the years 1 to 9999")
    }
    defer { g_date_time_unref(local) }
    let text = try GMime.created(g_mime_utils_header_format_date(local))
    defer { g_free(text) }
    output.append("Date: \(String(cString: text))\r\n")
  }

  // MARK: Parts

  private func writeContent(_ output: inout [UInt8]) throws(MailError) {
    guard !message.attachments.isEmpty else { return try writeReadable(&output) }
    let boundary = boundary("mixed")
    open("mixed", boundary, &output)
    separate(boundary, &output)
    try writeReadable(&output)
    for file in message.attachments {
      output.append("\r\n")
      separate(boundary, &output)
      try write(file, &output)
    }
    close(boundary, &output)
  }

  private func writeReadable(_ output: inout [UInt8]) throws(MailError) {
    guard let html = message.html else { return try writeText(message.text, "plain", &output) }
    let boundary = boundary("alternative")
    open("alternative", boundary, &output)
    separate(boundary, &output)
    try writeText(message.text, "plain", &output)
    output.append("\r\n")
    separate(boundary, &output)
    try write(html: html, &output)
    close(boundary, &output)
  }

  /// The HTML, and the pictures in it.
  private func write(html: String, _ output: inout [UInt8]) throws(MailError) {
    guard !message.images.isEmpty else { return try writeText(html, "html", &output) }
    let boundary = boundary("related")
    output.append("Content-Type: multipart/related; type=\"text/html\"; boundary=\"\(boundary)\"\r\n\r\n")
    separate(boundary, &output)
    try writeText(html, "html", &output)
    for image in message.images {
      output.append("\r\n")
      separate(boundary, &output)
      output.append("Content-Type: image/png\r\n")
      output.append("Content-Disposition: inline\r\n")
      output.append("Content-ID: <\(image.contentID)>\r\n")
      output.append("Content-Transfer-Encoding: base64\r\n\r\n")
      ContentEncoding.base64.encoded(image.png).withUnsafeBytes { output.append(lines: $0) }
    }
    close(boundary, &output)
  }

  private func open(_ subtype: String, _ boundary: String, _ output: inout [UInt8]) {
    output.append("Content-Type: multipart/\(subtype); boundary=\"\(boundary)\"\r\n\r\n")
  }

  private func separate(_ boundary: String, _ output: inout [UInt8]) { output.append("--\(boundary)\r\n") }

  private func close(_ boundary: String, _ output: inout [UInt8]) { output.append("\r\n--\(boundary)--\r\n") }

  /// `=_` occurs in no quoted-printable and no base64 line, so no body can contain the boundary, whatever its hash.
  private func boundary(_ subtype: String) -> String {
    let hash = message.messageID.utf8.reduce(0xcbf2_9ce4_8422_2325) { (hash: UInt64, byte) in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return "=_\(subtype)_\(String(hash, radix: 16))"
  }

  private func writeText(_ text: String, _ subtype: String, _ output: inout [UInt8]) throws(MailError) {
    let lines = try TextLines(text)
    let encoding: ContentEncoding = lines.isMostlyASCII ? .quotedPrintable : .base64
    output.append("Content-Type: text/\(subtype); charset=utf-8\r\n")
    output.append("Content-Transfer-Encoding: \(encoding.rawValue)\r\n\r\n")
    // Base64 has no lines of its own, so those of the text must be the Internet's already.
    encoding.encoded(encoding == .base64 ? lines.internet : lines.unix).withUnsafeBytes { output.append(lines: $0) }
  }

  private func write(_ file: MailAttachment, _ output: inout [UInt8]) throws(MailError) {
    let (type, subtype) = try file.checkedType()
    let part = try GMime.created(g_mime_part_new_with_type(type, subtype))
    defer { g_object_unref(part) }
    g_mime_object_set_disposition(cgmime_object(part), GMIME_DISPOSITION_ATTACHMENT)
    g_mime_part_set_filename(part, file.filename)
    try fill(part, with: file.bytes, encoding: GMIME_CONTENT_ENCODING_BASE64)
    output += try written(cgmime_object(part))
  }

  private func fill(
    _ part: UnsafeMutablePointer<GMimePart>, with bytes: [UInt8], encoding: GMimeContentEncoding
  ) throws(MailError) {
    let stream = try GMime.created(g_mime_stream_mem_new())
    defer { g_object_unref(stream) }
    _ = bytes.withUnsafeBytes { raw in
      g_mime_stream_write(stream, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
    g_mime_stream_reset(stream)
    let wrapper = try GMime.created(g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT))
    defer { g_object_unref(wrapper) }
    g_mime_part_set_content(part, wrapper)
    g_mime_part_set_content_encoding(part, encoding)
  }

  private func written(_ root: UnsafeMutablePointer<GMimeObject>) throws(MailError) -> [UInt8] {
    let options = g_mime_format_options_new()
    defer { g_mime_format_options_free(options) }
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS)
    let stream = try GMime.created(g_mime_stream_mem_new())
    defer { g_object_unref(stream) }
    guard g_mime_object_write_to_stream(root, options, stream) >= 0,
      let array = g_mime_stream_mem_get_byte_array(cgmime_stream_mem(stream))
    else {
      throw MailError(.invalidMessage, "the MIME library could not write the message")
    }
    return Array(UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len)))
  }
}
