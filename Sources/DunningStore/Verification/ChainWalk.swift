import Dunning
import DunningBytes
import DunningChain

/// Walks along one chain and compares every entry with what it is chained by.
struct ChainWalk {
  /// An entry with its data, as far as they are there.
  struct Entry {
    let row: ChainedRow
    let data: [String: String]
  }

  let chain: String
  let key: [UInt8]
  private(set) var link = ChainLink.genesis

  init(chain: String, key: [UInt8]) {
    self.chain = chain
    self.key = key
  }

  /// Takes the next entry; its data are empty where they were erased or make no sense.
  mutating func take(_ row: ChainedRow, _ result: inout Verification) -> Entry {
    result.entries += 1
    let seq = link.seq + 1
    result.expect(String(row.seq), String(seq), "place in the chain", in: chain, seq)
    let computed = link.next(row.entry(seq: seq, commitment: commitment(to: row, seq, &result)).canonicalJSON)
    result.expect(Hex.text(row.hash), Hex.text(computed.hash), "hash of \(row.type)", in: chain, seq)
    // What follows is compared with what stands here, so that one change is one finding, or two.
    link = ChainLink(seq: seq, hash: row.hash)
    return Entry(row: row, data: (try? Journal.decode(row.data)) ?? [:])
  }

  private func commitment(to row: ChainedRow, _ seq: Int64, _ result: inout Verification) -> [UInt8] {
    guard row.commitment.isEmpty else {
      result.expect(row.data, "", "data of an erased entry", in: chain, seq)
      return row.commitment
    }
    if key.count != DocketLimits.caseKeyBytes {
      result.find(
        chain, seq, "key of the commitments", stored: key.isEmpty ? "nothing" : "\(key.count) bytes",
        computed: "\(DocketLimits.caseKeyBytes) bytes")
    }
    return ChainEntry.commitment(to: row.data.utf8, key: key)
  }
}
