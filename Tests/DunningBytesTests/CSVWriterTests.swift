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
      ("-1.2.3", "'-1.2.3"),
    ])
  func formulas(text: String, cell: String) { #expect(CSVWriter.line([text]) == "\(cell)\n") }

  @Test("a file for spreadsheets ends its lines with CRLF")
  func lineEnds() { #expect(CSVWriter.line(["a", "b"], end: "\r\n") == "a,b\r\n") }
}
