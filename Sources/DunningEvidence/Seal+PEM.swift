import DunningStore
import FoundationEssentials

extension Seal {
  /// The key that it is signed with in PEM.
  ///
  /// - Source: RFC 7468, section 13.
  var publicKeyPEM: String {
    "-----BEGIN PUBLIC KEY-----\n\(Data(publicKeyDER).base64EncodedString())\n-----END PUBLIC KEY-----\n"
  }
}
