import DunningBytes
import DunningChain

/// Follows the way from a journal to its seal, and looks at the signatures of the seals.
struct SealCheck {
  private(set) var findings: [String] = []
  /// The seals that have a time stamp over them; whether an authority signed it is for `openssl ts -verify`.
  private(set) var stamped: [Int64] = []
  /// Hexadecimal, each once.
  private(set) var publicKeys: [String] = []

  /// - Parameters:
  ///   - files: those below ``DossierForm/seals``, by their whole names.
  ///   - hashes: the lines of ``DossierForm/hashes``.
  init(files: [String: [UInt8]], hashes: [String]) {
    guard let bytes = files[DossierForm.proof] else { return }
    guard let (proof, seals) = SealProof.read(bytes) else {
      findings.append("\(DossierForm.proof): it makes no sense")
      return
    }
    let index = Int(proof.seq) - 1
    if !hashes.indices.contains(index) || hashes[index] != Hex.text(proof.hash) {
      findings.append("\(DossierForm.proof): entry \(proof.seq) of the journal has another hash")
    }
    var before: SealText?
    for (index, number) in seals.enumerated() {
      before = check(number, files, root: index == 0 ? proof.root : nil, before: before)
    }
  }

  /// - Returns: the seal, whose hash the next one names; nil when it cannot be read.
  private mutating func check(
    _ number: Int64, _ files: [String: [UInt8]], root: [UInt8]?, before: SealText?
  ) -> SealText? {
    let name = "\(DossierForm.seals)seal-\(number)"
    guard let signature = files["\(name).sig"], let seal = files["\(name).json"].flatMap(SealText.init(parsing:)) else {
      findings.append("\(name).json: it is missing or makes no sense")
      return nil
    }
    if let root, root != seal.root { findings.append("\(name).json: the journal does not lead to its root") }
    if let before, before.hash != seal.previous { findings.append("\(name).json: it does not name the seal before") }
    if !seal.isSigned(by: signature) { findings.append("\(name).sig: it is not its signature") }
    if let stamp = files["\(name).tsr"] {
      stamped.append(number)
      if !seal.isCovered(by: stamp) { findings.append("\(name).tsr: the time stamp is over something else") }
    }
    if !publicKeys.contains(seal.publicKeyText) { publicKeys.append(seal.publicKeyText) }
    return seal
  }
}
