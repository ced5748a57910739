import Crypto
import Dunning
import DunningBytes
import DunningChain
import DunningSQL
import FoundationEssentials

/// Looks at the seals: whether each is signed, names the one before, and is over the entries that are there.
struct SealCheck {
  /// What the journal says of the time stamps, by seal.
  let stamped: [Int64: (hash: String, server: String)]
  private let home: DocketFiles
  private var last: Seal?
  private var tree = MerkleTree()
  private var position: Int64 = 0
  private var current: Seal?

  init(stamped: [Int64: (hash: String, server: String)], home: DocketFiles) {
    (self.stamped, self.home) = (stamped, home)
  }

  /// Takes a page of entries, or the next seal.
  ///
  /// - Returns: whether something is left.
  mutating func step(_ look: Look, _ result: inout Verification) throws -> Bool {
    guard let seal = current else { return try begin(look, &result) }
    let page = try look.leaves(after: position, through: seal.through)
    for entry in page { tree.append(SealText.leaf(entry.id, entry.hash)) }
    if let end = page.last?.id {
      position = end
      return true
    }
    finish(seal, &result)
    return true
  }

  private mutating func begin(_ look: Look, _ result: inout Verification) throws -> Bool {
    let next = try look.sql.first(
      "SELECT \(Seal.columns), hash FROM seal WHERE number > ? ORDER BY number LIMIT 1", .number(last?.number ?? .min)
    ) { (seal: Seal($0), hash: $0.bytes(10)) }
    guard let next else {
      try checkEnd(look, &result)
      result.unsealed = Int(
        try look.sql.first("SELECT count(*) FROM event WHERE id > ?", .number(last?.through ?? 0)) { $0.number(0) } ?? 0
      )
      return false
    }
    let number = next.seal.number
    result.seals += 1
    result.expect(String(number), String((last?.number ?? 0) + 1), "number of the seal", in: Self.chain, number)
    result.expect(Hex.text(next.hash), Hex.text(next.seal.hash), "hash of the seal", in: Self.chain, number)
    let key = next.seal.text.publicKeyText
    if !result.publicKeys.contains(key) { result.publicKeys.append(key) }
    if !next.seal.isSigned {
      result.find(Self.chain, number, "signature", stored: Hex.text(next.seal.signature), computed: "one by \(key)")
    }
    (current, tree, position) = (next.seal, MerkleTree(), last?.through ?? 0)
    return true
  }

  /// Whether these are all, and the next one is signed with the same key; and whether the journal goes as far as it went.
  private func checkEnd(_ look: Look, _ result: inout Verification) throws {
    // Dockets of earlier versions tell of no seal beside it.
    if let said = try look.setting(.lastSeal) {
      result.expect(last?.words, said, "last seal", in: Self.chain, last?.number)
    }
    for number in stamped.keys.sorted() where number > last?.number ?? 0 {
      result.find(Self.chain, number, "seal", stored: "nothing", computed: "the one that was time-stamped")
    }
    if let last, let key = home.sealKey(), key.bytes != last.text.publicKey {
      result.find(
        Self.chain, last.number, "key of the last seal", stored: last.keyFingerprint,
        computed: "\(key.fingerprint), that of \(home.sealKeyFile)")
    }
    guard let mark = home.mark(), let key = try look.setting(.messageKey).flatMap({ Data(base64Encoded: $0) }) else {
      return
    }
    let present = DocketMark(key: Array(key), entry: try look.lastEntry())
    if mark.docket != present.docket {
      result.find(
        Self.chain, nil, "docket that \(home.markFile) was written for", stored: present.docket, computed: mark.docket)
    } else if present.entry < mark.entry {
      result.find(
        Self.chain, nil, "last entry of the journal", stored: String(present.entry),
        computed: "\(mark.entry) or later, by \(home.markFile)")
    }
  }

  private mutating func finish(_ seal: Seal, _ result: inout Verification) {
    let previous = last?.hash ?? SealText.first
    result.expect(Hex.text(seal.text.previous), Hex.text(previous), "seal before", in: Self.chain, seal.number)
    result.expect(String(seal.text.entries), String(tree.count), "number of entries", in: Self.chain, seal.number)
    result.expect(Hex.text(seal.text.root), Hex.text(tree.root), "root over the entries", in: Self.chain, seal.number)
    checkTimestamp(of: seal, &result)
    (last, current) = (seal, nil)
  }

  /// The journal names the time stamp by its hash, and a time stamp names the seal by its own. Whether the authority
  /// has signed it is for `openssl ts -verify`, which knows whom to trust.
  private func checkTimestamp(of seal: Seal, _ result: inout Verification) {
    let stored = seal.timestamp.map { Hex.text(SHA256.hash(data: $0)) }
    result.expect(stored, stamped[seal.number]?.hash, "time stamp", in: Self.chain, seal.number)
    result.expect(
      seal.timestampServer, stamped[seal.number]?.server, "server of the time stamp", in: Self.chain, seal.number)
    guard let token = seal.timestamp else { return }
    result.timestamps += 1
    if !seal.text.isCovered(by: token) {
      result.find(Self.chain, seal.number, "hash in the time stamp", stored: "another", computed: Hex.text(seal.hash))
    }
  }

  private static let chain = "seals"
}
