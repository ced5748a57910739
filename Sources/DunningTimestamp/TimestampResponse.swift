import SwiftASN1

/// The answer of a time-stamping authority (RFC 3161, 2.4.2), as far as it can be judged without knowing whom to trust:
/// whether it was granted, and over what. Whether an authority signed it is for ``TimestampTrust``.
package struct TimestampResponse: Sendable, Hashable {
  /// The hash that was stamped.
  package let hash: [UInt8]
  /// As it stands in the answer; nil where it names none.
  package let nonce: [UInt8]?
  /// When it was stamped by the authority's clock: `GeneralizedTime`, e.g. `20261203080000Z`.
  package let time: String

  /// - Parameter bytes: `TimeStampResp`, DER.
  /// - Throws: ``TimestampError`` when it makes no sense or says that nothing was stamped.
  package init(_ bytes: [UInt8]) throws(TimestampError) {
    let root: Element
    do {
      root = Element(try BER.parse(bytes))
    } catch {
      throw TimestampError("the answer is no time stamp (RFC 3161)")
    }
    let status = try root.child(0).child(0).integer
    // 0 is granted, 1 is granted with modifications.
    guard status == [0] || status == [1] else {
      throw TimestampError("the authority refused: status \(status.first ?? 0)\(Self.words(of: try root.child(0)))")
    }
    let info = try Self.info(in: root)
    let imprint = try info.child(2)
    guard try imprint.child(0).child(0).oid == TimestampRequest.sha256 else {
      throw TimestampError("the authority stamped a hash of another kind")
    }
    hash = try imprint.child(1).octets
    time = String(decoding: try info.child(4).primitive(.generalizedTime), as: UTF8.self)
    // What may stand behind the time: accuracy, a truth value, the nonce, names.
    nonce = try info.children().dropFirst(5).first { $0.node.identifier == .integer }?.integer
  }

  /// Whether it is the answer to a request.
  ///
  /// - Throws: ``TimestampError`` when it is about something else.
  package func check(against request: TimestampRequest) throws(TimestampError) {
    guard hash == request.hash else { throw TimestampError("the authority stamped another hash") }
    guard nonce == request.nonce else {
      throw TimestampError("the authority answered another request: its nonce differs")
    }
  }

  /// `TSTInfo` in the signed data of the token (RFC 3161, 2.4.2; RFC 5652, 5.1).
  private static func info(in root: Element) throws(TimestampError) -> Element {
    let content = try signedData(in: root).child(2)
    guard try content.child(0).oid == tstInfo else { throw TimestampError("what is signed is no time stamp") }
    let bytes = try content.child(1).child(0).octets
    do {
      return Element(try DER.parse(bytes))
    } catch {
      throw TimestampError("what is signed is no time stamp")
    }
  }

  /// `SignedData` of the token (RFC 5652, 5.1).
  static func signedData(in root: Element) throws(TimestampError) -> Element {
    let token = try root.child(1)
    guard try token.child(0).oid == signedData else { throw TimestampError("the time stamp is not signed") }
    return try token.child(1).child(0)
  }

  /// What a refusal says in words.
  private static func words(of status: Element) -> String {
    let texts = (try? status.child(1).children()) ?? []
    let words = texts.compactMap { try? String(decoding: $0.primitive(.utf8String), as: UTF8.self) }
    return words.isEmpty ? "" : ", \(words.joined(separator: "; "))"
  }

  private static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 7, 2]
  static let tstInfo: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 1, 4]
}
