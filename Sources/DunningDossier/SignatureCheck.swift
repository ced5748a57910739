import Crypto
import DunningBytes
import DunningChain

/// Looks at the signature over the list of hashes, which binds every byte of a case file to the key that its maker holds.
struct SignatureCheck {
  private(set) var findings: [String] = []
  /// The key that has signed the list; nil when nothing has.
  private(set) var signer: SealPublicKey?
  /// Whether there is a time stamp over the list.
  private(set) var isStamped = false

  /// - Parameter files: those that are kept, by their names.
  init(files: [String: [UInt8]]) {
    guard let list = files[DossierForm.sums] else { return }
    switch (files[DossierForm.signer], files[DossierForm.signature]) {
    case (nil, nil): break
    case (nil, _): findings.append("\(DossierForm.signer): the key that the list of hashes is signed with is missing")
    case (_, nil): findings.append("\(DossierForm.signature): the signature over the list of hashes is missing")
    case (let pem?, let signature?):
      guard let key = SealPublicKey(pem: pem) else {
        findings.append("\(DossierForm.signer): it is no Ed25519 key")
        break
      }
      if key.hasSigned(list, with: signature) {
        signer = key
      } else {
        findings.append(
          "\(DossierForm.signature): it is not the signature of \(DossierForm.signer) over \(DossierForm.sums)")
      }
    }
    if let stamp = files[DossierForm.timestamp] {
      isStamped = true
      if !SealText.isStamped(Array(SHA256.hash(data: list)), by: stamp) {
        findings.append("\(DossierForm.timestamp): the time stamp is over something else")
      }
    }
  }
}
