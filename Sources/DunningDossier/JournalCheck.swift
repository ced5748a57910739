import DunningBytes
import DunningChain
import FoundationEssentials

/// Follows the chain of a case file's journal: each hash is over the one before it and the canonical JSON of the entry;
/// each entry names what its data are committed to.
struct JournalCheck {
  /// - Parameter key: of the commitments; nil when it was destroyed.
  static func findings(journal: [UInt8], hashes: [UInt8], data: [UInt8], key: [UInt8]?) -> [String] {
    let (entries, heads, contents) = (lines(journal), lines(hashes), lines(data))
    guard entries.count == heads.count, entries.count == contents.count else {
      return [
        "the journal has \(entries.count) entries, \(heads.count) hashes and \(contents.count) lines of data"
      ]
    }
    var (findings, link) = ([String](), ChainLink.genesis)
    for (index, entry) in entries.enumerated() {
      let (next, stored) = (link.next(Array(entry)), String(decoding: heads[index], as: UTF8.self))
      let computed = Hex.text(next.hash)
      if computed != stored {
        findings.append("\(DossierForm.hashes) line \(index + 1): the chain gives \(computed), there stands \(stored)")
      }
      if let key, !contents[index].isEmpty, !isCommitted(contents[index], in: entry, key: key) {
        findings.append(
          "\(DossierForm.data) line \(index + 1): it is not what the entry of the journal is committed to")
      }
      // What follows is compared with what stands here, so that one change is one finding.
      link = ChainLink(seq: next.seq, hash: Hex.bytes(stored) ?? next.hash)
    }
    return findings
  }

  private static func isCommitted(_ data: ArraySlice<UInt8>, in entry: ArraySlice<UInt8>, key: [UInt8]) -> Bool {
    struct Entry: Decodable { let data: String }
    // An entry that is no JSON names nothing.
    return (try? JSONDecoder().decode(Entry.self, from: Data(entry)))?.data
      == Hex.text(ChainEntry.commitment(to: data, key: key))
  }

  /// The lines without their ends.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
