import Testing

@testable import Dunning

@Suite("Did you mean")
struct NearestTests {
  @Test(
    "the nearest word is found in spite of a missing, doubled, wrong or swapped letter",
    arguments: [
      ("remindr", "reminder"), ("reminnder", "reminder"), ("remimder", "reminder"), ("remidner", "reminder"),
      ("REMINDER", "reminder"), ("demnad", "demand"), ("courtsey", "courtesy"),
    ])
  func finds(word: String, meant: String) {
    #expect(nearest(to: word, in: ["courtesy", "reminder", "demand"]) == meant)
  }

  @Test("a word that is like none gets no suggestion", arguments: ["", "xyz", "threat", "letter-of-claim"])
  func findsNothing(word: String) {
    #expect(nearest(to: word, in: ["courtesy", "reminder", "demand"]) == nil)
  }

  @Test("equally near words give the first of the alphabet, whatever their order")
  func stable() {
    #expect(nearest(to: "cat", in: ["rat", "bat"]) == "bat")
    #expect(nearest(to: "cat", in: ["bat", "rat"]) == "bat")
  }

  @Test("a very long word is compared in no time")
  func long() {
    #expect(nearest(to: String(repeating: "a", count: 100_000), in: ["aaa", "demand"]) == nil)
  }

  @Test("what is quoted to a person is short and shows its control characters")
  func quotes() {
    #expect(quoted("a\nb") == "\"a\\nb\"" || quoted("a\nb") == "\"a\\u{0A}b\"")
    #expect(quoted(String(repeating: "x", count: 100)).count == 63)
  }
}
