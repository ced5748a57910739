import Glibc
import Testing

@testable import dunningctl

/// `dunningctl import` against a daemon that takes every line but those with "bad" in them.
@Suite struct ImportTests {
  static let header = "reference,debtor,email,amount,currency,due\n"

  static let badAmount = """
    {"type":"t","title":"T","status":422,"code":"invalid-amount","detail":"not an amount","field":"amount",\
    "hint":"write digits"}
    """

  /// Answers every line of a batch; of the lines that are known already, with 200.
  static func daemon(completeBatches: Int = .max) -> FakeDaemon {
    FakeDaemon { request, count in
      let lines = request.body.split(separator: "\n").enumerated().map { index, line in
        if line.contains("bad") {
          #"{"line":\#(index + 1),"status":422,"problem":\#(badAmount)}"#
        } else {
          #"{"line":\#(index + 1),"status":\#(line.contains("known") ? 200 : 201),"id":"c1","reference":"R"}"#
        }
      }
      let isComplete = count < completeBatches
      return .chunked((isComplete ? lines : Array(lines.prefix(10))).map { $0 + "\n" }, isComplete: isComplete)
    }
  }

  @Test("good rows are kept, bad ones named by their line")
  func partly() {
    let file = Scratch.file(
      Self.header + "R1,A,a@b.example,1.00,EUR,2098-01-01\n" + "R2,\"two\nlines\",a@b.example,1.00,EUR,2098-01-01\n"
        + "R3,A,a@b.example,bad,EUR,2098-01-01\n" + "R4,A,a@b.example\n" + "R5,known,a@b.example,1.00,EUR,2098-01-01\n")
    let daemon = Self.daemon()
    let outcome = Run.dunningctl(["import", file], at: daemon)
    #expect(outcome.status == 1)
    #expect(outcome.out == "2 enqueued, 1 already known, 2 bad\n")
    #expect(
      outcome.err == """
        \(file):5: error: not an amount (amount)
          hint: write digits
        \(file):6: error: 3 fields, but the header has 6
          hint: a field with the separator, a quote or a line break in it stands in quotes

        """)
    #expect(daemon.requests.map(\.line) == ["POST /v1/claims/batch HTTP/1.1"])
    #expect(
      daemon.requests[0].body.split(separator: "\n")[1]
        == #"{"reference":"R2","debtor":"two\nlines","email":"a@b.example","amount":"1.00","#
        + #""currency":"EUR","due":"2098-01-01"}"#)
  }

  @Test("in the forms for machines every row has its result", arguments: ["json", "jsonl", "csv"])
  func forms(form: String) {
    let rows = "R1,A,a@b.example,1.00,EUR,2098-01-01\nR3,A,a@b.example,bad,EUR,2098-01-01\n"
    let outcome = Run.dunningctl(["import", "-", "-o", form], at: Self.daemon(), input: Self.header + rows)
    #expect(outcome.status == 1)
    Golden.expect(outcome.out, "import.\(form)")
  }

  @Test("a dry run asks for one")
  func dryRun() {
    let daemon = Self.daemon()
    let outcome = Run.dunningctl(
      ["import", "-", "--dry-run"], at: daemon, input: Self.header + "R,A,a@b.example,1,EUR,2098-01-01\n")
    #expect(outcome == Outcome(status: 0, out: "1 would be enqueued, 0 already known, 0 bad\n", err: ""))
    #expect(daemon.requests.map(\.line) == ["POST /v1/claims/batch?dry_run=true HTTP/1.1"])
  }

  @Test("a mark, semicolons, CRLF and Chinese are no obstacle")
  func spreadsheet() {
    let text = "\u{FEFF}" + Self.header.replacing(",", with: ";") + "R1;上海示例;a@b.example;1.00;CNY;2098-01-01\r\n"
    let daemon = Self.daemon()
    #expect(Run.dunningctl(["import", Scratch.file(text.replacing("due\n", with: "due\r\n"))], at: daemon).status == 0)
    #expect(daemon.requests[0].body.contains(#""debtor":"上海示例""#))
  }

  @Test("a byte that is not UTF-8 is named by its line")
  func notUTF8() {
    let rows = Array("R1,M".utf8) + [0xFC] + Array("ller,a@b.example,1,EUR,2098-01-01\n".utf8)
    let file = Scratch.file(Array(Self.header.utf8) + rows)
    let outcome = Run.dunningctl(["import", file], at: Self.daemon())
    #expect(outcome.status == 1)
    #expect(
      outcome.err.hasPrefix("\(file):2: error: byte 0xFC on line 2 is not UTF-8; it looks like Windows-1252 (debtor)\n")
    )
  }

  @Test(
    "a header that cannot be right stops before anything is sent",
    arguments: [
      ("reference,debtor,email,amount,currency\n", "missing column due"),
      ("reference,debtor,mail,amount,currency,due\n", "did you mean email?"),
      ("reference,debtor,email,amount,currency,due,due\n", "column due stands twice"), ("", "is empty"),
    ])
  func header(header: String, message: String) {
    let daemon = Self.daemon()
    let outcome = Run.dunningctl(["import", Scratch.file(header + "x,x,x,x,x,x\n")], at: daemon)
    let empty = Run.dunningctl(["import", Scratch.file(header)], at: daemon)
    #expect((header.isEmpty ? empty : outcome).status == 65)
    #expect((header.isEmpty ? empty : outcome).err.contains(message))
    #expect(daemon.requests.isEmpty)
  }

  @Test("JSON Lines go through as they are; a line that is none is a bad row")
  func jsonLines() {
    let file = Scratch.file("{\"reference\": \"R1\", \"x\": 1.50}\n\nnot json\r\n", "jsonl")
    let daemon = Self.daemon()
    let outcome = Run.dunningctl(["import", file], at: daemon)
    #expect(outcome.status == 1)
    #expect(outcome.err.hasPrefix("\(file):3: error: the line is not a JSON object\n"))
    #expect(daemon.requests[0].body == "{\"reference\": \"R1\", \"x\": 1.50}\n")
  }

  @Test("five thousand rows go in requests of a thousand")
  func many() {
    let rows = (1...5_000).map { "R\($0),Debtor \($0),a@b.example,1.00,EUR,2098-01-01\n" }.joined()
    let daemon = Self.daemon()
    let outcome = Run.dunningctl(["import", Scratch.file(Self.header + rows)], at: daemon)
    #expect(outcome == Outcome(status: 0, out: "5000 enqueued, 0 already known, 0 bad\n", err: ""))
    #expect(daemon.requests.map { $0.body.split(separator: "\n").count } == [1_000, 1_000, 1_000, 1_000, 1_000])
  }

  @Test("a lost connection says how far it came, and that it can be run again")
  func lost() {
    let rows = (1...2_000).map { "R\($0),Debtor \($0),a@b.example,1.00,EUR,2098-01-01\n" }.joined()
    let outcome = Run.dunningctl(
      ["import", Scratch.file(Self.header + rows)], at: Self.daemon(completeBatches: 1))
    #expect(outcome.status == 75)
    #expect(outcome.err.contains("the import came as far as line 1011 (1010 enqueued, 0 already known)"))
    #expect(outcome.err.contains("run it again"))
  }

  @Test("rows that the daemon could not keep are worth another try")
  func daemonFailed() {
    let daemon = FakeDaemon(
      .chunked([#"{"line":1,"status":503,"problem":\#(Self.badAmount)}"#]))
    let outcome = Run.dunningctl(
      ["import", "-"], at: daemon, input: Self.header + "R,A,a@b.example,1,EUR,2098-01-01\n")
    #expect(outcome.status == 75)
  }

  @Test("a file that is not there is not found")
  func noFile() {
    #expect(Run.dunningctl(["import", "/nowhere.csv"], at: Self.daemon()).status == 66)
  }

  @Test("on a terminal a bar shows how far it is")
  func progress() {
    let rows = (1...1_500).map { "R\($0),Debtor \($0),a@b.example,1.00,EUR,2098-01-01\n" }.joined()
    let outcome = Run.onTerminal(
      ["import", Scratch.file(Self.header + rows)], at: Self.daemon(), columns: 80)
    #expect(outcome.out.contains("#] ") || outcome.out.contains("#."))
    #expect(outcome.out.hasSuffix("1500 enqueued, 0 already known, 0 bad\r\n"))
  }
}
