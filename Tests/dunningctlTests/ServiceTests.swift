import Glibc
import Testing

/// Looking on, the level of the log, and the support file.
@Suite struct ServiceTests {
  @Test("status --watch shows it again, one line an answer, also after a daemon that was away")
  func watch() {
    let status = Samples.status()
    let daemon = FakeDaemon { _, count in count == 1 ? .problem(503, "busy") : .json(status) }
    let outcome = Run.dunningctl(["status", "--watch", "--every", "1", "--count", "3", "-o", "jsonl"], at: daemon)
    #expect(outcome.status == 0)
    #expect(outcome.out.split(separator: "\n").count == 2)
    #expect(daemon.requests.count == 3)
  }

  @Test("on a terminal each look takes the place of the one before")
  func cleared() {
    let status = Samples.status()
    let outcome = Run.onTerminal(
      ["status", "--watch", "--every", "1", "--count", "2"], at: FakeDaemon { _, _ in .json(status) }, columns: 80)
    #expect(outcome.out.matches(of: /\u{1B}\[H\u{1B}\[J/).count == 2)
  }

  @Test(
    "what cannot be watched is refused",
    arguments: [
      ["--watch", "-o", "json"], ["--watch", "-o", "csv"], ["--every", "3"], ["--count", "3"],
      ["--watch", "--every", "0"], ["--watch", "--count", "0"],
    ])
  func refused(words: [String]) {
    #expect(Run.dunningctl(["status"] + words).status == 64)
  }

  @Test("log-level asks, and sets for a while")
  func logLevel() {
    let daemon = FakeDaemon { _, _ in .json(#"{"level":"debug","until":"2026-11-23T10:10:00Z"}"#) }
    let shown = Run.dunningctl(["log-level"], at: daemon)
    #expect(shown == Outcome(status: 0, out: "the log tells debug and above until 2026-11-23T10:10:00Z\n", err: ""))
    #expect(Run.dunningctl(["log-level", "debug", "--for", "10m"], at: daemon).status == 0)
    #expect(Run.dunningctl(["log-level", "debug"], at: daemon).status == 0)
    #expect(daemon.requests.map(\.body) == ["", #"{"level":"debug","seconds":600}"#, #"{"level":"debug"}"#])
    for wrong in [["--for", "10m"], ["debug", "--for", "3bd"], ["debug", "--for", "soon"]] {
      #expect(Run.dunningctl(["log-level"] + wrong, at: daemon).status == 64)
    }
    #expect(daemon.requests.count == 3)
  }

  private static let daemon = FakeDaemon { request, _ in
    if request.line.hasPrefix("GET /metrics ") { return .json("dunningd_armed 1\n") }
    return .json(request.line.hasPrefix("GET / ") ? #"{"name":"dunningd"}"# : #"{"mode":"armed"}"#)
  }

  @Test("a support file is a tar of what the daemon and the client say, and its contents are told")
  func support() {
    let file = Scratch.path("tar")
    let outcome = Run.dunningctl(["support", "dump", file], at: Self.daemon)
    #expect(outcome.status == 0)
    #expect(outcome.err.contains("support.json  16 bytes\n"))
    let listed = Run.program(["/bin/tar", "-tf", file])
    #expect(
      listed.out.split(separator: "\n").map { $0.replacing("dunningd-support/", with: "") }
        == ["client.json", "daemon.json", "support.json", "metrics.txt"])
    #expect(Run.program(["/bin/tar", "-xOf", file, "dunningd-support/metrics.txt"]).out == "dunningd_armed 1\n")
    #expect(Run.program(["/bin/tar", "-xOf", file, "dunningd-support/client.json"]).out.contains(#""kernel":""#))
  }

  @Test("without a daemon it holds what there is, and says so")
  func away() {
    let file = Scratch.path("tar")
    let outcome = Run.dunningctl(["support", "dump", file], socket: Scratch.path("none"))
    #expect(outcome.status == 1)
    #expect(Run.program(["/bin/tar", "-tf", file]).out.contains("daemon-is-away.txt"))
    #expect(Run.dunningctl(["support", "dump", Scratch.path("zip")]).status == 64)
  }
}
