import SwiftASN1

/// What a time-stamping authority is asked for: a stamp over a SHA-256 (RFC 3161, 2.4.1).
package struct TimestampRequest: Sendable, Hashable {
  /// 32 bytes.
  package let hash: [UInt8]
  /// What the answer has to name, so that no earlier one can stand in its place.
  package let nonce: [UInt8]

  /// - Parameter nonce: 1 to 16 random bytes.
  package init(hash: [UInt8], nonce: [UInt8]) {
    self.hash = hash
    // A positive integer without leading zeros, as DER wants it.
    let digits = Array(nonce.drop { $0 == 0 })
    self.nonce = (digits.first ?? 0x80) >= 0x80 ? [0] + digits : digits
  }

  /// `TimeStampReq`, DER. The certificates of the authority are asked for, so that the stamp can be checked without it.
  package func bytes() throws(TimestampError) -> [UInt8] {
    var coder = DER.Serializer()
    do {
      try coder.appendConstructedNode(identifier: .sequence) { coder in
        try coder.serialize(1)
        try coder.appendConstructedNode(identifier: .sequence) { coder in
          try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(Self.sha256)
            try coder.serialize(ASN1Null())
          }
          try coder.serialize(ASN1OctetString(contentBytes: hash[...]))
        }
        coder.appendPrimitiveNode(identifier: .integer) { $0 += nonce }
        try coder.serialize(true)
      }
    } catch {
      throw TimestampError("the request cannot be written: \(error)")
    }
    return coder.serializedBytes
  }

  static let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
}
