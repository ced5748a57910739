import Testing

/// Trying many notices again.
@Suite struct RetryTests {
  private static func notice(_ number: Int, completed: String, reply: String = "550 5.4.5 quota") -> String {
    Samples.notice("failed").replacing("\"n7\"", with: "\"n\(number)\"")
      .replacing(#""completed_at":null"#, with: #""completed_at":"\#(completed)""#)
      .replacing("451 =try, later", with: reply)
  }

  /// Three that failed, the newest first, over two pages; the second one cannot be tried again.
  private static func daemon() -> FakeDaemon {
    FakeDaemon { request, _ in
      switch request.line {
      case "POST /v1/notices/n2/retry HTTP/1.1": .problem(409, "wrong-state")
      case let line where line.hasPrefix("POST"): .json(Samples.notice("dropped"))
      case let line where line.contains("cursor="):
        .json(#"{"notices":[\#(notice(1, completed: "2026-11-23T10:00:00+01:00"))],"next_cursor":null}"#)
      default:
        .json(
          """
          {"notices":[\(notice(4, completed: "2026-11-24T10:00:00+01:00", reply: "550 no such user")),\
          \(notice(3, completed: "2026-11-24T10:00:00+01:00")),\(notice(2, completed: "2026-11-24T00:00:00Z"))],\
          "next_cursor":"n2"}
          """)
      }
    }
  }

  private static let words = ["notice", "retry", "--state", "failed", "--since", "2026-11-24"]

  @Test("those that failed since then are tried again, oldest first, and what could not be is told")
  func bulk() {
    let daemon = Self.daemon()
    let outcome = Run.dunningctl(Self.words + ["--reason", "limit raised"], at: daemon)
    #expect(outcome.status == 1)
    #expect(
      daemon.requests.map(\.line).filter { $0.hasPrefix("POST") } == [
        "POST /v1/notices/n2/retry HTTP/1.1", "POST /v1/notices/n3/retry HTTP/1.1",
        "POST /v1/notices/n4/retry HTTP/1.1",
      ])
    #expect(daemon.requests.last?.body == #"{"reason":"limit raised"}"#)
    let lines = outcome.out.split(separator: "\n")
    #expect(lines.count == 4 && lines[1].contains("n2") && lines[1].contains("refused"))
    #expect(lines[2].contains("n3") && lines[2].contains("written-anew"))
    #expect(outcome.err == "2 to be tried again, 1 not\n")
  }

  @Test("one that was put off and is taken back at once is told as that")
  func dropped() {
    let daemon = FakeDaemon { request, _ in
      request.line.hasPrefix("POST")
        ? .json(Samples.notice("dropped").replacing("451 =try, later", with: "another sum is open"))
        : .json(#"{"notices":[\#(Samples.notice("deferred"))],"next_cursor":null}"#)
    }
    let outcome = Run.dunningctl(["notice", "retry", "--state", "deferred"], at: daemon)
    #expect(outcome.status == 1 && outcome.err == "0 to be tried again, 1 not\n")
    #expect(outcome.out.contains("dropped") && outcome.out.contains("another sum is open"))
    #expect(!outcome.out.contains("written-anew"))
  }

  @Test("words pick among them, and a dry run touches nothing")
  func selection() {
    let daemon = Self.daemon()
    let outcome = Run.dunningctl(
      ["notice", "retry", "--state", "failed", "--since", "2026-11-01", "--reply", "quota", "--dry-run", "-o", "json"],
      at: daemon)
    #expect(outcome.status == 0 && outcome.err == "")
    #expect(!daemon.requests.contains { $0.line.hasPrefix("POST") })
    #expect(
      outcome.out.hasPrefix(
        #"{"dry_run":true,"tried":3,"refused":0,"results":[{"notice":"n1","result":"would-be-tried""#))
  }

  @Test("a moment is taken to the second, and nothing is nothing")
  func moment() {
    let daemon = Self.daemon()
    let outcome = Run.dunningctl(
      ["notice", "retry", "--state", "failed", "--since", "2026-11-24T10:00:01+01:00"], at: daemon)
    #expect(outcome == Outcome(status: 0, out: "", err: "no notices match\n"))
  }

  @Test(
    "what makes no sense is refused before anybody is asked",
    arguments: [
      ["notice", "retry"], ["notice", "retry", "n7", "--state", "failed"], ["notice", "retry", "--state", "failed"],
      ["notice", "retry", "--state", "sent", "--since", "2026-11-24"],
      ["notice", "retry", "n7", "--since", "2026-11-24"],
      ["notice", "retry", "--state", "failed", "--since", "yesterday"],
    ])
  func usage(words: [String]) {
    let daemon = Self.daemon()
    #expect(Run.dunningctl(words, at: daemon).status == 64)
    #expect(daemon.requests.isEmpty)
  }

  @Test("a daemon that is gone ends it")
  func gone() {
    #expect(Run.dunningctl(Self.words, socket: "/nowhere").status == 69)
  }
}
