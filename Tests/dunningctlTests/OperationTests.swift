import Testing

/// Arming, and the journal.
@Suite struct OperationTests {
  static func armable(_ status: String = Samples.dueNow) -> FakeDaemon {
    FakeDaemon { request, _ in .json(request.line.hasPrefix("GET") ? status : Samples.mode) }
  }

  static let armed = ["GET /v1/status HTTP/1.1", "POST /v1/arm HTTP/1.1"]

  @Test("arming says how many reminders go out; a script has to say that it is meant")
  func script() {
    let daemon = Self.armable()
    let refused = Run.dunningctl(["arm"], at: daemon)
    #expect(refused.status == 64)
    #expect(refused.err.contains("hint: say --yes when it is meant"))
    #expect(daemon.requests.map(\.line) == ["GET /v1/status HTTP/1.1"])
    let outcome = Run.dunningctl(["arm", "--yes"], at: daemon)
    #expect(
      outcome
        == Outcome(
          status: 0, out: "dunningd is armed; 3 due now\n",
          err: "3 claims have reminders due right now: these go out at once, or when their window opens\n"))
    #expect(daemon.requests.dropFirst().map(\.line) == Self.armed)
    #expect(
      Run.dunningctl(["arm", "-y", "-o", "json"], at: daemon) == Outcome(status: 0, out: Samples.mode + "\n", err: ""))
    #expect(Run.dunningctl(["arm", "-y"], at: Self.armable(Samples.status())).err == "nothing is due right now\n")
  }

  /// A daemon that knows one debtor with two open claims.
  private static func debtor() -> FakeDaemon {
    FakeDaemon { request, _ in
      if request.line.hasPrefix("GET") { return .json(Samples.debtor) }
      return .json(request.line.contains("erase") ? #"{"claims":["c1"]}"# : Samples.changed)
    }
  }

  private static let questions = [
    (["withdraw", "--debtor", "D-4711", "--reason", "x"], "2"),
    (["write-off", "--debtor", "D-4711", "--reason", "x"], "2"),
    (["stop", "--debtor", "D-4711", "--because", "other", "--reason", "x"], "2"),
    (["erase", "--debtor", "Müller GmbH", "--reason", "x"], "D-4711"),
  ]

  @Test("what hits several, or is for good, says so and asks", arguments: questions)
  func asks(words: [String], answer: String) {
    let (script, right, wrong, yes) = (Self.debtor(), Self.debtor(), Self.debtor(), Self.debtor())
    let refused = Run.dunningctl(words, at: script)
    #expect(refused.status == 64)
    #expect(refused.err.contains("Müller GmbH <ap@mueller.example> (D-4711) of acme"))
    #expect(refused.err.contains("hint: say --yes when it is meant"))
    #expect(script.requests.allSatisfy { $0.line.hasPrefix("GET") })
    #expect(Run.onTerminal(words, at: wrong, columns: 80, typed: "no\n").status == 64)
    #expect(wrong.requests.allSatisfy { $0.line.hasPrefix("GET") })
    #expect(Run.onTerminal(words, at: right, columns: 80, typed: answer + "\n").status == 0)
    #expect(right.requests.last?.line.hasPrefix("POST") == true)
    #expect(Run.dunningctl(words + ["--yes"], at: yes).status == 0)
    #expect(yes.requests.map { $0.line.prefix(4) } == ["POST"])
  }

  @Test("a plan without a notice says until when, and what comes first after it")
  func emptyPlan() {
    let daemon = FakeDaemon { request, _ in
      .json(request.line.contains("/plan") ? #"{"notices":[],"until":"2020-12-23"}"# : Samples.status())
    }
    let outcome = Run.dunningctl(["plan"], at: daemon)
    #expect(outcome.status == 0)
    #expect(outcome.err.hasPrefix("nothing is planned until 2020-12-23\nthe first after it is due "))
    #expect(outcome.err.hasSuffix(": dunningctl plan --until 2099-01-05\n"))
  }

  @Test("folders that cannot be counted are no empty ones")
  func notReadable() {
    let mail = #""mail":{"path":"/mail","set_aside":2,"not_readable":"cannot read /mail/new: EIO"},"#
    let invoices = #""invoices":{"folder":"/in","asked":0,"refused":0,"not_readable":"cannot read /in/asked: EIO"},"#
    let daemon = FakeDaemon { _, _ in
      .json(Samples.status().replacing(#""store":"#, with: mail + invoices + #""store":"#))
    }
    let outcome = Run.dunningctl(["status"], at: daemon)
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("2 SET ASIDE UNREAD"))
    #expect(outcome.out.contains("/in  NOT ALL READ: cannot read /in/asked: EIO"))
    #expect(outcome.out.contains("NOT ALL READ: cannot read /mail/new: EIO"))
  }

  @Test("a store that cannot be written says since when and what to do")
  func unwritable() {
    let trouble = #""store":{"trouble":{"reason":"disk full","since":"2020-11-23T10:00:00Z","hint":"free space"},"#
    let daemon = FakeDaemon { _, _ in .json(Samples.status().replacing(#""store":{"#, with: trouble)) }
    let outcome = Run.dunningctl(["status"], at: daemon)
    #expect(
      outcome.out.contains(
        "store      sqlite, 1.2 MB  CANNOT BE WRITTEN: disk full, since 2020-11-23 10:00Z  (free space)\n"))
  }

  @Test("on a terminal the number has to be typed")
  func typed() {
    let (right, wrong, yes) = (Self.armable(), Self.armable(), Self.armable())
    #expect(Run.onTerminal(["arm"], at: right, columns: 80, typed: "3\n").status == 0)
    #expect(right.requests.map(\.line) == Self.armed)
    let refused = Run.onTerminal(["arm"], at: wrong, columns: 80, typed: "yes\n")
    #expect(refused.status == 64)
    #expect(refused.out.contains("nothing was changed"))
    #expect(wrong.requests.map(\.line) == ["GET /v1/status HTTP/1.1"])
    #expect(Run.onTerminal(["arm", "--yes"], at: yes, columns: 80).status == 0)
  }

  static let configuration = """
    creditors:
      acme:
        name: ACME GmbH
        address: [Musterstraße 1, 10115 Berlin]
        country: DE
        from: "ACME Buchhaltung <buchhaltung@acme.example>"
        iban: DE89370400440532013000
        language: de
        time_zone: Europe/Berlin
    """

  static func check(_ text: String, _ more: [String] = []) -> (file: String, outcome: Outcome) {
    let file = Scratch.file(text, "yaml")
    let words = ["config", "check", file, "--data-dir", "\(Scratch.package)/etc"]
    return (file, Run.dunningctl(words + more, socket: "/nowhere"))
  }

  @Test("a configuration is checked without a daemon, every mistake at once")
  func configCheck() {
    let good = Self.check(Self.configuration)
    let bad = Self.check(Self.configuration.replacing("country", with: "contry") + "\nmode: on\n")
    #expect(good.outcome.status == 0)
    #expect(good.outcome.out.hasPrefix("\(good.file): good"))
    #expect(bad.outcome.status == 78)
    #expect(bad.outcome.out == "")
    #expect(bad.outcome.err.contains("\(bad.file):5:5: error: "))
    #expect(bad.outcome.err.contains("\(bad.file):10:7: error: "))
    let json = Self.check("nonsense: 1\n", ["-o", "json"])
    #expect(json.outcome.status == 78)
    #expect(json.outcome.err.contains(#""code":"configuration-rejected""#))
    #expect(Run.dunningctl(["config", "check", "/nowhere.yaml"]).status == 78)
  }

  @Test("a credential is looked up where the environment says where they lie, else its place is unknown")
  func credentials() {
    let text =
      Self.configuration
      + "\ndelivery:\n  transport: smtp\n  smtp: {host: mx.example, user: u, password: \"{credential p}\"}\n"
    let unknown = Self.check(text)
    #expect(unknown.outcome.status == 0 && unknown.outcome.err.contains("cannot be looked up here"))
    let words = ["config", "check", unknown.file, "--data-dir", "\(Scratch.package)/etc"]
    let missing = Run.dunningctl(words, socket: "/nowhere", environment: ["CREDENTIALS_DIRECTORY=/nowhere"])
    #expect(missing.status == 78 && missing.err.contains(":12:47: error: the credential \"p\" was not handed over"))
  }

  static func event(_ id: Int) -> String {
    "id: \(id)\nevent: notice-sent\ndata: \(Samples.event.replacing("\"id\":5", with: "\"id\":\(id)"))\n\n"
  }

  @Test("the journal so far, in every form", arguments: ["table", "json", "jsonl", "csv"])
  func events(form: String) {
    let daemon = FakeDaemon(.chunked([": hello\n\n", Self.event(5), Self.event(6)], type: "text/event-stream"))
    let outcome = Run.dunningctl(["events", "--since", "4", "-o", form], at: daemon)
    #expect(outcome.status == 0)
    #expect(outcome.err == "")
    #expect(daemon.requests.map(\.line) == ["GET /v1/events?since=4&follow=false HTTP/1.1"])
    Golden.expect(outcome.out, "events.\(form)")
  }

  @Test("following goes on where it was when the daemon comes back")
  func follow() {
    let daemon = FakeDaemon { request, count in
      switch count {
      case 0: .chunked([Self.event(5)], type: "text/event-stream", isComplete: false)
      case 1: .chunked([Self.event(5), Self.event(6)], type: "text/event-stream")
      default: .problem(403, "not-allowed")
      }
    }
    let outcome = Run.dunningctl(["events", "--follow", "-o", "jsonl"], at: daemon)
    #expect(outcome.status == 77)
    #expect(outcome.out.split(separator: "\n").count == 2)
    #expect(
      daemon.requests.map(\.line) == [
        "GET /v1/events HTTP/1.1", "GET /v1/events?since=5 HTTP/1.1", "GET /v1/events?since=6 HTTP/1.1",
      ])
    #expect(daemon.requests.map { $0.headers["last-event-id"] } == [nil, "5", "6"])
  }
}
