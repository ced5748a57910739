import Crypto
import DunningBytes
import FoundationEssentials

/// Follows the way from a journal to its seal, and looks at the signatures of the seals.
struct SealCheck {
  private(set) var findings: [String] = []
  /// The seals that have a time stamp over them; whether an authority signed it is for `openssl ts -verify`.
  private(set) var stamped: [Int64] = []
  /// Hexadecimal, each once.
  private(set) var publicKeys: [String] = []

  private struct Proof: Decodable {
    let entry: Int64
    let hash: String
    let path: [[String]]
    let seals: [Int64]
    let seq: Int
  }

  private struct SealText: Decodable {
    let key: String
    let previous: String
    let root: String
  }

  /// - Parameters:
  ///   - files: those below ``DossierForm/seals``, by their whole names.
  ///   - hashes: the lines of ``DossierForm/hashes``.
  init(files: [String: [UInt8]], hashes: [String]) {
    guard let bytes = files[DossierForm.proof] else { return }
    guard let proof = try? JSONDecoder().decode(Proof.self, from: Data(bytes)) else {
      findings.append("\(DossierForm.proof): it makes no sense")
      return
    }
    if !hashes.indices.contains(proof.seq - 1) || hashes[proof.seq - 1] != proof.hash {
      findings.append("\(DossierForm.proof): entry \(proof.seq) of the journal has another hash")
    }
    var before: [UInt8]?
    for (index, number) in proof.seals.enumerated() {
      before = check(number, files, root: index == 0 ? Self.root(of: proof) : nil, before: before)
    }
  }

  /// - Returns: the seal's own bytes, whose hash the next one names.
  private mutating func check(
    _ number: Int64, _ files: [String: [UInt8]], root: String?, before: [UInt8]?
  ) -> [UInt8]? {
    let name = "\(DossierForm.seals)seal-\(number)"
    guard let bytes = files["\(name).json"], let signature = files["\(name).sig"],
      let seal = try? JSONDecoder().decode(SealText.self, from: Data(bytes))
    else {
      findings.append("\(name).json: it is missing or makes no sense")
      return nil
    }
    if let root, root != seal.root { findings.append("\(name).json: the journal does not lead to its root") }
    if let before, Hex.text(SHA256.hash(data: before)) != seal.previous {
      findings.append("\(name).json: it does not name the seal before")
    }
    // What is no key has signed nothing.
    let key = Hex.bytes(seal.key).flatMap { try? Curve25519.Signing.PublicKey(rawRepresentation: $0) }
    if key?.isValidSignature(signature, for: bytes) != true { findings.append("\(name).sig: it is not its signature") }
    if let stamp = files["\(name).tsr"] {
      stamped.append(number)
      // MessageImprint.hashedMessage, an octet string of 32 bytes (RFC 3161, 2.4.1).
      if !stamp.contains([0x04, 0x20] + SHA256.hash(data: bytes)) {
        findings.append("\(name).tsr: the time stamp is over something else")
      }
    }
    if !publicKeys.contains(seal.key) { publicKeys.append(seal.key) }
    return bytes
  }

  /// The root to which the way leads (RFC 6962, section 2.1.1).
  private static func root(of proof: Proof) -> String {
    let number = withUnsafeBytes(of: proof.entry.bigEndian) { Array($0) }
    var node = Array(SHA256.hash(data: [0] + number + (Hex.bytes(proof.hash) ?? [])))
    for step in proof.path {
      let other = Hex.bytes(step.last ?? "") ?? []
      node = Array(SHA256.hash(data: [1] + (step.first == "left" ? other + node : node + other)))
    }
    return Hex.text(node)
  }
}
