import FoundationEssentials

/// A public key as common tools read it.
enum Ed25519PEM {
  /// SubjectPublicKeyInfo in PEM.
  ///
  /// - Parameter key: 32 bytes.
  /// - Source: RFC 8410, section 4; RFC 7468, section 13.
  static func text(_ key: [UInt8]) -> String {
    let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
    return "-----BEGIN PUBLIC KEY-----\n\(Data(prefix + key).base64EncodedString())\n-----END PUBLIC KEY-----\n"
  }
}
