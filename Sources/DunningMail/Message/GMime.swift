import CGMime

/// What mails are built with.
///
/// GMime counts references per object and keeps no other state that building or reading a message would change, so
/// objects that never leave one call need no lock.
enum GMime {
  /// Takes what a constructor of the library returned.
  static func created<Object>(
    _ pointer: UnsafeMutablePointer<Object>?
  ) throws(MailError) -> UnsafeMutablePointer<Object> {
    guard let pointer else { throw MailError(.invalidMessage, "the MIME library could not build a part") }
    return pointer
  }

  /// The ASCII form of a domain name in Unicode.
  ///
  /// - Throws: ``MailError`` with code `.invalidAddress` if it has none.
  /// - Source: RFC 5890.
  static func asciiDomain(of domain: String) throws(MailError) -> String {
    cgmime_set_up()
    let address = try created(internet_address_mailbox_new(nil, "x@\(domain)"))
    defer { g_object_unref(address) }
    guard let text = internet_address_mailbox_get_idn_addr(cgmime_mailbox(address)) else {
      throw MailError(.invalidAddress, "the part after the @ is not a domain name")
    }
    let ascii = String(String(cString: text).dropFirst(2))
    let isHostname = ascii.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x2E
    }
    guard !ascii.isEmpty, isHostname else {
      throw MailError(.invalidAddress, "the part after the @ is not a domain name")
    }
    return ascii
  }
}
