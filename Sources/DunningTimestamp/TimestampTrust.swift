import Crypto
import SwiftASN1
import X509

/// Whom to trust for time stamps: certificates of authorities. Whatever chains up to one of them, is for stamping alone, and
/// has signed a stamp, is believed.
package struct TimestampTrust: Sendable {
  private let roots: [Certificate]

  /// - Parameter certificate: one or more certificates, PEM.
  /// - Throws: ``TimestampError`` when there is none that can be read.
  package init(certificate pem: String) throws(TimestampError) {
    do {
      roots = try PEMDocument.parseMultiple(pemString: pem).map { try Certificate(pemDocument: $0) }
    } catch {
      throw TimestampError("the certificate of the authority cannot be read: \(error)")
    }
    guard !roots.isEmpty else { throw TimestampError("there is no certificate of the authority") }
  }

  /// Whether an authority that is trusted has signed it.
  ///
  /// - Parameter stamp: `TimeStampResp`, DER.
  /// - Throws: ``TimestampError`` when it has not.
  package func check(_ stamp: [UInt8]) async throws(TimestampError) {
    let signature: TimestampSignature
    do {
      signature = try TimestampSignature(Element(try BER.parse(stamp)))
    } catch let error as TimestampError {
      throw error
    } catch {
      throw Element.senseless
    }
    try signature.check()
    try await check(signature.signer, among: signature.certificates)
  }

  private func check(_ signer: Certificate, among others: [Certificate]) async throws(TimestampError) {
    // Whether they are valid now: a stamp is looked at when it comes.
    var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
      RFC5280Policy()
      StampingPolicy()
    }
    let result = await verifier.validate(leaf: signer, intermediates: CertificateStore(others))
    guard case .couldNotValidate(let failures) = result else { return }
    let reasons = failures.map { "\($0.policyFailureReason)" }
    throw TimestampError(
      "the stamp is signed by \(signer.subject), "
        + (reasons.isEmpty
          ? "which does not chain up to the timestamp_certificate"
          : "whose certificate is not good for it: \(reasons.joined(separator: "; "))"))
  }
}

/// A certificate that signs time stamps is for that and for nothing else, and says so where nobody may overlook it.
///
/// - Source: RFC 3161, 2.3.
private struct StampingPolicy: VerifierPolicy {
  let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [usage]

  /// Extended key usage (RFC 5280, 4.2.1.12).
  private static let usage: ASN1ObjectIdentifier = [2, 5, 29, 37]

  func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
    guard let leaf = chain.first, let usage = leaf.extensions[oid: Self.usage], usage.critical,
      let usages = try? ExtendedKeyUsage(usage), Array(usages) == [.timeStamping]
    else { return .failsToMeetPolicy(reason: "it is not for time stamps alone") }
    return .meetsPolicy
  }
}
