import Testing

@testable import DunningPaper

@Suite("Characters that no font has")
struct MissingGlyphTests {
  @Test(
    "what to do about one depends on what it is",
    arguments: [
      ("\u{323AF}", "fonts-hanazono"), ("\u{E000}", "write another in its place"),
      ("\u{10FF00}", "another in its place"),
      ("\u{1F9FF}", "leave the emoji out"), ("\u{12000}", "fonts-noto-extra"),
    ] as [(Unicode.Scalar, String)])
  func hints(scalar: Unicode.Scalar, hint: String) {
    #expect(MissingGlyph.hint(for: scalar).contains(hint))
  }
}
