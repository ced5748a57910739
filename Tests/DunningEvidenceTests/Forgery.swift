import Crypto
import DunningBytes
import DunningChain
import DunningDossier
import DunningStore
import DunningTesting
import Foundation

/// A case file that somebody rewrites, as carefully as they can without the key of the seals: the list of hashes and the
/// container are always made anew.
struct Forgery {
  var files: [(name: String, bytes: [UInt8])]
  var signature: [UInt8]?
  private let made: MadeFile
  private let folder: String

  /// Whose fingerprint the reader has written down.
  let known: String

  init(_ made: MadeFile) throws {
    self.made = made
    folder = made.folder.path
    let all = try made.members().map { (name: $0.name, bytes: Array(made.bytes[$0.range])) }
    files = all.filter { !$0.name.hasPrefix("SHA256SUMS") }
    signature = all.first { $0.name == "SHA256SUMS.sig" }?.bytes
    known = try made.fixture.docket.sealKey().isCheckedWith.fingerprint
  }

  /// A file by its name, or by how its name ends.
  subscript(name: String) -> [UInt8] {
    get { files.first { $0.name.hasSuffix(name) }?.bytes ?? [] }
    set { files = files.map { $0.name.hasSuffix(name) ? ($0.name, newValue) : $0 } }
  }

  mutating func change(_ name: String, _ old: String, _ new: String) {
    self[name] = Array(String(decoding: self[name], as: UTF8.self).replacing(old, with: new).utf8)
  }

  mutating func remove(_ isUnwanted: (String) -> Bool) { files.removeAll { isUnwanted($0.name) } }

  mutating func cutOff(entries: Int) {
    for name in ["journal.jsonl", "hashes.txt", "data.jsonl"] {
      let lines = String(decoding: self[name], as: UTF8.self).split(separator: "\n").dropLast(entries)
      self[name] = Array(lines.map { $0 + "\n" }.joined().utf8)
    }
  }

  /// Chains the journal anew, with what its data are now.
  mutating func rechain() throws {
    let key = try bytes(Hex.bytes(String(decoding: self["case-key.txt"].dropLast(), as: UTF8.self)))
    let data = String(decoding: self["data.jsonl"], as: UTF8.self).split(separator: "\n")
    let entries = String(decoding: self["journal/journal.jsonl"], as: UTF8.self).split(separator: "\n")
    var (link, lines, hashes) = (ChainLink.genesis, "", "")
    for (entry, datum) in zip(entries, data) {
      let commitment = Hex.text(ChainEntry.commitment(to: datum.utf8, key: key))
      let line = entry.replacing(/"data":"[0-9a-f]*"/, with: "\"data\":\"\(commitment)\"")
      link = link.next(Array(line.utf8))
      lines += line + "\n"
      hashes += Hex.text(link.hash) + "\n"
    }
    self["journal/journal.jsonl"] = Array(lines.utf8)
    self["hashes.txt"] = Array(hashes.utf8)
  }

  /// Seals the journal with one seal by another key, and signs the file with it.
  mutating func reseal(with key: SealKey) throws {
    let heads = String(decoding: self["hashes.txt"], as: UTF8.self).split(separator: "\n")
    let head = try bytes(heads.last.flatMap { Hex.bytes($0) })
    let proof = SealProof(entry: 1, seq: Int64(heads.count), hash: head, path: MerklePath())
    let seal = SealText(
      number: 1, at: "2026-12-05T09:00:00Z", through: 1, entries: 1, root: proof.root, previous: SealText.first,
      publicKey: key.publicKey)
    remove { $0.hasPrefix("seals/") && $0 != "seals/signer.pem" }
    files += [
      ("seals/seal-1.json", seal.canonicalJSON), ("seals/seal-1.sig", try key.sign(seal.canonicalJSON)),
      ("seals/public-key-1.pem", Array(seal.publicKeyPEM.utf8)),
      ("seals/proof.json", Array((proof.json(seals: [1]) + "\n").utf8)),
    ]
    try sign(with: key)
  }

  /// Signs the list of hashes as it is now with another key.
  mutating func sign(with key: SealKey) throws {
    self["signer.pem"] = Array(key.isCheckedWith.pem.utf8)
    signature = try key.sign(try writer().list)
  }

  mutating func takeSignatureAway() {
    remove { $0 == "seals/signer.pem" }
    signature = nil
  }

  // MARK: - What readers say

  /// What the check says to somebody who has written the key down, and the exit status of the script.
  func check(knowing keys: [String]) throws -> (check: DossierCheck, script: Int32, output: String) {
    let writer = try writer()
    try writer.finish(signature: signature)
    let path = folder + "/forged.zip"
    try Data(writer.take()).write(to: URL(fileURLWithPath: path))
    let options = keys.map { " --key \($0)" }.joined()
    let script = "rm -rf forged && mkdir forged && unzip -q forged.zip -d forged && python3 forged/verify.py\(options)"
    let outcome = try Shell.run(script, in: folder)
    return (try DossierCheck(path: path, keys: keys), outcome.status, outcome.output)
  }

  private func writer() throws -> DossierWriter {
    let writer = try DossierWriter()
    for (name, bytes) in files { try writer.add(name, bytes) }
    return writer
  }

  private func bytes(_ bytes: [UInt8]?) throws -> [UInt8] {
    guard let bytes else { throw DossierError("no hexadecimal digits") }
    return bytes
  }
}
