import Testing

@testable import DunningBytes

@Suite("JSON strings")
struct JSONTextTests {
  @Test(
    "what JSON does not allow in a string is escaped, and nothing else",
    arguments: [
      ("", #""""#), ("Müller & Söhne", #""Müller & Söhne""#), (#"a"b\c/"#, #""a\"b\\c/""#),
      ("line\nend\t\u{1F}\u{7F}", "\"line\\u000aend\\u0009\\u001f\u{7F}\""),
    ])
  func escapes(text: String, json: String) {
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == json)
  }
}
