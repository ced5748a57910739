import DunningBytes
import Testing

@testable import DunningChain

@Suite("Seals and the way to them")
struct SealTests {
  /// The first test vector of RFC 8032, section 7.1.
  private let seed = Hex.bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60") ?? []

  private func seal(root: [UInt8]) throws -> (text: SealText, signature: [UInt8]) {
    let key = try SealKey(seed: seed)
    let text = SealText(
      number: 1, at: "2026-12-03T08:00:00.250Z", through: 9, entries: 9, root: root, previous: SealText.first,
      publicKey: key.publicKey)
    return (text, try key.sign(text.canonicalJSON))
  }

  @Test("a key is the one of RFC 8032, and comes back from its file")
  func key() throws {
    let key = try SealKey(seed: seed)
    #expect(Hex.text(key.publicKey) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    #expect(SealKey(pem: Array(key.pem.utf8))?.publicKey == key.publicKey)
    #expect(SealKey(pem: Array(key.pem.utf8.dropFirst(40))) == nil)
  }

  @Test("what is signed is one line of JSON with sorted keys, which can be read back")
  func canonical() throws {
    let text = try seal(root: [0xAB]).text
    let key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    let zeros = String(repeating: "0", count: 64)
    #expect(
      String(decoding: text.canonicalJSON, as: UTF8.self)
        == #"{"entries":9,"key":"\#(key)","previous":"\#(zeros)","root":"ab","seal":1,"through":9,"ts":"2026-12-03T08:00:00.250Z"}"#
    )
    #expect(SealText(parsing: text.canonicalJSON) == text)
    #expect(SealText(parsing: text.canonicalJSON + [UInt8(ascii: "\n")]) == nil)
  }

  @Test("a signature holds for its own seal alone, and no time stamp is over another")
  func signature() throws {
    let (one, other) = (try seal(root: [1]), try seal(root: [2]))
    #expect(one.text.isSigned(by: one.signature))
    #expect(!other.text.isSigned(by: one.signature))
    let stamp = [0x30, 0x22, 0x04, 0x20] + one.text.hash
    #expect(one.text.isCovered(by: stamp))
    #expect(!other.text.isCovered(by: stamp))
  }

  @Test("the way from every entry leads to the root, however many there are", arguments: 1...9)
  func ways(count: Int64) {
    let entries = (1...count).map { (number: $0, hash: [UInt8](repeating: UInt8($0), count: 32)) }
    var tree = MerkleTree()
    for entry in entries { tree.append(SealText.leaf(entry.number, entry.hash)) }
    for proven in entries {
      var proof = MerkleProof()
      for entry in entries {
        proof.append(SealText.leaf(entry.number, entry.hash), isProven: entry.number == proven.number)
      }
      #expect(proof.finish() == tree.root)
      let way = SealProof(entry: proven.number, seq: 1, hash: proven.hash, path: proof.path)
      #expect(way.root == tree.root)
      let read = SealProof.read(Array(way.json(seals: [1, 2]).utf8))
      #expect(read?.proof == way)
      #expect(read?.seals == [1, 2])
    }
  }

  @Test("a way that was changed leads elsewhere, and one that makes no sense is none")
  func broken() {
    let way = SealProof(
      entry: 3, seq: 2, hash: [7], path: MerklePath([.init(isLeft: true, hash: [1]), .init(isLeft: false, hash: [2])]))
    let json = way.json(seals: [4])
    #expect(json == #"{"entry":3,"hash":"07","path":[["left","01"],["right","02"]],"seals":[4],"seq":2}"#)
    let turned = SealProof.read(Array(json.replacing("left", with: "right").utf8))
    #expect(turned?.proof.root != way.root)
    for (old, new) in [("left", "up"), ("\"01\"", "\"1\""), (",\"seq\":2", "")] {
      #expect(SealProof.read(Array(json.replacing(old, with: new).utf8)) == nil)
    }
  }
}
