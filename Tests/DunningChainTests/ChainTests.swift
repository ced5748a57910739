import DunningBytes
import Testing

@testable import DunningChain

@Suite("The chain of hashes", .timeLimit(.minutes(2)))
struct ChainTests {
  @Test("the vectors of the reference pass: SHA-256 over the hash before and the canonical JSON")
  func vectors() {
    let first = ChainLink.genesis.next(
      Array(#"{"case":"C-1","seq":1,"ts":"2026-06-01T08:00:00Z","type":"reminder.sent"}"#.utf8))
    #expect(Hex.text(first.hash) == "a872613e48841bc60264e17edb5bf5766ca6d551c260db4fa2c422dc193de115")
    let second = first.next(
      Array(#"{"case":"C-1","seq":2,"ts":"2026-06-08T08:00:00Z","type":"demand.sent"}"#.utf8))
    #expect(Hex.text(second.hash) == "c320fb2e27b8bde405861c69f37dcbb3f677f680cf33a959ff54dd0ba46808da")
    #expect(second.seq == 2)
  }

  @Test("an entry is one line of JSON with sorted keys, whose data are a commitment")
  func canonical() {
    let entry = ChainEntry(
      chain: "c1", seq: 2, at: "2026-12-03T08:00:00.250Z", type: "notice-sent", actor: "daemon", notice: "n7",
      commitment: [0xab, 0x01])
    #expect(
      String(decoding: entry.canonicalJSON, as: UTF8.self)
        == #"{"actor":"daemon","case":"c1","data":"ab01","notice":"n7","seq":2,"ts":"2026-12-03T08:00:00.250Z","type":"notice-sent"}"#
    )
  }

  @Test("the commitment is HMAC-SHA256, as RFC 4231 has it")
  func commitment() {
    let code = ChainEntry.commitment(to: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(Hex.text(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test("the root of a tree is that of RFC 6962, whose published vectors pass")
  func merkle() {
    let leaves: [[UInt8]] = [
      [], [0], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
      [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], Array(0x60...0x6f),
    ]
    let roots = [
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    var tree = MerkleTree()
    #expect(Hex.text(tree.root) == roots[0])
    for (index, leaf) in leaves.enumerated() {
      tree.append(leaf)
      #expect(Hex.text(tree.root) == roots[index + 1])
    }
  }
}
