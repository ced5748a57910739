import Glibc
import Testing

@testable import dunningctl

/// What goes wrong, and what the program says and leaves with.
@Suite struct FailureTests {
  @Test(
    "every problem of the daemon has its exit status",
    arguments: [
      (400, "malformed-json", 65), (403, "not-allowed", 77), (404, "not-found", 66), (404, "no-such-route", 70),
      (405, "method-not-allowed", 70), (408, "request-timeout", 75), (409, "reference-taken", 65),
      (413, "body-too-large", 65), (415, "unsupported", 65), (422, "invalid-amount", 65),
      (422, "configuration-rejected", 78), (429, "too-many-requests", 75), (500, "internal", 70), (502, "x", 70),
      (503, "stopping", 75),
    ])
  func statuses(http: Int, code: String, exit: Int32) {
    let daemon = FakeDaemon(.problem(http, code, more: #","hint":"H","field":"F""#))
    let words = Run.dunningctl(["show", "c1"], at: daemon)
    let json = Run.dunningctl(["show", "c1", "-o", "json"], at: daemon)
    #expect(words == Outcome(status: exit, out: "", err: "error: D (F)\nhint: H\n"))
    #expect(json.status == exit)
    #expect(json.out == "")
    let problem = JSONValue(parsing: json.err.dropLast().utf8)
    #expect(problem?["code"] == .string(code))
    #expect(problem?["status"] == .number("\(http)"))
    #expect(json.err.split(separator: "\n").count == 1)
  }

  @Test("a rejected configuration is shown mistake by mistake")
  func rejected() {
    let daemon = FakeDaemon(
      .problem(422, "configuration-rejected", more: #","errors":["f.yaml:3:5: error: one","f.yaml:9:1: error: two"]"#))
    let outcome = Run.dunningctl(["reload"], at: daemon)
    #expect(outcome.status == 78)
    #expect(outcome.err == "f.yaml:3:5: error: one\nf.yaml:9:1: error: two\nerror: D\n")
  }

  @Test(
    "an answer that is no answer is a bug, or a connection lost",
    arguments: [
      ("SSH-2.0-OpenSSH\r\n", 70), ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", 75), ("", 75),
      ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 70), ("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n", 70),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", 70),
    ])
  func malformed(answer: String, exit: Int32) {
    let daemon = FakeDaemon(.init(pieces: [answer]))
    let outcome = Run.dunningctl(["status"], at: daemon)
    #expect(outcome.status == exit)
    #expect(outcome.out == "")
    #expect(outcome.err.hasPrefix("error: "))
  }

  @Test("no socket: all places that were tried, and how to start the daemon")
  func noSocket() {
    let outcome = Run.dunningctl(["status"], environment: ["XDG_RUNTIME_DIR=/nowhere"])
    #expect(outcome.status == 69)
    #expect(outcome.out == "")
    #expect(outcome.err.contains("(tried /run/dunningd/control.sock, /nowhere/dunningd/control.sock)"))
    #expect(outcome.err.contains("systemctl start dunningd.socket"))
    #expect(Run.dunningctl(["status"], socket: "/nowhere/a").err.contains("(tried /nowhere/a)"))
  }

  @Test("a stale socket: the daemon is not running")
  func stale() {
    let path = Scratch.path("sock")
    close(listening(at: path))
    let outcome = Run.dunningctl(["status", "-o", "json"], socket: path)
    #expect(outcome.status == 69)
    #expect(outcome.out == "")
    #expect(outcome.err.contains(#""code":"daemon-not-running""#))
  }

  @Test("a file or a folder where the socket should be is named as what it is")
  func otherFile() {
    let outcome = Run.dunningctl(["status", "-o", "json"], socket: Scratch.file("x", "txt"))
    #expect(outcome.status == 69)
    #expect(outcome.err.contains(#""code":"not-a-socket""#) && outcome.err.contains("is a file, and no socket"))
    let folder = Run.dunningctl(["status"], socket: "/usr")
    #expect(folder.status == 69 && folder.err.contains("/usr is a folder, and no socket"))
  }

  @Test("a socket that one may not open: which group, and how to join it", .enabled(if: geteuid() == 0))
  func notAllowed() {
    let daemon = FakeDaemon(.json("{}"))
    chmod(daemon.path, 0o600)
    let copy = Scratch.path("bin")
    #expect(Run.program(["/bin/install", "-m", "755", Run.binary, copy]).status == 0)
    defer { unlink(copy) }
    let nobody = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    let libraries = getenv("LD_LIBRARY_PATH").map { "LD_LIBRARY_PATH=\(String(cString: $0))" }
    let outcome = Run.program(
      nobody + [copy, "status"], environment: ["DUNNING_SOCKET=\(daemon.path)"] + [libraries].compactMap { $0 })
    #expect(outcome.status == 77)
    #expect(outcome.out == "")
    #expect(outcome.err.contains("for the group dunning"))
    #expect(outcome.err.contains("sudo usermod -aG dunning nobody; then log in again"))
  }

  @Test("a login that is older than the membership is told to log in again")
  func oldLogin() {
    let group = SocketGroup(name: "dunning", user: "ann", membership: .afterThisLogin)
    let failure = ConnectFailure.notAllowed("/s", group: group)
    #expect(failure.status == .notAllowed)
    #expect(failure.problem.hint?.contains("newgrp dunning") == true)
  }

  @Test("a daemon that does not answer is busy")
  func busy() {
    let path = Scratch.path("sock")
    let descriptor = listening(at: path)
    defer { close(descriptor) }
    let outcome = Run.dunningctl(["status", "--timeout", "1"], socket: path)
    #expect(outcome.status == 75)
    #expect(outcome.err.contains("it is busy or stuck"))
  }

  @Test("nobody reads any more: no word is said")
  func brokenPipe() {
    let claims = (1...5_000).map { Samples.claim($0) }.joined(separator: ",")
    let daemon = FakeDaemon(.json(#"{"claims":[\#(claims)]}"#))
    let command = "\(Run.binary) list -o jsonl | head -n 1"
    let outcome = Run.program(["/bin/sh", "-c", command], environment: ["DUNNING_SOCKET=\(daemon.path)"])
    #expect(outcome == Outcome(status: 0, out: Samples.claim(1) + "\n", err: ""))
  }

  @Test(
    "wrong usage leaves with 64 and an empty standard output",
    arguments: [
      [], ["notice"], ["config"], ["lst"], ["evidence", "c1"], ["notice", "letter", "n1"], ["config", "shwo"], ["add"],
      ["pause", "--reason", "x"], ["pause", "c1", "--debtor", "d", "--reason", "x"], ["list", "--limit", "0"],
      ["-o", "xml", "list"], ["events", "--follow", "-o", "json"], ["legal-hold", "c1"], ["erase", "--debtor", "d"],
      ["attach", "c1"],
      ["notice", "resolve", "n1", "--as", "maybe"], ["follow-ups", "--limit", "0"], ["follow-ups", "done"],
      ["promise", "c1"], ["promise", "c1", "--date", "2099-01-01", "--count", "3"],
      ["promise", "c1", "--date", "2099-01-01", "--every", "1mo"],
      ["promise", "c1", "--date", "2099-01-01", "--every", "1mo", "--count", "3", "--amount", "5"],
      ["note", "c1"], ["note", "--debtor", "d"], ["note", "c1", "text", "--debtor", "d"],
      ["note", "c1", "will", "call"], ["stop", "c1", "--reason", "x"], ["write-off", "c1"],
      ["status", "--socket", String(repeating: "x", count: 200)],
    ])
  func usage(words: [String]) {
    let outcome = Run.dunningctl(words, socket: "/nowhere")
    #expect(outcome.status == 64)
    #expect(outcome.out == "")
    #expect(outcome.err != "")
  }

  @Test("wrong usage with JSON output is one problem")
  func usageAsJSON() {
    let outcome = Run.dunningctl(["-o", "json", "add"])
    #expect(JSONValue(parsing: outcome.err.dropLast().utf8)?["code"] == .string("usage"))
  }

  @Test("an option that is none is named, also where the word behind it is taken for something else")
  func unknownOptions() {
    let said = Run.dunningctl(["promise", "--debtor", "K1007", "--date", "2026-12-15", "--instalments", "3"])
    #expect(said.status == ExitStatus.usage.rawValue)
    #expect(said.err.contains("there is no option --instalments"), "\(said.err)")
    let both = Run.dunningctl(["promise", "RE-1", "--debtor", "K1007", "--date", "2026-12-15"])
    #expect(both.err.contains("either a claim or --debtor"), "\(both.err)")
  }

  @Test("a mistyped verb is guessed")
  func unknownVerbs() {
    for (word, command) in [
      ("approve", "notice approve"), ("assign", "payment assign"), ("draft", "map draft"),
      ("instalments", "promise --every"), ("overdue", "list --overdue"), ("send", "plan or: dunningctl notice approve"),
    ] {
      let said = Run.dunningctl([word, "n14"])
      #expect(said.status == ExitStatus.usage.rawValue)
      #expect(said.err.contains("did you mean: dunningctl \(command)"), "\(said.err)")
    }
    for command in VerbNames.ofOtherPrograms.values.joined() {
      #expect(throws: Never.self) { try VerbNames.check(command.split(separator: " ").map(String.init)) }
    }
    #expect(Run.dunningctl(["statsu"]).err.contains("did you mean: dunningctl status"))
    #expect(Run.dunningctl(["notice", "relaese"]).err.contains("did you mean: dunningctl notice release"))
    #expect(Run.dunningctl(["follow-ups", "dnoe", "f1"]).err.contains("did you mean: dunningctl follow-ups done"))
  }
}
