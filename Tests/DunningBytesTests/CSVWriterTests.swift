import Testing

@testable import DunningBytes

@Suite("Rows of CSV")
struct CSVWriterTests {
  @Test(
    "a cell is quoted where RFC 4180 asks for it",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
      ("two\r\nlines", "\"two\r\nlines\""),
      (" spaces ", " spaces "), ("", ""),
    ])
  func quotes(text: String, cell: String) { #expect(CSVWriter.line([text, "x"]) == "\(cell),x\n") }

  @Test(
    "no cell is one that a spreadsheet would run, and a number stays a number",
    arguments: [
      ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+49 30 1", "'+49 30 1"), ("-12.50", "-12.50"), ("-x", "'-x"),
      ("-1.2.3", "'-1.2.3"), (" =1+1", "' =1+1"),
      // Parted by semicolons or tabs the rest would be a cell of its own.
      ("Miller;=cmd|x", "Miller;'=cmd|x"), ("a;b", "a;b"), ("a; +1", "a; '+1"), ("a\t@x", "a\t'@x"), ("a|-1", "a|'-1"),
      ("x\n=1", "\"x\n'=1\""), ("a,\";=1", "\"a,\"\";'=1\""), ("a;\"=1", "\"a;\"\"'=1\""), ("a=b", "a=b"),
    ])
  func formulas(text: String, cell: String) { #expect(CSVWriter.line([text]) == "\(cell)\n") }

  @Test("a file for spreadsheets ends its lines with CRLF")
  func lineEnds() { #expect(CSVWriter.line(["a", "b"], end: "\r\n") == "a,b\r\n") }
}
