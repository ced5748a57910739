import Testing

@testable import dunningctl

/// Which columns are shown, in which order, and of which rows first.
@Suite struct LayoutTests {
  private static func answering(_ body: String) -> FakeDaemon { FakeDaemon { _, _ in .json(body) } }

  private static let tables = [
    ("notices", Samples.notices), ("list", Samples.claims), ("plan", Samples.plan),
  ]

  @Test("every table fits a terminal of 80 columns, and says what has no room", arguments: tables)
  func narrow(verb: String, body: String) {
    let shown = Run.onTerminal([verb], at: Self.answering(body), columns: 80, environment: ["TERM=dumb"]).out
    let lines = shown.split(whereSeparator: \.isNewline).filter { !$0.contains("--wide") && !$0.hasPrefix("until ") }
    #expect(lines.count > 1)
    for line in lines { #expect(DisplayWidth.of(String(line)) <= 80, "\(line)") }
  }

  @Test("--wide cuts nothing and leaves nothing out")
  func wide() {
    let daemon = Self.answering(Samples.notices)
    let shown = Run.onTerminal(["--wide", "notices"], at: daemon, columns: 40, environment: ["TERM=dumb"]).out
    #expect(shown.contains("LAST REPLY"))
    #expect(!shown.contains("…"))
    let narrow = Run.onTerminal(["notices"], at: daemon, columns: 60, environment: ["TERM=dumb"]).out
    #expect(!narrow.contains("LAST REPLY"))
    #expect(narrow.contains("no room here: --wide, or --columns"))
  }

  @Test("--columns chooses and orders them, a currency with its sum; in CSV by its own names")
  func columns() {
    let daemon = Self.answering(Samples.claims)
    let table = Run.dunningctl(["list", "--columns", "outstanding,id"], at: daemon).out
    #expect(table.split(separator: "\n").first?.split(separator: " ") == ["OUTSTANDING", "ID"])
    #expect(table.contains(" EUR"))
    let csv = Run.dunningctl(["list", "-o", "csv", "--columns", "id,next_step"], at: daemon).out
    #expect(csv.hasPrefix("id,next_step\r\nc1,") || csv.hasPrefix("id,next_step\nc1,"))
    let wrong = Run.dunningctl(["list", "--columns", "outstandin"], at: daemon)
    #expect(wrong.status == 64)
    #expect(wrong.err.contains("hint: did you mean outstanding?"))
  }

  @Test("--no-header leaves the titles out")
  func titles() {
    let daemon = Self.answering(Samples.claims)
    #expect(Run.dunningctl(["list", "--no-header"], at: daemon).out.hasPrefix("c1 "))
    #expect(Run.dunningctl(["list", "--no-header", "-o", "csv"], at: daemon).out.hasPrefix("c1,"))
  }

  @Test("--sort orders by value, either way; what has none comes last")
  func order() {
    func claims(_ sums: String...) -> FakeDaemon {
      let rows = sums.enumerated().map { index, sum in
        Samples.claim(index + 1).replacing(/"outstanding":"[^"]*"/, with: "\"outstanding\":\"\(sum)\"")
      }
      return Self.answering(#"{"claims":[\#(rows.joined(separator: ","))],"next_cursor":null}"#)
    }
    func order(_ key: String, _ form: String) -> [Substring] {
      let words = ["list", "--sort", key, "--columns", "id", "--no-header", "-o", form]
      return Run.dunningctl(words, at: claims("100.00", "9.50", "100.00")).out.split(whereSeparator: \.isNewline)
    }
    #expect(order("outstanding", "csv") == ["c2", "c1", "c3"])
    #expect(order("-outstanding", "table") == ["c1", "c3", "c2"])
    let wrong = Run.dunningctl(["list", "--sort", "sum"], at: claims("1.00"))
    #expect(wrong.status == 64)
    #expect(wrong.err.contains("nothing called \"sum\" to order by"))
  }
}
