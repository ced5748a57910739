import SwiftASN1

/// A part of an ASN.1 tree that is looked into by places.
struct Element {
  let node: ASN1Node

  init(_ node: ASN1Node) { self.node = node }

  func children() throws(TimestampError) -> [Element] {
    guard case .constructed(let nodes) = node.content else { throw Self.senseless }
    return nodes.map(Element.init)
  }

  func child(_ index: Int) throws(TimestampError) -> Element {
    let all = try children()
    guard all.indices.contains(index) else { throw Self.senseless }
    return all[index]
  }

  func primitive(_ kind: ASN1Identifier) throws(TimestampError) -> [UInt8] {
    guard node.identifier == kind, case .primitive(let bytes) = node.content else { throw Self.senseless }
    return Array(bytes)
  }

  /// The digits of a number to the base of 256.
  var integer: [UInt8] { get throws(TimestampError) { try primitive(.integer) } }

  var octets: [UInt8] {
    get throws(TimestampError) {
      // BER allows for pieces.
      if case .constructed(let pieces) = node.content, node.identifier.tagNumber == ASN1Identifier.octetString.tagNumber
      {
        var octets: [UInt8] = []
        for piece in pieces { octets += try Element(piece).octets }
        return octets
      }
      return try primitive(.octetString)
    }
  }

  var oid: ASN1ObjectIdentifier {
    get throws(TimestampError) {
      guard let oid = try? ASN1ObjectIdentifier(derEncoded: node) else { throw Self.senseless }
      return oid
    }
  }

  static let senseless = TimestampError("the answer is no time stamp (RFC 3161)")
}
