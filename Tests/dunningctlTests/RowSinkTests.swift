import Testing

@testable import dunningctl

/// What becomes of rows in each form.
@Suite struct RowSinkTests {
  /// A plan of so many notices, the last of which has a longer step than all before it.
  private static func plan(_ count: Int) -> String {
    let notices = (1...count).map { number in
      """
      {"at":"2099-01-05T09:00:00Z","claim":"c\(number)","reference":"R-\(number)","references":["R-\(number)"],\
      "debtor":"D","step":"\(number == count ? "the-last-reminder" : "reminder")","tone":"reminder",\
      "outstanding":"1.00","currency":"EUR","pay_by":null,"because":"due"}
      """
    }
    return #"{"until":"2099-12-31","notices":[\#(notices.joined(separator: ","))],"more":1.50}"#
  }

  private let long = ClientLimits.tableRowsMeasured + 2

  @Test("the first rows of a table decide its columns, and what comes later loses nothing")
  func longTable() throws {
    let daemon = FakeDaemon(.json(Self.plan(long)))
    let lines = Run.dunningctl(["plan"], at: daemon).out.split(separator: "\n")
    #expect(lines.count == long + 1)
    #expect(lines[1].hasPrefix("2099-01-05 09:00Z  reminder  R-1 "))
    #expect(lines[long - 1].hasPrefix("2099-01-05 09:00Z  reminder  R-\(long - 1) "))
    #expect(lines[long].hasPrefix("2099-01-05 09:00Z  the-last-reminder  R-\(long) "))
  }

  @Test("what comes later is cut on a terminal alone, and only where it may be")
  func laterRow() {
    var table = Table([.init(title: "ID"), .init(title: "NOTE", isFlexible: true)])
    table.append([.init("c1"), .init("short")])
    let later: [Table.Cell] = [.init("c1000"), .init("longer than that")]
    let terminal = Terminal(width: 20, hasColour: false)
    #expect(table.line(later, widths: table.widths(on: terminal), on: terminal) == "c1000  long…")
    let file = Terminal(width: nil, hasColour: false)
    #expect(table.line(later, widths: table.widths(on: file), on: file) == "c1000  longer than that")
  }

  @Test("a JSON document keeps what stands around its rows, in every digit")
  func document() {
    let plan = Self.plan(3)
    #expect(Run.dunningctl(["plan", "-o", "json"], at: FakeDaemon(.json(plan))).out == plan + "\n")
  }

  @Test(
    "without a row each form is still what it is",
    arguments: [
      ("json", "{\"events\":[]}\n", ""), ("jsonl", "", ""),
      ("csv", "id,at,event,claim,notice,actor,data\n", "no events\n"),
      ("table", "", "no events\n"),
    ])
  func empty(form: String, out: String, err: String) {
    let daemon = FakeDaemon(.chunked([], type: "text/event-stream"))
    #expect(Run.dunningctl(["events", "-o", form], at: daemon) == Outcome(status: 0, out: out, err: err))
  }

  @Test("each of several files has its row")
  func files() {
    let answer = """
      {"claim":"c1","name":"a.pdf","media_type":"application/pdf","size":2,"sha256":"ab","note":null,"added_at":"x"}
      """
    let daemon = FakeDaemon(.json(answer))
    let file = Scratch.file("%P", "pdf")
    func out(_ form: String) -> String { Run.dunningctl(["attach", "c1", file, file, "-o", form], at: daemon).out }
    #expect(out("json") == answer + "\n" + answer + "\n")
    #expect(out("jsonl") == answer + "\n" + answer + "\n")
    let row = "c1,a.pdf,application/pdf,2,ab,,x\n"
    #expect(out("csv") == "claim,name,media_type,size,sha256,note,added_at\n" + row + row)
    #expect(out("table") == "attached a.pdf to c1: ab\nattached a.pdf to c1: ab\n")
  }
}
