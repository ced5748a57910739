import Glibc
import Testing

/// Backups, the doctor, a test mail and the first configuration.
@Suite struct CareTests {
  private static let root = "\(Scratch.package)/etc"

  // MARK: - Backup

  private static func archive(isComplete: Bool = true) -> FakeDaemon {
    FakeDaemon { _, _ in .chunked(["one", "two"], type: "application/x-tar", isComplete: isComplete) }
  }

  @Test("a backup is the bytes of the daemon, in a file that its owner alone may read")
  func backup() {
    let (daemon, file) = (Self.archive(), Scratch.path("tar"))
    let outcome = Run.dunningctl(["backup", file], at: daemon)
    #expect(outcome == Outcome(status: 0, out: "", err: "written: \(file)\n"))
    #expect(Scratch.read(file) == "onetwo")
    #expect(daemon.requests.map(\.line) == ["GET /v1/backup HTTP/1.1"])
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test("one that breaks off leaves nothing, and the file before it as it was")
  func broken() {
    let file = Scratch.file("before", "tar")
    let outcome = Run.dunningctl(["backup", file], at: Self.archive(isComplete: false))
    #expect(outcome.status == 75)
    #expect(Scratch.read(file) == "before")
    #expect(access("\(file).part", F_OK) != 0)
  }

  @Test("in a folder each has its own name, and --keep leaves the newest; what is somebody else's stays")
  func keep() {
    let folder = Scratch.path("d")
    mkdir(folder, 0o700)
    let names = ["dunningd-20200101T000000Z.tar", "dunningd-20200102T000000Z.tar", "dunningd-mine.tar", "other"]
    for name in names { Scratch.write([1], to: "\(folder)/\(name)") }
    defer { Run.remove(folder) }
    let outcome = Run.dunningctl(["backup", folder, "--keep", "2"], at: Self.archive())
    #expect(outcome.status == 0)
    #expect(outcome.err.contains("removed \(folder)/dunningd-20200101T000000Z.tar\n"))
    let left = Run.list(folder)
    #expect(left.count == 4)
    #expect(left.prefix(1) == ["dunningd-20200102T000000Z.tar"])
    #expect(left.suffix(2) == ["dunningd-mine.tar", "other"])
    #expect(left[1].wholeMatch(of: /dunningd-\d{8}T\d{6}Z\.tar/) != nil)
  }

  @Test("a place that says neither folder nor archive is no place")
  func place() {
    let daemon = Self.archive()
    #expect(Run.dunningctl(["backup", Scratch.path("zip")], at: daemon).status == 64)
    #expect(Run.dunningctl(["backup", Scratch.path("tar"), "--keep", "2"], at: daemon).status == 64)
    #expect(Run.dunningctl(["backup", Scratch.path("tar"), "--keep", "0"], at: daemon).status == 64)
    #expect(daemon.requests.isEmpty)
  }

  // MARK: - Doctor

  private static func doctor(_ levels: String...) -> FakeDaemon {
    let checks = levels.map { #"{"name":"a-\#($0)","level":"\#($0)","text":"it is \#($0)","hint":"do"}"# }
    let body = #"{"checks":[\#(checks.joined(separator: ","))]}"#
    return FakeDaemon { _, _ in .json(body) }
  }

  @Test("the worst finding is the exit status, and one line says it")
  func levels() {
    let bad = Run.dunningctl(["doctor"], at: Self.doctor("ok", "critical", "warning"))
    #expect(bad.status == 2)
    #expect(bad.out.contains("a-critical     critical  it is critical\n                         → do\n"))
    let brief = Run.dunningctl(["doctor", "--brief"], at: Self.doctor("critical", "ok"))
    #expect(brief.status == 2)
    #expect(brief.out.hasPrefix("DUNNINGD CRITICAL - a-critical: it is critical"))
    #expect(brief.out.filter(\.isNewline).count == 1)
    #expect(Run.dunningctl(["doctor"], at: Self.doctor("warning")).status == 1)
    let lines = Run.dunningctl(["doctor", "-o", "jsonl"], at: Self.doctor("critical")).out
    #expect(
      lines.split(separator: "\n").last
        == #"{"name":"a-critical","level":"critical","text":"it is critical","hint":"do"}"#)
  }

  @Test("that there is no daemon is a finding, not a failure to look")
  func away() {
    let outcome = Run.dunningctl(["doctor"], socket: Scratch.path("none"))
    #expect(outcome.status == 2)
    #expect(outcome.out.contains("\ndaemon         critical"))
    #expect(outcome.out.hasPrefix("clock "))
  }

  // MARK: - Test mail

  private static func mail(_ outcome: String) -> FakeDaemon {
    FakeDaemon { _, _ in
      .json(
        #"{"outcome":"\#(outcome)","from":"a@acme.example","to":"you@example.org","peer":"mx:25","reason":"250 ok","#
          + #""queue_id":"4F1","dialogue":["S: 220 mx","C: EHLO me"]}"#)
    }
  }

  @Test("a test mail shows the dialogue, and whether it was taken")
  func testMail() {
    let daemon = Self.mail("accepted")
    let outcome = Run.dunningctl(["test-mail", "you@example.org", "--creditor", "acme"], at: daemon)
    #expect(
      outcome
        == Outcome(
          status: 0,
          out:
            "S: 220 mx\nC: EHLO me\nfrom a@acme.example to you@example.org by mx:25: accepted, there as 4F1\n250 ok\n",
          err: ""))
    #expect(daemon.requests.first?.body == #"{"creditor":"acme","to":"you@example.org"}"#)
    #expect(Run.dunningctl(["test-mail", "you@example.org"], at: Self.mail("refused")).status == 1)
  }

  // MARK: - Init

  private static func initial(_ file: String, _ more: [String] = []) -> [String] {
    [
      "init", "--data-dir", root, "--out", file, "--name", "ACME GmbH", "--country", "DE", "--address", "Weg 1",
      "--address", "10115 Berlin", "--from", "ACME <ar@acme.example>", "--iban", "DE89370400440532013000",
    ] + more
  }

  @Test("init writes what `config check` finds good, once")
  func first() {
    let file = Scratch.path("yaml")
    let outcome = Run.dunningctl(Self.initial(file))
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(Run.dunningctl(["config", "check", file, "--data-dir", Self.root]).status == 0)
    let shown = Run.dunningctl(["config", "show", file, "--data-dir", Self.root])
    #expect(shown.out.contains("creditors.acme.calendar: DE  # \(file):"))
    #expect(shown.out.contains("delivery.brake: 500  # default\n"))
    let again = Run.dunningctl(Self.initial(file))
    #expect(again.status == 65)
    #expect(again.err.contains("is not written over"))
    #expect(access("\(file).init", F_OK) != 0)
  }

  @Test("a file in which no creditor stands is kept beside the new one")
  func empty() {
    let file = Scratch.file("mode: held\n", "yaml")
    let outcome = Run.dunningctl(Self.initial(file))
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(Scratch.read("\(file).before-init") == "mode: held\n")
    unlink("\(file).before-init")
  }

  @Test("what is wrong is said, and nothing is written")
  func wrong() {
    let file = Scratch.path("yaml")
    for (option, value, status) in [
      ("--iban", "DE00", 64), ("--country", "XX", 64), ("--time-zone", "Mars", 78), ("--mail-server", "a b", 64),
      ("--from", "nobody", 64),
    ] {
      let outcome = Run.dunningctl(Self.initial(file, [option, value]))
      #expect(outcome.status == Int32(status), "\(option) \(outcome.err)")
      #expect(access(file, F_OK) != 0)
    }
    #expect(Run.dunningctl(["init", "--out", file, "--data-dir", Self.root]).err.contains("--name is missing"))
  }

  // MARK: - The daemon's own program

  @Test("a backup is looked through and put back by the daemon's program, whose words and status these are")
  func program() {
    let file = Scratch.file("no archive", "tar")
    let looked = Run.dunningctl(["verify", file])
    #expect(looked.status == 65)
    #expect(looked.err.contains("dunningd: error: \(file) is no good backup"))
    let folder = Scratch.path("d")
    defer { Run.remove(folder) }
    #expect(Run.dunningctl(["restore", file, "--state-dir", folder]).status == 65)
    #expect(Run.list(folder) == ["docket.lock"])
    // Whoever names a daemon does not mean the folder of the machine's.
    let named = Run.dunningctl(["restore", file, "--socket", folder + "/control.sock"])
    #expect(named.status == 64)
    #expect(named.err.contains("--state-dir DIR"))
  }
}

extension Run {
  fileprivate static func list(_ folder: String) -> [String] {
    program(["/bin/ls", folder]).out.split(separator: "\n").map(String.init).sorted()
  }

  fileprivate static func remove(_ folder: String) { _ = program(["/bin/rm", "-r", folder]) }
}
