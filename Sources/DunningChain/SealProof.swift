import DunningBytes
import FoundationEssentials

/// Leads from one entry of a chain to the root of the seal above it.
package struct SealProof: Hashable, Sendable {
  /// The number of the entry in the whole journal.
  package let entry: Int64
  /// Its place in its chain, from 1.
  package let seq: Int64
  /// The hash of the entry, 32 bytes.
  package let hash: [UInt8]
  package let path: MerklePath

  package init(entry: Int64, seq: Int64, hash: [UInt8], path: MerklePath) {
    self.entry = entry
    self.seq = seq
    self.hash = hash
    self.path = path
  }

  /// The root to which it leads.
  package var root: [UInt8] { path.root(of: SealText.leaf(entry, hash)) }

  /// JSON with the keys sorted and no spaces.
  ///
  /// - Parameter seals: the numbers of the seal above the entry and of those after it.
  package func json(seals: [Int64]) -> String {
    let steps = path.steps.map { "[\"\($0.isLeft ? "left" : "right")\",\"\(Hex.text($0.hash))\"]" }
    return "{\"entry\":\(entry),\"hash\":\"\(Hex.text(hash))\",\"path\":[\(steps.joined(separator: ","))],"
      + "\"seals\":[\(seals.map { String($0) }.joined(separator: ","))],\"seq\":\(seq)}"
  }

  /// Reads ``json(seals:)``; nil for what makes no sense.
  package static func read(_ json: [UInt8]) -> (proof: SealProof, seals: [Int64])? {
    struct Content: Decodable {
      let entry: Int64
      let hash: String
      let path: [[String]]
      let seals: [Int64]
      let seq: Int64
    }
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(json)), let hash = Hex.bytes(content.hash)
    else { return nil }
    var steps: [MerklePath.Step] = []
    for words in content.path {
      guard words.count == 2, ["left", "right"].contains(words[0]), let hash = Hex.bytes(words[1]) else { return nil }
      steps.append(.init(isLeft: words[0] == "left", hash: hash))
    }
    return (
      SealProof(entry: content.entry, seq: content.seq, hash: hash, path: MerklePath(steps)), content.seals
    )
  }
}
