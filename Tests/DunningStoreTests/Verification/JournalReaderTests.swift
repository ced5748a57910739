import DunningTesting
import FoundationEssentials
import Testing

@testable import DunningStore

@Suite("Reading what the journal says")
struct JournalReaderTests {
  @Test("what the journal writes is read back, whatever signs it holds")
  func roundTrip() throws {
    let signs = [
      "", "a", "\"", "\\", "\n", "\t", "\u{0}", "\u{1F}", "/", "ä", "御中", "👩‍👩‍👧", "{", ":", ",", "\u{7F}", "\u{2028}",
    ]
    var chance = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let fields = (0..<Int.random(in: 0...5, using: &chance)).map { number in
        let name = (0..<3).map { _ in signs.randomElement(using: &chance) ?? "" }.joined()
        let value = (0..<Int.random(in: 0...6, using: &chance)).map { _ in signs.randomElement(using: &chance) ?? "" }
        return ("\(number)\(name)", value.joined())
      }
      let members = Dictionary(fields) { first, _ in first }
      #expect(JournalReader.members(of: Journal.json(members)) == members)
      #expect(try Journal.decode(Journal.json(members)) == members)
    }
  }

  @Test("what is written in another way is left to a general decoder")
  func others() throws {
    let other = #"{ "a" : "\/\n\u00e4" }"#
    #expect(JournalReader.members(of: other) == nil)
    #expect(try Journal.decode(other) == ["a": "/\nä"])
  }

  @Test(
    "what is no object of texts is refused",
    arguments: ["{", #"{"a"}"#, #"{"a":"b""#, #"{"a":1}"#, #"{"a":"b"}x"#, "[]", #"{"a":"\u00"}"#, "x"])
  func broken(text: String) {
    #expect(JournalReader.members(of: text) == nil)
    #expect(throws: (any Error).self) { try Journal.decode(text) }
  }
}
