import DunningBytes
import DunningChain

/// Follows the way from a journal to its seal, and looks at the signatures of the seals.
struct SealCheck {
  private(set) var findings: [String] = []
  /// The seals that have a time stamp over them; whether an authority signed it is for `openssl ts -verify`.
  private(set) var stamped: [Int64] = []
  /// Each once.
  private(set) var publicKeys: [SealPublicKey] = []
  /// Of the seals, as the proof names them.
  private(set) var numbers: [Int64] = []
  /// How many entries of the journal are under a seal; nil when none is.
  private(set) var sealed: Int?

  /// - Parameters:
  ///   - files: those below ``DossierForm/seals``, by their whole names.
  ///   - hashes: the lines of ``DossierForm/hashes``.
  init(files: [String: [UInt8]], hashes: [String]) {
    guard let bytes = files[DossierForm.proof] else { return }
    guard let (proof, seals) = SealProof.read(bytes) else {
      findings.append("\(DossierForm.proof): it makes no sense")
      return
    }
    numbers = seals
    guard !seals.isEmpty, Set(seals).count == seals.count else {
      findings.append("\(DossierForm.proof): it names no seal, or one twice")
      return
    }
    // A number from outside is compared before anything is counted with it.
    if (1...Int64(max(1, hashes.count))).contains(proof.seq), hashes.count > 0,
      hashes[Int(proof.seq) - 1] == Hex.text(proof.hash)
    {
      sealed = Int(proof.seq)
    } else {
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
    let key = SealPublicKey(seal.publicKey)
    if !publicKeys.contains(key) { publicKeys.append(key) }
    if files["\(DossierForm.seals)public-key-\(number).pem"].flatMap(SealPublicKey.init(pem:)) != key {
      findings.append("\(DossierForm.seals)public-key-\(number).pem: it is not the key of the seal")
    }
    return seal
  }
}
