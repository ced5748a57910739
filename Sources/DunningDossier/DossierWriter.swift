import Crypto
import DunningBytes

/// Writes a case file: a zip that lists the SHA-256 of all its files at its end, with a signature over the list.
package final class DossierWriter {
  private let zip: ZipWriter
  private var sums: [(name: String, hash: String)] = []
  private var hash = SHA256()
  private var name = ""

  package init() throws(DossierError) { zip = try ZipWriter() }

  package func add(_ name: String, _ text: String) throws(DossierError) { try add(name, Array(text.utf8)) }

  package func add(_ name: String, _ bytes: [UInt8]) throws(DossierError) {
    try begin(name, bytes: bytes.count)
    try write(bytes)
    try end()
  }

  /// Begins a file of exactly so many bytes.
  package func begin(_ name: String, bytes count: Int) throws(DossierError) {
    (self.name, hash) = (name, SHA256())
    try zip.begin(name, bytes: count)
  }

  package func write(_ bytes: [UInt8]) throws(DossierError) {
    hash.update(data: bytes)
    try zip.write(bytes)
  }

  package func end() throws(DossierError) {
    try zip.end()
    sums.append((name, Hex.text(hash.finalize())))
  }

  /// The list of hashes in the form of sha256sum(1): what is signed and time-stamped. Nothing can be added after it.
  package var list: [UInt8] { Array(sums.map { "\($0.hash)  \($0.name)\n" }.joined().utf8) }

  /// Writes the list of hashes with what vouches for it, and closes the archive.
  ///
  /// - Parameters:
  ///   - signature: over ``list``, by the key in ``DossierForm/signer``; nil for none.
  ///   - timestamp: over the hash of ``list``; nil for none.
  package func finish(signature: [UInt8]? = nil, timestamp: [UInt8]? = nil) throws(DossierError) {
    try zip.add(DossierForm.sums, list)
    if let signature { try zip.add(DossierForm.signature, signature) }
    if let timestamp { try zip.add(DossierForm.timestamp, timestamp) }
    try zip.close()
  }

  /// What was written since the last time.
  package func take() -> [UInt8] { zip.take() }
}

/// The names in a case file that its check looks for.
package enum DossierForm {
  /// In the form of sha256sum(1).
  package static let sums = "SHA256SUMS"
  /// The Ed25519 signature over ``sums``, 64 bytes; not in files of earlier versions.
  package static let signature = "SHA256SUMS.sig"
  /// The answer of a time-stamping authority over the hash of ``sums``, DER.
  package static let timestamp = "SHA256SUMS.tsr"
  /// What ``sums`` cannot list.
  package static let unlisted: Set<String> = [sums, signature, timestamp]
  /// The canonical JSON of the journal's entries, one a line.
  package static let journal = "journal/journal.jsonl"
  /// The data of each entry, in the same order: JSON, empty where it was erased.
  package static let data = "journal/data.jsonl"
  /// The hash of each entry, in the same order.
  package static let hashes = "journal/hashes.txt"
  /// The key of the commitments in hexadecimal digits; not there when it was destroyed.
  package static let key = "journal/case-key.txt"
  /// With which library the archive was written.
  package static let library = "journal/archive.txt"
  package static let seals = "seals/"
  /// The root certificates of the time-stamping authority, PEM.
  package static let authority = "seals/authority.pem"
  /// The key that ``signature`` is checked with, PEM.
  package static let signer = "seals/signer.pem"
  /// The way from the last sealed entry to the root of the first seal.
  package static let proof = "seals/proof.json"
}
