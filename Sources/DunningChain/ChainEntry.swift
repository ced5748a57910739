import Crypto
import DunningBytes

/// One entry of a journal as it is chained: its data by a commitment alone, so that they can be deleted and the chain
/// still be checked.
package struct ChainEntry: Hashable, Sendable {
  /// Which of the journal's chains it belongs to, e.g. `c17`; ASCII letters, digits and hyphens.
  package let chain: String
  /// Its place in the chain, from 1.
  package let seq: Int64
  /// RFC 3339 in UTC.
  package let at: String
  package let type: String
  package let actor: String
  /// The notice that it is about, e.g. `n7`, written as the chain is; nil when it is about none.
  package let notice: String?
  /// HMAC-SHA256 of the data's JSON under the key of the case, 32 bytes.
  package let commitment: [UInt8]

  package init(
    chain: String, seq: Int64, at: String, type: String, actor: String, notice: String?, commitment: [UInt8]
  ) {
    self.chain = chain
    self.seq = seq
    self.at = at
    self.type = type
    self.actor = actor
    self.notice = notice
    self.commitment = commitment
  }

  /// What stands for the data: without the key nobody can tell by trying what they were.
  ///
  /// - Source: RFC 2104, RFC 4231.
  @inlinable
  package static func commitment(to data: some Collection<UInt8>, key: [UInt8]) -> [UInt8] {
    authenticationCode(of: Array(data), key: key)
  }

  /// The same of data as they are written, which is most of them.
  package static func commitment(to data: String, key: [UInt8]) -> [UInt8] {
    authenticationCode(of: Array(data.utf8), key: key)
  }

  @usableFromInline
  package static func authenticationCode(of data: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = HMAC<SHA256>(key: SymmetricKey(data: key))
    code.update(data: data)
    return Array(code.finalize())
  }

  /// JSON with the keys sorted and no spaces.
  package var canonicalJSON: [UInt8] {
    var json: [UInt8] = []
    json.reserveCapacity(256)
    json += "{\"actor\":".utf8
    JSONText.append(actor, to: &json)
    json += ",\"case\":\"".utf8
    json += chain.utf8
    json += "\",\"data\":\"".utf8
    Hex.append(commitment, to: &json)
    if let notice {
      json += "\",\"notice\":\"".utf8
      json += notice.utf8
    }
    json += "\",\"seq\":".utf8
    json += String(seq).utf8
    json += ",\"ts\":\"".utf8
    json += at.utf8
    json += "\",\"type\":".utf8
    JSONText.append(type, to: &json)
    json.append(UInt8(ascii: "}"))
    return json
  }
}
