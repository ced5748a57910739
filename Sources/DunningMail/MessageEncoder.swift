import CGMime

/// Builds the MIME tree of a message that was checked, and writes it.
struct MessageEncoder {
  let message: MailMessage

  func encode() throws(MailError) -> [UInt8] {
    GMime.setUp()
    let root = try GMime.created(g_mime_message_new(0))
    defer { g_object_unref(root) }
    try writeHeaders(root)
    let content = try content()
    g_mime_message_set_mime_part(root, content)
    g_object_unref(content)
    return try written(cgmime_object(root))
  }

  // MARK: Headers

  private func writeHeaders(_ root: UnsafeMutablePointer<GMimeMessage>) throws(MailError) {
    try add(message.from, to: g_mime_message_get_addresses(root, GMIME_ADDRESS_TYPE_FROM))
    try add(message.to, to: g_mime_message_get_addresses(root, GMIME_ADDRESS_TYPE_TO))
    if let replyTo = message.replyTo {
      try add(replyTo, to: g_mime_message_get_addresses(root, GMIME_ADDRESS_TYPE_REPLY_TO))
    }
    append("Subject", message.subject, to: root)
    try writeDate(root)
    g_mime_message_set_message_id(root, message.messageID)
    if let inReplyTo = message.inReplyTo { append("In-Reply-To", "<\(inReplyTo)>", to: root) }
    if !message.references.isEmpty {
      append("References", message.references.map { "<\($0)>" }.joined(separator: " "), to: root)
    }
    if let language = message.language { append("Content-Language", language, to: root) }
    for header in message.headers { append(header.name, header.value, to: root) }
  }

  private func add(
    _ mailbox: Mailbox, to list: UnsafeMutablePointer<InternetAddressList>?
  ) throws(MailError) {
    let address = try GMime.created(
      internet_address_mailbox_new(mailbox.name.map(EncodedText.phrase), mailbox.wireAddress))
    defer { g_object_unref(address) }
    internet_address_set_charset(address, "utf-8")
    internet_address_list_add(list, address)
  }

  /// Appends a field in its final form, past the library's own encoder.
  private func append(_ name: String, _ value: String, to root: UnsafeMutablePointer<GMimeMessage>) {
    let line = EncodedText.folded(name, EncodedText.unstructured(value))
    let list = g_mime_object_get_header_list(cgmime_object(root))
    g_mime_header_list_append(list, name, "", nil)
    let header = g_mime_header_list_get_header_at(list, g_mime_header_list_get_count(list) - 1)
    g_mime_header_set_raw_value(header, String(line.dropFirst(name.count + 1)))
  }

  private func writeDate(_ root: UnsafeMutablePointer<GMimeMessage>) throws(MailError) {
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
    g_mime_message_set_date(root, local)
  }

  // MARK: Parts; each is returned with one reference, which the caller gives up

  private func content() throws(MailError) -> UnsafeMutablePointer<GMimeObject> {
    guard !message.attachments.isEmpty else { return try readable() }
    let mixed = try multipart("mixed")
    try add(readable(), to: mixed)
    for file in message.attachments { try add(attachment(file), to: mixed) }
    return cgmime_object(mixed)
  }

  private func readable() throws(MailError) -> UnsafeMutablePointer<GMimeObject> {
    guard let html = message.html else { return try text(message.text, subtype: "plain") }
    let alternative = try multipart("alternative")
    try add(text(message.text, subtype: "plain"), to: alternative)
    try add(text(html, subtype: "html"), to: alternative)
    return cgmime_object(alternative)
  }

  private func multipart(_ subtype: String) throws(MailError) -> UnsafeMutablePointer<GMimeMultipart> {
    let multipart = try GMime.created(g_mime_multipart_new_with_subtype(subtype))
    g_mime_multipart_set_boundary(multipart, boundary(subtype))
    return multipart
  }

  private func add(
    _ part: UnsafeMutablePointer<GMimeObject>, to multipart: UnsafeMutablePointer<GMimeMultipart>
  ) {
    g_mime_multipart_add(multipart, part)
    g_object_unref(part)
  }

  /// `=_` occurs in no quoted-printable and no base64 line, so no body can contain the boundary, whatever its hash.
  private func boundary(_ subtype: String) -> String {
    let hash = message.messageID.utf8.reduce(0xcbf2_9ce4_8422_2325) { (hash: UInt64, byte) in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return "=_\(subtype)_\(String(hash, radix: 16))"
  }

  private func text(_ text: String, subtype: String) throws(MailError) -> UnsafeMutablePointer<GMimeObject> {
    let lines = try TextLines(text)
    let part = try GMime.created(g_mime_part_new_with_type("text", subtype))
    g_mime_object_set_content_type_parameter(cgmime_object(part), "charset", "utf-8")
    if lines.isMostlyASCII {
      try fill(part, with: lines.bytes(lineEnd: [0x0A]), encoding: GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
    } else {
      try fill(part, with: lines.bytes(lineEnd: [0x0D, 0x0A]), encoding: GMIME_CONTENT_ENCODING_BASE64)
    }
    return cgmime_object(part)
  }

  private func attachment(_ file: MailAttachment) throws(MailError) -> UnsafeMutablePointer<GMimeObject> {
    let (type, subtype) = try file.checkedType()
    let part = try GMime.created(g_mime_part_new_with_type(type, subtype))
    g_mime_object_set_disposition(cgmime_object(part), GMIME_DISPOSITION_ATTACHMENT)
    g_mime_part_set_filename(part, file.filename)
    try fill(part, with: file.bytes, encoding: GMIME_CONTENT_ENCODING_BASE64)
    return cgmime_object(part)
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

  // MARK: Bytes

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
