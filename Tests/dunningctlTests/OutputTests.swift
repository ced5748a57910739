import DunningAPI
import Dunning
import DunningBytes
import Testing

@testable import dunningctl

/// Tables, widths, dates and cells.
@Suite struct OutputTests {
  @Test(
    "a text takes up as many columns as a terminal gives it",
    arguments: [
      ("abc", 3), ("株式会社", 8), ("Zoe\u{301}", 3), ("ｱ", 1), ("Ａ", 2), ("한국", 4), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1),
      ("a\u{200B}b", 2), ("", 0), ("…", 1), ("é", 1), ("नि", 1),
    ])
  func widths(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

  @Test(
    "a text is cut between characters, and says so",
    arguments: [("株式会社", 5, "株式…"), ("株式会社", 8, "株式会社"), ("Zoe\u{301}s", 3, "Zo…"), ("abc", 1, "…"), ("abc", 0, "")])
  func truncates(text: String, columns: Int, shown: String) {
    #expect(DisplayWidth.truncated(text, to: columns) == shown)
  }

  static var table: Table {
    var table = Table([
      .init(title: "ID"), .init(title: "DEBTOR", isFlexible: true), .init(title: "AMOUNT", isRightAligned: true),
      .init(title: "NOTE", isFlexible: true),
    ])
    table.append([.init("c1"), .init("株式会社サンプル"), .init("1190.00"), .init("Zoe\u{301}'s note, long enough")])
    table.append([.init("c22"), .init("Müller \u{1B}[31m\nGmbH"), .init("5.00"), .init("")])
    return table
  }

  @Test("columns are aligned, whatever the script; without a terminal nothing is cut")
  func wide() {
    let lines = Self.table.lines(on: Terminal(width: nil, hasColour: false))
    Golden.expect(lines.map { $0 + "\n" }.joined(), "table-wide")
  }

  @Test("a narrow terminal takes columns from the widest first", arguments: [50, 36])
  func narrow(width: Int) {
    let lines = Self.table.lines(on: Terminal(width: width, hasColour: false))
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    Golden.expect(lines.map { $0 + "\n" }.joined(), "table-\(width)")
  }

  @Test("a row behind those that were measured is cut on a terminal alone, where it can be")
  func later() {
    let long: [Table.Cell] = [.init("c4711"), .init("a debtor with a name that is long"), .init("1.00"), .init("x")]
    func line(on terminal: Terminal) -> String {
      Self.table.line(long, widths: Self.table.widths(on: terminal), on: terminal)
    }
    let wide = line(on: Terminal(width: nil, hasColour: false))
    #expect(wide == "c4711  a debtor with a name that is long     1.00  x")
    let narrow = line(on: Terminal(width: 50, hasColour: false))
    #expect(narrow.hasPrefix("c4711  a debtor"))
    #expect(narrow.contains("…"))
    #expect(!narrow.contains("long"))
  }

  @Test("colour is for terminals that want it")
  func colour() {
    let daemon = FakeDaemon(.json(Samples.notices))
    let red = "\u{1B}[31min-doubt\u{1B}[0m"
    #expect(Run.onTerminal(["notices"], at: daemon, columns: 200, environment: ["TERM=xterm"]).out.contains(red))
    for environment in [["TERM=dumb"], ["TERM=xterm", "NO_COLOR=1"]] {
      #expect(!Run.onTerminal(["notices"], at: daemon, columns: 200, environment: environment).out.contains("\u{1B}"))
    }
    #expect(!Run.dunningctl(["notices"], at: daemon, environment: ["TERM=xterm"]).out.contains("\u{1B}"))
  }

  @Test("a table on a terminal is not wider than it")
  func fits() {
    let daemon = FakeDaemon(.json(Samples.notices))
    for columns in [80, 100] {
      let outcome = Run.onTerminal(["notices"], at: daemon, columns: columns, environment: ["TERM=dumb"])
      let lines = outcome.out.split(whereSeparator: \.isNewline)
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns }, "\(outcome.out)")
      // The header, two rows, and a word about the columns that were left out.
      if columns == 80 {
        #expect(lines.count == 4)
        #expect(lines.last?.contains("--wide") == true)
      }
      // What tells the rows apart stays, and so does the moment; how far away that is does not.
      #expect(outcome.out.contains("CLAIMS"))
      #expect(!outcome.out.contains(" ago)"))
    }
  }

  @Test(
    "days are told with how far away they are",
    arguments: [
      ("2026-12-01", "2026-12-01 (in 8 days)"), ("2026-11-23", "2026-11-23 (today)"),
      ("2026-11-24", "2026-11-24 (tomorrow)"), ("2026-11-20", "2026-11-20 (3 days ago)"), ("2027-12-01", "2027-12-01"),
      ("2026-11-23T12:00:00Z", "2026-11-23 12:00Z (in 2 h)"),
      ("2026-11-23T09:59:30Z", "2026-11-23 09:59Z (now)"),
      ("2026-11-24T01:00:00+09:00", "2026-11-24 01:00+09:00 (tomorrow)"),
      ("2026-11-24T01:00:00+14:00", "2026-11-24 01:00+14:00 (in 1 h)"), ("soon", "soon"),
    ])
  func dates(wire: String, shown: String) throws {
    let now = try Instant(parsing: "2026-11-23T10:00:00Z")
    let text = HumanDate(now: now, localOffsetSeconds: 0).text(wire)
    #expect(text == shown)
  }

  @Test(
    "no cell of a CSV file is run by a spreadsheet, and numbers stay numbers",
    arguments: [
      ("=1+1", "'=1+1"), ("-1190.00", "-1190.00"), ("-5", "-5"), ("-5-3", "'-5-3"), ("+49", "'+49"), ("@x", "'@x"),
      ("\tx", "'\tx"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""),
      ("=\"x\"", "\"'=\"\"x\"\"\""),
      ("株", "株"), ("-", "'-"), ("-.5", "'-.5"),
    ])
  func cells(text: String, cell: String) { #expect(CSVWriter.line([text, ""]) == cell + ",\n") }
}
