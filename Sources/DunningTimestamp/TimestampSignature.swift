import Crypto
import SwiftASN1
import X509

/// The signature under a time stamp, with the certificate that it names.
///
/// - Source: RFC 5652, 5.3 and 5.4 (signed attributes); RFC 3161, 2.4.2, and RFC 5816 (the certificate is named in them).
struct TimestampSignature {
  let signer: Certificate
  /// All that came along.
  let certificates: [Certificate]
  private let content: [UInt8]
  /// What is signed: a set of attributes, DER.
  private let attributes: [UInt8]
  private let digest: [UInt8]
  private let digestKind: ASN1ObjectIdentifier
  private let kind: ASN1ObjectIdentifier
  private let signature: [UInt8]

  init(_ root: Element) throws(TimestampError) {
    let signed = try TimestampResponse.signedData(in: root)
    content = try signed.child(2).child(1).child(0).octets
    let parts = try signed.children()
    let own = try parts.first { $0.node.identifier == Self.zero }?.children() ?? []
    certificates = own.compactMap { try? Certificate(derEncoded: $0.node) }
    // An authority signs once (RFC 3161, 2.4.2).
    guard let infos = try parts.last?.children(), infos.count == 1, let info = infos.first else {
      throw TimestampError("the time stamp has not one signature")
    }
    digestKind = try info.child(2).child(0).oid
    let attributes = try info.child(3)
    guard attributes.node.identifier == Self.zero else { throw TimestampError("the time stamp is not wholly signed") }
    // It is signed as the set that it is, and not as the part of something else (RFC 5652, 5.4).
    self.attributes = [0x31] + Array(attributes.node.encodedBytes.dropFirst())
    kind = try info.child(4).child(0).oid
    signature = try info.child(5).octets
    let values = try Self.values(attributes)
    guard let said = values[Self.contentType], try said.oid == TimestampResponse.tstInfo,
      let digest = try values[Self.messageDigest]?.octets
    else { throw TimestampError("what is signed is no time stamp") }
    self.digest = digest
    signer = try Self.signer(values, own)
  }

  /// Whether the signature is one of these bytes by that certificate.
  func check() throws(TimestampError) {
    guard let hash = Self.hash(content, digestKind), let algorithm = Self.algorithm(kind, digestKind) else {
      throw TimestampError("the stamp is signed in a way that is not known here: \(kind) with \(digestKind)")
    }
    guard hash == digest else { throw TimestampError("the stamp was changed after it was signed") }
    guard signer.publicKey.isValidSignature(signature, for: attributes, signatureAlgorithm: algorithm) else {
      throw TimestampError("the signature under the stamp is not good")
    }
  }

  /// The attributes that have one value each, by their kinds.
  private static func values(_ attributes: Element) throws(TimestampError) -> [ASN1ObjectIdentifier: Element] {
    var values: [ASN1ObjectIdentifier: Element] = [:]
    for attribute in try attributes.children() {
      let all = try attribute.child(1).children()
      if all.count == 1 { values[try attribute.child(0).oid] = all.first }
    }
    return values
  }

  /// The certificate whose hash is signed.
  private static func signer(
    _ values: [ASN1ObjectIdentifier: Element], _ certificates: [Element]
  ) throws(TimestampError) -> Certificate {
    guard let named = values[signingCertificate2] ?? values[signingCertificate] else {
      throw TimestampError("the time stamp does not name the certificate that it is signed with")
    }
    let first = try named.child(0).child(0)
    var (kind, parts) = (values[signingCertificate2] == nil ? sha1 : TimestampRequest.sha256, try first.children()[...])
    if values[signingCertificate2] != nil, let own = parts.first, own.node.identifier == .sequence {
      kind = try own.child(0).oid
      parts = parts.dropFirst()
    }
    let wanted = try parts.first?.octets
    let found = certificates.first { hash(Array($0.node.encodedBytes), kind) == wanted }
    guard wanted != nil, let found, let certificate = try? Certificate(derEncoded: found.node) else {
      throw TimestampError("the certificate that the time stamp is signed with did not come along")
    }
    return certificate
  }

  /// Nil for a kind that is not known.
  private static func hash(_ bytes: [UInt8], _ kind: ASN1ObjectIdentifier) -> [UInt8]? {
    switch kind {
    case sha1: Array(Insecure.SHA1.hash(data: bytes))
    case TimestampRequest.sha256: Array(SHA256.hash(data: bytes))
    case sha384: Array(SHA384.hash(data: bytes))
    case sha512: Array(SHA512.hash(data: bytes))
    default: nil
    }
  }

  private static func algorithm(
    _ kind: ASN1ObjectIdentifier, _ digest: ASN1ObjectIdentifier
  ) -> Certificate.SignatureAlgorithm? {
    switch (kind, digest) {
    case (rsa, TimestampRequest.sha256), ([1, 2, 840, 113_549, 1, 1, 11], TimestampRequest.sha256):
      .sha256WithRSAEncryption
    case (rsa, sha384), ([1, 2, 840, 113_549, 1, 1, 12], sha384): .sha384WithRSAEncryption
    case (rsa, sha512), ([1, 2, 840, 113_549, 1, 1, 13], sha512): .sha512WithRSAEncryption
    case ([1, 2, 840, 10_045, 4, 3, 2], TimestampRequest.sha256): .ecdsaWithSHA256
    case ([1, 2, 840, 10_045, 4, 3, 3], sha384): .ecdsaWithSHA384
    case ([1, 2, 840, 10_045, 4, 3, 4], sha512): .ecdsaWithSHA512
    default: nil
    }
  }

  private static let zero = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
  private static let rsa: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 1, 1]
  private static let sha1: ASN1ObjectIdentifier = [1, 3, 14, 3, 2, 26]
  private static let sha384: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 2]
  private static let sha512: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 3]
  private static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 3]
  private static let messageDigest: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 4]
  private static let signingCertificate: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 2, 12]
  private static let signingCertificate2: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 2, 47]
}
