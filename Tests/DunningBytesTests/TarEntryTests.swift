import DunningBytes
import FoundationEssentials
import Testing

@Suite("An entry of a tar archive")
struct TarEntryTests {
  @Test(
    "its head is read as it was written",
    arguments: [
      ("a", 0), ("docket.sqlite", 511), ("ä/ö.txt", 512), (String(repeating: "n", count: 100), 8 << 30),
      ("folder/" + String(repeating: "n", count: 100), (8 << 30) - 1),
      (String(repeating: "f", count: 155) + "/" + String(repeating: "n", count: 100), 1 << 40),
    ])
  func roundTrip(name: String, size: Int) throws {
    let head = try #require(TarEntry(name: name, size: size).head(made: 1_795_424_400))
    #expect(head.count == 512)
    #expect(TarEntry(head: head) == TarEntry(name: name, size: size))
  }

  @Test("a name that the format has no room for is refused")
  func tooLong() {
    #expect(TarEntry(name: String(repeating: "n", count: 101), size: 1).head(made: 0) == nil)
    #expect(TarEntry(name: "f/" + String(repeating: "n", count: 101), size: 1).head(made: 0) == nil)
    #expect(TarEntry(name: "", size: 1).head(made: 0) == nil)
  }

  @Test("each changed byte of a head is noticed, but where nothing is read")
  func changed() throws {
    let head = try #require(TarEntry(name: "folder/file", size: 4_711).head(made: 1_795_424_400))
    // The sum itself ends with bytes that nobody reads.
    for index in head.indices where !(148..<156).contains(index) {
      var other = head
      other[index] ^= 0x01
      #expect(TarEntry(head: other) != TarEntry(name: "folder/file", size: 4_711), "byte \(index)")
    }
  }

  @Test("the end is two empty blocks, and the rest of a block is empty")
  func ends() {
    #expect(TarEntry.isEnd(Array(TarEntry.end.prefix(512))))
    #expect(TarEntry.end.count == 1_024)
    #expect([0, 1, 511, 512, 513].map { TarEntry(name: "n", size: $0).padding } == [0, 511, 1, 0, 511])
  }
}
