import Crypto
import Dunning
import DunningBytes

/// One entry of the journal as it is chained: its data by a commitment alone, so that they can be deleted and the chain
/// still be checked.
struct ChainEntry: Hashable, Sendable {
  /// `c17`; ``docket`` for what is about no claim.
  let chain: String
  let seq: Int64
  let at: Instant
  let type: String
  let actor: String
  let notice: NoticeID?
  /// HMAC-SHA256 of the data's JSON under the key of the case.
  let commitment: [UInt8]

  /// The chain of what is about no claim.
  static let docket = "docket"

  /// The chain of a claim; nil is that of the docket itself.
  static func chain(of claim: ClaimID?) -> String { claim?.description ?? docket }

  /// What stands for the data: without the key nobody can tell by trying what they were.
  ///
  /// - Source: RFC 2104, RFC 4231.
  static func commitment(to data: some Collection<UInt8>, key: [UInt8]) -> [UInt8] {
    var code = HMAC<SHA256>(key: SymmetricKey(data: key))
    code.update(data: Array(data))
    return Array(code.finalize())
  }

  /// JSON with the keys sorted and no spaces.
  var canonicalJSON: [UInt8] {
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
      json += notice.description.utf8
    }
    json += "\",\"seq\":".utf8
    json += String(seq).utf8
    json += ",\"ts\":\"".utf8
    json += at.rfc3339(offsetSeconds: 0).utf8
    json += "\",\"type\":".utf8
    JSONText.append(type, to: &json)
    json.append(UInt8(ascii: "}"))
    return json
  }
}
