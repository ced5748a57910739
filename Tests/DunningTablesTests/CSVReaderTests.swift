import DunningBytes
import Testing

@testable import DunningTables

/// The CSV reader alone.
@Suite struct CSVReaderTests {
  /// All records of a file that comes in pieces of this size.
  static func records(_ bytes: [UInt8], piece: Int = 7) throws -> [TableRow] {
    var rest = bytes[...]
    let stream = ByteStream { () throws(FileFailure) in
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    }
    var reader = CSVReader(try TextStream(stream))
    var records: [TableRow] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  static func fields(_ text: String, piece: Int = 7) throws -> [[String]] {
    try records(Array(text.utf8), piece: piece).map { try $0.cells.map { try #require($0.text) } }
  }

  @Test(
    "what is found in the wild is read as it was meant",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]), ("\u{FEFF}a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
      ("a\tb\n1\t\n", [["a", "b"], ["1", ""]]), ("\"a,x\",b\n\"1\"\"2\",\"\"\n", [["a,x", "b"], ["1\"2", ""]]),
      ("a,b\n\n\n1,2\n\n", [["a", "b"], ["1", "2"]]), ("a,b\n\"x\r\ny\",2\n", [["a", "b"], ["x\r\ny", "2"]]),
      ("\"a;b\",c\n1,2\n", [["a;b", "c"], ["1", "2"]]), ("a\nx\n", [["a"], ["x"]]), ("", []),
      ("a,b\n\"1\" ,2\n", [["a", "b"], ["1", "2"]]), ("株式会社,ü\n", [["株式会社", "ü"]]),
    ])
  func reads(text: String, expected: [[String]]) throws {
    for piece in [1, 2, 3, 1_000] { #expect(try Self.fields(text, piece: piece) == expected) }
  }

  @Test("lines are counted through quoted line breaks")
  func lines() throws {
    let records = try Self.records(Array("a\n\"1\n2\"\nb\r\n\r\nc\n".utf8))
    #expect(records.map(\.line) == [1, 2, 4, 6])
  }

  @Test(
    "a field that cannot be read is a fault of that field alone",
    arguments: [
      ("a\n\"x\n", TableFault.quoteNotClosed(openedOn: 2)), ("a\n\"x\"y\n", .textAfterQuote),
    ])
  func faults(text: String, fault: TableFault) throws {
    #expect(try Self.records(Array(text.utf8)).last?.cells == [.fault(fault)])
  }

  @Test("a bad byte is named with the line it is on")
  func badByte() throws {
    let bytes = Array("a\n\"x\ny".utf8) + [0xE4] + Array("\"\n".utf8)
    #expect(try Self.records(bytes).last?.cells == [.fault(.notUTF8(Array("x\ny".utf8) + [0xE4], from: 2))])
  }

  @Test("a quote that is never closed does not swallow a large file")
  func endless() {
    let bytes = Array("a\n\"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: TableLimits.rowBytesMax + 10)
    #expect(throws: TableTrouble.self) { try Self.records(bytes, piece: 65_536) }
  }

  @Test("what the writer writes, the reader reads", arguments: 1...200)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    // What a spreadsheet would run is not written as it is.
    let alphabet = ["a", ",", ";", "\t", "\"", "\n", "\r\n", "ü", "会", "1", " ", "👩‍👩‍👧"]
    let rows = (0..<5).map { _ in
      (0..<3).map { _ in
        "x"
          + (0..<Int.random(in: 0...6, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
          .joined()
      }
    }
    let text = CSVWriter.line(["one", "two", "three"]) + rows.map { CSVWriter.line($0) }.joined()
    #expect(try Self.fields(text, piece: Int.random(in: 1...40, using: &random)).dropFirst().map { $0 } == rows)
  }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
