import Crypto
import FoundationEssentials

/// Signs what is told, so that the receiver knows that it comes from here, and when it was sent.
///
/// - Source: Standard Webhooks 1.0.0, `webhook-id`, `webhook-timestamp`, `webhook-signature`.
package struct WebhookSignature: Sendable {
  private let key: SymmetricKey

  /// - Parameter secret: `whsec_` and base64, as the specification writes it, or any other text, whose bytes are the key.
  package init(secret: String) {
    let decoded = secret.hasPrefix(Self.prefix) ? Data(base64Encoded: String(secret.dropFirst(Self.prefix.count))) : nil
    key = SymmetricKey(data: decoded ?? Data(secret.utf8))
  }

  /// - Parameters:
  ///   - id: names what is told, always alike.
  ///   - second: when it is sent, in seconds since 1970.
  /// - Returns: the value of `webhook-signature`.
  package func value(of body: [UInt8], id: String, second: Int64) -> String {
    let signed = Array("\(id).\(second).".utf8) + body
    let code = HMAC<SHA256>.authenticationCode(for: signed, using: key)
    return "v1,\(Data(code).base64EncodedString())"
  }

  private static let prefix = "whsec_"
}
