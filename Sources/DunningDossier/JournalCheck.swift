import DunningBytes
import DunningChain
import FoundationEssentials

/// Follows the chain of a case file's journal: each hash is over the one before it and the canonical JSON of the entry;
/// each entry names what its data are committed to; and the data name the contents that lie among the exhibits.
struct JournalCheck {
  /// Bytes that the journal names by their hash.
  struct Content: Hashable {
    enum Kind: String {
      case message
      case letter
      case mail
      case attachment
    }

    let kind: Kind
    /// Which notice or mail it is, e.g. `n7`; empty of an attachment.
    let number: String
    /// SHA-256 in hexadecimal digits.
    let hash: String
  }

  private(set) var findings: [String] = []
  private(set) var entries = 0
  /// In the order in which they were named first.
  private(set) var contents: [Content] = []
  /// The notices that entries are about, e.g. `n7`.
  private(set) var notices: Set<String> = []
  /// Whether there was any payment, which an entry of a bank can have been.
  private(set) var hasPayments = false
  /// Whether the data were erased, with their key.
  private(set) var isErased = false

  /// An entry, as far as it is looked into.
  private struct Entry: Decodable {
    let `case`: String
    let data: String
    let notice: String?
    let seq: Int64
    let type: String
  }

  /// - Parameter key: of the commitments; nil when it was destroyed.
  init(journal: [UInt8], hashes: [UInt8], data: [UInt8], key: [UInt8]?) {
    let (lines, heads, data) = (Self.lines(journal), Self.lines(hashes), Self.lines(data))
    guard lines.count == heads.count, lines.count == data.count else {
      findings.append("the journal has \(lines.count) entries, \(heads.count) hashes and \(data.count) lines of data")
      return
    }
    entries = lines.count
    if entries == 0 { findings.append("\(DossierForm.journal): it has no entries") }
    let read = lines.map(Self.entry)
    isErased = read.last??.type == "claim-erased" && key == nil
    follow(lines, heads)
    for (index, entry) in read.enumerated() {
      guard let entry else {
        findings.append("\(DossierForm.journal) line \(index + 1): it is no entry")
        continue
      }
      checkPlace(entry, index, of: read.first.flatMap { $0?.case })
      checkData(data[index], of: entry, index, key: key)
    }
  }

  private mutating func follow(_ lines: [ArraySlice<UInt8>], _ heads: [ArraySlice<UInt8>]) {
    var link = ChainLink.genesis
    for (index, line) in lines.enumerated() {
      let (next, stored) = (link.next(Array(line)), String(decoding: heads[index], as: UTF8.self))
      let computed = Hex.text(next.hash)
      if computed != stored {
        findings.append("\(DossierForm.hashes) line \(index + 1): the chain gives \(computed), there stands \(stored)")
      }
      // What follows is compared with what stands here, so that one change is one finding.
      link = ChainLink(seq: next.seq, hash: Hex.bytes(stored) ?? next.hash)
    }
  }

  private mutating func checkPlace(_ entry: Entry, _ index: Int, of chain: String?) {
    if entry.seq != Int64(index + 1) {
      findings.append("\(DossierForm.journal) line \(index + 1): it calls itself entry \(entry.seq)")
    }
    if let chain, entry.case != chain {
      findings.append("\(DossierForm.journal) line \(index + 1): it is of the chain \(entry.case), not of \(chain)")
    }
    if let notice = entry.notice { notices.insert(notice) }
    if entry.type.hasPrefix("payment-") { hasPayments = true }
  }

  private mutating func checkData(_ data: ArraySlice<UInt8>, of entry: Entry, _ index: Int, key: [UInt8]?) {
    let place = "\(DossierForm.data) line \(index + 1)"
    guard let key else {
      if !data.isEmpty {
        findings.append("\(place): there are data, but \(DossierForm.key), which they are compared with, is missing")
      } else if !isErased {
        findings.append("\(place): it was blanked, and the journal tells of no erasure")
      }
      return
    }
    if data.isEmpty {
      findings.append("\(place): it was blanked, although the key of the data is there")
    } else if Hex.text(ChainEntry.commitment(to: data, key: key)) != entry.data {
      findings.append("\(place): it is not what the entry of the journal is committed to")
    }
    // What makes no sense names nothing; if it was changed, that was said above.
    collect((try? JSONDecoder().decode([String: String].self, from: Data(data))) ?? [:], of: entry)
  }

  /// What the data of an entry name by its hash.
  private mutating func collect(_ data: [String: String], of entry: Entry) {
    func add(_ kind: Content.Kind, _ number: String?, _ hash: String?) {
      guard let number, let hash else { return }
      let content = Content(kind: kind, number: number, hash: hash)
      if !contents.contains(content) { contents.append(content) }
    }
    if entry.type == "attachment-added" { return add(.attachment, "", data["sha256"]) }
    // A resolved notice names the report too, but the hash is the notice's own.
    if let mail = data["mail"], entry.type != "notice-resolved" { return add(.mail, mail, data["sha256"]) }
    add(.message, entry.notice, data["sha256"])
    add(.letter, entry.notice, data["letter_sha256"])
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> Entry? {
    try? JSONDecoder().decode(Entry.self, from: Data(line))
  }

  /// The lines without their ends.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
