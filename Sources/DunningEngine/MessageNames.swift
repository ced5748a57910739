import Crypto
import Dunning
import DunningBytes
import DunningStore

/// Names messages always alike, so that two copies of one notice can be told to be one.
struct MessageNames: Sendable {
  let key: [UInt8]

  /// The Message-ID of a notice to a recipient, without brackets: a keyed hash at the creditor's domain, which tells an
  /// outsider nothing about numbers or addresses.
  func messageID(of notice: NoticeID, to recipient: EmailAddress, from creditor: Creditor) -> String {
    let text = "\(notice) \(recipient.text)"
    let hash = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key))
    let domain = creditor.from.address.domain
    // A Message-ID is ASCII where the mail itself need not be (RFC 5322 3.6.4).
    return
      "dn.\(Hex.text(hash.prefix(16)))@\(domain.utf8.allSatisfy { $0 < 0x80 } ? String(domain) : "dunningd.invalid")"
  }
}
