import CGMime

/// A transfer encoding of MIME, in the C library's code.
///
/// - Source: RFC 2045 6.7 and 6.8.
enum ContentEncoding: String {
  case quotedPrintable = "quoted-printable"
  case base64

  /// The encoded bytes, in lines that end in a line feed.
  ///
  /// - Parameter bytes: for quoted-printable, lines that end in a line feed.
  func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var state = GMimeEncoding()
    g_mime_encoding_init_encode(&state, library)
    let capacity = g_mime_encoding_outlen(&state, bytes.count)
    return Array(unsafeUninitializedCapacity: capacity) { output, count in
      bytes.withUnsafeBytes { raw in
        let input = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
        output.withMemoryRebound(to: CChar.self) {
          count = g_mime_encoding_flush(&state, input, raw.count, $0.baseAddress)
        }
      }
    }
  }

  private var library: GMimeContentEncoding {
    switch self {
    case .quotedPrintable: GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
    case .base64: GMIME_CONTENT_ENCODING_BASE64
    }
  }
}
