import Testing

@testable import dunningctl

/// `dunningctl statement import|list` and what follows, against a daemon that always answers the same.
@Suite struct StatementImportTests {
  private static func answer(verdict: String, addsUp: String = "true", gap: String = "null") -> String {
    """
    {"file":"a.xml","format":"camt.053.001.08","statements":[{"account":"DE1","known":\(verdict == "refused" ? "false" : "true"),\
    "currency":"EUR","from":"2026-11-02","until":"2026-11-30","adds_up":\(addsUp),"entries":1,"new":1,"gap":\(gap)}],\
    "entries":[\(part(verdict))]}
    """
  }

  private static func part(_ verdict: String) -> String {
    """
    {"allocations":[{"amount":"120.00","claim":"c1","kind":"payment","reference":"RE-1"}],"amount":"120.00",\
    "because":["RE-1 stands whole in it"],"candidates":[],"currency":"EUR","entry":1,"file":"a.xml","part":0,\
    "payment":"p1","unallocated":"0.00","verdict":"\(verdict)"}
    """
  }

  @Test("a file is sent as it is, with its map and account, and answered with a line for each part")
  func forms() {
    let daemon = FakeDaemon(.json(Self.answer(verdict: "booked")))
    let (file, map) = (Scratch.file("bytes\n"), Scratch.file("kind: statement\n"))
    let jsonl = Run.dunningctl(
      ["statement", "import", file, "--map", "sparkasse", "--account", "DE1", "--dry-run", "-o", "jsonl"], at: daemon)
    #expect(jsonl == Outcome(status: 0, out: Self.part("booked") + "\n", err: ""))
    let path = ControlRequest.encoded(file)
    #expect(
      daemon.requests.last?.line == "POST /v1/statements?file=\(path)&account=DE1&dry_run=true&map=sparkasse HTTP/1.1")
    #expect(daemon.requests.last?.body == "bytes\n")
    _ = Run.dunningctl(["statement", "import", file, "--map", map], at: daemon)
    #expect(daemon.requests.last?.line.contains("&map_text=kind%3A%20statement%0A ") == true)
    let table = Run.dunningctl(["statement", "import", file], at: daemon)
    #expect(table.out.contains("booked") && table.out.contains("RE-1 120.00"))
    #expect(
      Run.dunningctl(["statement", "import", file, "-o", "csv"], at: daemon).out.split(whereSeparator: \.isNewline).last
        == "a.xml,1,0,p1,booked,120.00,EUR,0.00")
  }

  @Test("what is odd is told on standard error, and what is refused is an exit status")
  func notes() {
    let file = Scratch.file("bytes\n")
    let odd = FakeDaemon(
      .json(Self.answer(verdict: "booked", addsUp: "false", gap: #"{"from":"2026-11-06","until":"2026-11-16"}"#)))
    let told = Run.dunningctl(["statement", "import", file, "-o", "jsonl"], at: odd)
    #expect(told.status == 0)
    #expect(told.err.contains("the balances of DE1 do not add up"))
    #expect(told.err.contains("nothing is known of DE1 from 2026-11-06 to 2026-11-16"))
    let refusing = FakeDaemon(.json(Self.answer(verdict: "refused")))
    let refused = Run.dunningctl(["statement", "import", file, "-o", "jsonl"], at: refusing)
    #expect(refused.status == 1 && refused.err.contains("no creditor has DE1"))
    #expect(Run.dunningctl(["statement", "import"], at: odd).status == ExitStatus.usage.rawValue)
    #expect(Run.dunningctl(["statement", "import", "/nowhere/a"], at: odd).status == ExitStatus.notFound.rawValue)
  }

  @Test("accounts are listed with what is missing")
  func accounts() {
    let daemon = FakeDaemon(
      .json(
        """
        {"accounts":[{"account":"DE1","creditors":["acme"],"currency":"EUR","newest":"2026-11-30","statements":2,\
        "gaps":[{"from":"2026-11-06","until":"2026-11-16"}],"proposed":3,"held":1}]}
        """))
    let listed = Run.dunningctl(["statement", "list"], at: daemon)
    #expect(listed.status == 0 && listed.out.contains("DE1") && listed.out.contains("2026-11-06"))
    #expect(daemon.requests.last?.line == "GET /v1/statements HTTP/1.1")
  }
}
