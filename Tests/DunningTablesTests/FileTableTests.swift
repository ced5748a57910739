import DunningTables
import Testing

/// Tables as they are found: titles, `sep=`, empty columns, workbooks.
@Suite struct FileTableTests {
  static let read: [[String?]] = [["reference", "debtor"], ["R1", "A"]]

  @Test(
    "what stands around a table is passed over",
    arguments: [
      "reference,debtor\nR1,A\n", "sep=;\r\nreference;debtor\r\nR1;A\r\n", "\"sep=|\"\nreference|debtor\nR1|A\n",
      "Open items, of Monday\n\nreference;debtor\nR1;A\n", "# a, b, c\nreference,debtor\nR1,A\n,\n  ,\n",
      "reference\tdebtor\rR1\tA\r", "reference|debtor\nR1|A", "reference,debtor\n\n\nR1,A\n",
    ])
  func around(text: String) throws { #expect(try Samples.table(Array(text.utf8)) == Self.read) }

  @Test("columns without a heading may be empty, and short rows may not be")
  func empty() throws {
    #expect(
      try Samples.table(Array("reference,debtor,,\nR1,A,,\nR2,B,,,,\nR3,C\nR4\nR5,E,,,x\n".utf8))
        == [
          ["reference", "debtor", "", ""], ["R1", "A", "", ""], ["R2", "B", "", ""], ["R3", "C", "", ""], [nil], [nil],
        ])
  }

  @Test("texts, days by style, formulas by their value; empty rows and the other sheet are left out")
  func workbook() throws {
    let rows = try Samples.table(try Samples.bytes("open-items.xlsx"))
    #expect(
      rows == [
        ["reference", "debtor", "email", "amount", "currency", "due"],
        ["RE-1", "Müller GmbH", "m@kunde.example", "1234.56", "EUR", "2026-12-31"],
        ["RE-2", "上海示例", "", "1500", "CNY", "2026-12-31"], [nil, "", "", "", "", ""],
      ])
  }

  @Test("a sheet is found by its name, and one that is not there is refused with those that are")
  func sheets() throws {
    var settings = FileSettings()
    settings.sheet = "Rest"
    #expect(try Samples.table(try Samples.bytes("open-items.xlsx"), settings) == [["Sheet two"]])
    settings.sheet = "Nowhere"
    #expect { try Samples.table(try Samples.bytes("open-items.xlsx"), settings) } throws: {
      ($0 as? TableTrouble)?.hint == "it has \"Offene Posten\", \"Rest\""
    }
  }

  @Test("a workbook may count its days from 1904")
  func from1904() throws {
    #expect(try Samples.table(try Samples.bytes("from-1904.xlsx")) == [["2026-12-31"]])
  }

  @Test("a workbook that is cut off anywhere is refused or read, and never more", arguments: 1...40)
  func cut(part: Int) throws {
    let bytes = try Samples.bytes("open-items.xlsx")
    let whole = try Samples.table(bytes)
    do {
      #expect(try Samples.table(Array(bytes.prefix(bytes.count * part / 41))) == whole)
    } catch {
      #expect(error is TableTrouble)
    }
  }
}
