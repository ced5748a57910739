import Testing

@testable import dunningctl

/// `dunningctl import --snapshot`, and of e-invoices, against a daemon that answers what the test says.
@Suite struct SnapshotTests {
  private static let rows =
    ImportTests.header + "R1,A,a@b.example,60.00,EUR,2098-01-01\nR2,A,a@b.example,5.00,EUR\n"
    + "R3,A,a@b.example,7.00,EUR,2098-01-01\n"

  private static let answer = [
    #"{"line":1,"status":200,"id":"c1","reference":"R1","change":{"kind":"paid","amount":"40.00","currency":"EUR"}}"#,
    #"{"line":2,"status":201,"id":"c3","reference":"R3"}"#,
    #"{"line":0,"status":200,"id":"c2","reference":"R9","change":{"kind":"asked","follow_up":"f1"}}"#,
  ]

  private static func daemon() -> FakeDaemon {
    FakeDaemon { _, _ in .chunked(answer.map { $0 + "\n" }, isComplete: true) }
  }

  @Test("all rows go in one request, each result has its line of the file, and what is bad makes the list incomplete")
  func rows() {
    let (file, daemon) = (Scratch.file(Self.rows), Self.daemon())
    let outcome = Run.dunningctl(["import", file, "--snapshot", "--missing", "settle"], at: daemon)
    #expect(outcome.status == 1)
    #expect(outcome.out == "1 enqueued, 0 already known, 1 bad, 1 with less open, 1 not on it and a question\n")
    #expect(
      outcome.err == """
        \(file):2: c1 R1: 40.00 EUR less is open: it counts as paid
        \(file):3: error: 5 fields, but the header has 6
          hint: a field with the separator, a quote or a line break in it stands in quotes
        \(file): c2 R9: it is not on the list: f1 asks whether it was paid, and its reminders wait

        """)
    let line = daemon.requests[0].line
    #expect(line.hasPrefix("POST /v1/claims/snapshot?") && line.contains("missing=settle"))
    #expect(line.contains("incomplete=true") && !line.contains("correct=") && !line.contains("dry_run"))
    #expect(daemon.requests.count == 1 && daemon.requests[0].body.split(separator: "\n").count == 2)
  }

  @Test("without a terminal corrections are made with --yes alone, and a dry run shows them")
  func corrections() {
    for words in [["--yes"], ["--dry-run"]] {
      let daemon = Self.daemon()
      _ = Run.dunningctl(["import", Scratch.file(Self.rows), "--snapshot"] + words, at: daemon)
      #expect(daemon.requests[0].line.contains("correct=told%20by"), "\(daemon.requests[0].line)")
    }
  }

  @Test("what belongs to a snapshot is refused without it")
  func usage() {
    let file = Scratch.file(Self.rows)
    #expect(Run.dunningctl(["import", file, "--missing", "ask"]).status == 64)
    #expect(Run.dunningctl(["import", file, "--snapshot", "--correct"]).status == 64)
    #expect(Run.dunningctl(["import", file, file]).status == 64)
  }

  @Test("e-invoices are told by their bytes, and handed over one by one")
  func invoices() {
    let daemon = FakeDaemon { request, _ in
      let verdict = request.body.contains("odd") ? "question" : "enqueued"
      return .json(
        #"{"file":"x","verdict":"\#(verdict)","claim":null,"reference":"RE-1","because":["it names no day"]}"#)
    }
    let (one, two) = (Scratch.file("<?xml version=\"1.0\"?><Invoice/>"), Scratch.file("<Invoice>odd</Invoice>"))
    let outcome = Run.dunningctl(["import", one, two, "--due", "2098-01-01"], at: daemon)
    #expect(outcome.status == 1)
    #expect(daemon.requests.allSatisfy { $0.line.hasPrefix("POST /v1/invoices?file=") })
    #expect(daemon.requests.count == 2 && daemon.requests[1].line.contains("due=2098-01-01"))
    #expect(outcome.err.contains("1 enqueued, 1 question"))
    // Rows that a program reads come without it.
    let read = Run.dunningctl(["import", one, two, "-o", "jsonl"], at: daemon)
    #expect(read.status == 1 && read.err.isEmpty)
    #expect(read.out.split(separator: "\n").count == 2)
  }
}
