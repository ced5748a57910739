import Dunning
import DunningAPI
import Testing

@testable import DunningControl

@Suite("the JSON scanner")
struct JSONScannerTests {
  @Test("members are found with their paths and kinds")
  func members() throws {
    let text = #"{"a":[{"b":1.5e-3},{"b":null}],"c":{"d":true},"\u0065":""}"#
    #expect(
      try JSONScanner.members(of: Array(text.utf8)) == [
        .init(path: "a", pattern: "a", kind: .array),
        .init(path: "a[0].b", pattern: "a.b", kind: .number),
        .init(path: "a[1].b", pattern: "a.b", kind: .null),
        .init(path: "c", pattern: "c", kind: .object),
        .init(path: "c.d", pattern: "c.d", kind: .boolean),
        .init(path: "e", pattern: "e", kind: .string),
      ])
  }

  @Test(
    "well-formed values are accepted",
    arguments: ["0", "-0.5", "1E+9", "\"\\ud83d\\ude00 ü\"", " [ ] ", "{ }", "[1, 2]"])
  func good(_ text: String) throws { _ = try JSONScanner.members(of: Array(text.utf8)) }

  @Test(
    "malformed values are refused where they are wrong",
    arguments: [
      ("", "line 1, column 1: the text ends where a value is expected"),
      ("{\"ü\":1,}", "line 1, column 8: expected a member name in quotes"),
      ("[1,]", "line 1, column 4: expected a value"),
      ("01", "line 1, column 2: nothing may follow the value"),
      ("1.", "line 1, column 3: expected a digit"),
      ("+1", "line 1, column 1: expected a value"),
      ("nul", "line 1, column 1: expected null"),
      ("\"\\x\"", "line 1, column 3: unknown escape"),
      ("\"\\u00g0\"", "line 1, column 6: expected four hexadecimal digits"),
      ("[\"a\n\"]", "line 1, column 4: a control character in a string must be escaped"),
      ("[1\n 2]", "line 2, column 2: expected a comma or the end of the array"),
      ("\u{FEFF}1", "line 1, column 1: expected a value"),
    ])
  func bad(_ text: String, _ detail: String) {
    let error = #expect(throws: Problem.self) { try JSONScanner.members(of: Array(text.utf8)) }
    #expect(error == Problem(.malformedJSON, detail: detail))
  }

  @Test("two spellings of one name are one name")
  func escapedDuplicate() {
    let error = #expect(throws: Problem.self) { try JSONScanner.members(of: Array(#"{"a":1,"\u0061":2}"#.utf8)) }
    #expect(error?.code == "duplicate-field")
  }

  @Test("bytes that are not UTF-8 are refused")
  func encoding() {
    let error = #expect(throws: Problem.self) { try JSONScanner.members(of: [0x22, 0xFF, 0x22]) }
    #expect(error?.detail == "the body is not UTF-8")
  }

  @Test("free names are accepted where they are declared")
  func freeNames() throws {
    let bytes = Array(#"{"options":{"place":"DE-BE"}}"#.utf8)
    let value = try StrictJSON.decode(
      [String: [String: String]].self, from: bytes, knownFields: ["options", "options.*"])
    #expect(value == ["options": ["place": "DE-BE"]])
  }

  @Test(
    "misspellings are near, other words are not",
    arguments: [("amuont", "amount"), ("currancy", "currency"), ("due_dat", "due_date"), ("zzz", nil)])
  func nearest(_ name: String, _ expected: String?) {
    #expect(Dunning.nearest(to: name, in: ["amount", "currency", "due_date", "id"]) == expected)
  }
}
