import Glibc
import Testing

/// What a real bash offers.
@Suite(.enabled(if: access("/bin/bash", X_OK) == 0))
struct CompletionTests {
  /// What bash offers for the last of the words, with the script that is installed.
  private static func offered(_ words: [String], at daemon: FakeDaemon? = nil) -> [String] {
    let script = Scratch.file(Run.dunningctl(["--generate-completion-script", "bash"]).out, "bash")
    let folder = Scratch.path("d")
    mkdir(folder, 0o700)
    symlink(Run.binary, "\(folder)/dunningctl")
    // As readline calls it (bash(1), Programmable Completion): the words, where the cursor is, and the function.
    let typed = (["dunningctl"] + words).map { "'\($0)'" }.joined(separator: " ")
    let line = (["dunningctl"] + words).joined(separator: " ")
    let program = """
      PATH=\(folder):$PATH; . \(script)
      COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count); COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
      _dunningctl dunningctl "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = Run.program(
      ["/bin/bash", "-c", program],
      environment: daemon.map { ["DUNNING_SOCKET=\($0.path)"] } ?? ["DUNNING_SOCKET=/none"])
    #expect(outcome.err == "")
    return outcome.out.split(separator: "\n").map(String.init)
  }

  @Test("verbs, options and fixed words")
  func fixed() {
    #expect(Self.offered(["wai"]) == ["waive"])
    #expect(Self.offered(["status", "--wat"]) == ["--watch"])
    #expect(Self.offered(["notices", "--state", "in"]) == ["in-doubt"])
    #expect(Self.offered(["log-level", "de"]) == ["debug"])
  }

  @Test("references and ids of claims, of those alone that the daemon names")
  func claims() {
    let daemon = FakeDaemon { request, _ in
      .json(#"{"claims":[{"id":"c1","reference":"RE-1"},{"id":"c12","reference":"RE-2"}],"next_cursor":null}"#)
    }
    #expect(Self.offered(["show", "RE-"], at: daemon) == ["RE-1", "RE-2"])
    #expect(Self.offered(["show", "c1"], at: daemon) == ["c1", "c12"])
    #expect(Self.offered(["pause", ""], at: daemon) == ["RE-1", "RE-2"])
    #expect(
      daemon.requests.map(\.line) == [
        "GET /v1/claims?reference=RE-&limit=100 HTTP/1.1", "GET /v1/claims?limit=100 HTTP/1.1",
        "GET /v1/claims?limit=100 HTTP/1.1",
      ])
  }

  @Test("notices that the verb is for, debtors, payments, follow-ups, creditors and policies")
  func others() {
    let daemon = FakeDaemon { request, _ in
      .json(
        """
        {"notices":[{"id":"n7"}],"debtors":[{"debtor_id":"K-1","debtor":"Anna Kunde"}],"payments":[{"id":"p3"}],
        "follow_ups":[{"id":"f2"}],"creditors":["acme"],"policies":["standard"],"next_cursor":null}
        """)
    }
    #expect(Self.offered(["notice", "approve", "n"], at: daemon) == ["n7"])
    #expect(daemon.requests.last?.line == "GET /v1/notices?state=awaiting-approval&limit=100 HTTP/1.1")
    #expect(Self.offered(["debtor", "show", "K"], at: daemon) == ["K-1"])
    #expect(Self.offered(["payment", "show", "p"], at: daemon) == ["p3"])
    #expect(Self.offered(["follow-ups", "done", "f"], at: daemon) == ["f2"])
    #expect(Self.offered(["add", "--creditor", ""], at: daemon) == ["acme"])
    #expect(Self.offered(["add", "--policy", "st"], at: daemon) == ["standard"])
  }

  @Test("without a daemon, and with one that refuses, nothing is offered and nothing said")
  func silent() {
    #expect(Self.offered(["show", "RE"]) == [])
    #expect(Self.offered(["show", "RE"], at: FakeDaemon { _, _ in .problem(403, "not-allowed") }) == [])
    #expect(Self.offered(["show", "RE"], at: FakeDaemon { _, _ in .json("no JSON") }) == [])
  }

  @Test("rules of the vendor are offered without a daemon")
  func rules() {
    let outcome = Run.dunningctl(
      ["---completion", "interest", "--", "--rule", "2", "0", "dunningctl", "interest", "DE"],
      environment: ["DUNNING_DATA_DIR=\(Scratch.package)/etc"])
    #expect(outcome.status == 0)
    #expect(outcome.out.split(separator: "\n").contains("DE-B2B"))
  }

  @Test("a reference that a stranger has written runs nothing in the shell")
  func hostile() {
    let trap = Scratch.path("trap")
    let names = ["$(touch \(trap))", "`touch \(trap)`", "a;touch \(trap)", "RE 1", "-rf", "RE-1"]
    let rows = names.map { #"{"id":"c1","reference":"\#($0)"}"# }
    let daemon = FakeDaemon { _, _ in .json(#"{"claims":[\#(rows.joined(separator: ","))],"next_cursor":null}"#) }
    #expect(Self.offered(["show", ""], at: daemon) == ["RE-1"])
    #expect(access(trap, F_OK) != 0)
  }
}
