import Testing

/// Every verb: what it asks of the daemon, and what it shows in every form.
@Suite struct VerbTests {
  struct Verb: CustomTestStringConvertible, Sendable {
    var name: String
    var words: [String]
    var request: String
    var body = ""
    var answer: String
    var status = 200

    var testDescription: String { name }
  }

  @Test("every verb asks what the contract says", arguments: verbs)
  func asks(verb: Verb) {
    let daemon = FakeDaemon(.json(verb.answer, status: verb.status))
    let outcome = Run.dunningctl(verb.words, at: daemon)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(daemon.requests.map(\.line) == ["\(verb.request) HTTP/1.1"])
    #expect(daemon.requests.first?.body == verb.body)
  }

  @Test("every verb answers in every form", arguments: verbs, ["table", "json", "jsonl", "csv"])
  func answers(verb: Verb, form: String) {
    let daemon = FakeDaemon(.json(verb.answer, status: verb.status))
    let outcome = Run.dunningctl(["-o", form] + verb.words, at: daemon)
    // How far the daemon has looked is no data.
    #expect(outcome.err == (verb.name == "plan" && form == "table" ? "until 2099-12-31\n" : ""))
    Golden.expect(outcome.out, "\(verb.name).\(form)")
  }

  @Test("the global options may stand before and after the verb")
  func globalOptions() {
    let daemon = FakeDaemon(.json(Samples.claims))
    let before = Run.dunningctl(["--socket", daemon.path, "-o", "csv", "list"], socket: "/nowhere")
    let after = Run.dunningctl(["list", "--output=csv", "--socket=\(daemon.path)"], socket: "/nowhere")
    #expect(before.status == 0)
    #expect(before == after)
  }

  @Test("adding a claim that is there already says so")
  func alreadyKnown() {
    let daemon = FakeDaemon(.json(Samples.claim(), status: 200))
    let outcome = Run.dunningctl(Self.add, at: daemon)
    #expect(outcome.out.hasPrefix("already known: c17 RE-17"))
  }

  @Test("a list follows the cursor to the last page, or to the limit")
  func pages() {
    let daemon = FakeDaemon { request, _ in
      let isSecond = request.line.contains("cursor=a%2Fb")
      return .json(
        isSecond
          ? #"{"claims":[\#(Samples.claim(2))],"next_cursor":null}"#
          : #"{"claims":[\#(Samples.claim(1))],"next_cursor":"a/b"}"#)
    }
    let all = Run.dunningctl(["list", "-o", "jsonl"], at: daemon)
    let document = Run.dunningctl(["list", "-o", "json"], at: daemon)
    let first = Run.dunningctl(["list", "-o", "jsonl", "--limit", "1"], at: daemon)
    #expect(all.out.split(separator: "\n").count == 2)
    #expect(document.out == #"{"claims":[\#(Samples.claim(1)),\#(Samples.claim(2))]}"# + "\n")
    #expect(first.out.split(separator: "\n").count == 1)
    #expect(daemon.requests.last?.line == "GET /v1/claims?limit=1 HTTP/1.1")
  }

  @Test(
    "a long answer is shown while it comes; one that breaks off is a failure", arguments: ["table", "jsonl", "csv"])
  func breaksOff(form: String) {
    let notice =
      #"{"at":"2098-01-01T09:00:00Z","claim":"c1","reference":"R","references":["R"],"debtor":"D","step":"s","#
      + #""tone":"reminder","outstanding":"1.00","currency":"EUR","pay_by":null,"because":"b"}"#
    let rows = ["{\"notices\":[" + notice] + Array(repeating: "," + notice, count: 1_499)
    let daemon = FakeDaemon { _, count in
      .chunked(rows + (count == 0 ? ["],\n\"until\":\"2099-01-01\"}"] : []), isComplete: count == 0)
    }
    let whole = Run.dunningctl(["plan", "-o", form], at: daemon)
    #expect(whole.status == 0)
    #expect(whole.out.split(separator: "\n").count == 1_500 + (form == "jsonl" ? 0 : 1))
    let broken = Run.dunningctl(["plan", "-o", form], at: daemon)
    #expect(broken.status == 75)
    #expect(broken.out == whole.out)
  }

  @Test(
    "nothing found is said on standard error, and is no failure",
    arguments: [
      (["list"], "claims", "no claims match\n"), (["notices"], "notices", "no notices match\n"),
      (["follow-ups"], "follow_ups", "no follow-ups match\n"),
    ])
  func nothing(words: [String], key: String, note: String) {
    let daemon = FakeDaemon(.json(#"{"\#(key)":[],"next_cursor":null}"#))
    #expect(Run.dunningctl(words, at: daemon) == Outcome(status: 0, out: "", err: note))
    #expect(Run.dunningctl(words + ["-o", "jsonl"], at: daemon) == Outcome(status: 0, out: "", err: ""))
  }

  @Test("said of a debtor without an open claim, it is told whether it holds for later ones")
  func debtorWithoutClaims() {
    let daemon = FakeDaemon(.json(#"{"claims":[]}"#))
    let stop = ["stop", "--debtor", "D-7", "--because", "other", "--reason", "x", "--yes"]
    #expect(Run.dunningctl(stop, at: daemon).err == "the debtor has no open claim; it holds for later ones\n")
    let promise = ["promise", "--debtor", "D-7", "--date", "2099-01-01"]
    #expect(Run.dunningctl(promise, at: daemon).err == "the debtor has no open claim\n")
  }

  @Test("the bytes of a message come out as they are")
  func messageBytes() {
    let message = "Subject: x\r\n\r\nGrüße\u{0}\r\n"
    let daemon = FakeDaemon(.json(message))
    #expect(Run.dunningctl(["notice", "message", "n7"], at: daemon).out == message)
  }

  @Test("the version is told without a daemon")
  func versionAlone() {
    let outcome = Run.dunningctl(["version", "-o", "json"], socket: "/nowhere/sock")
    #expect(outcome == Outcome(status: 0, out: #"{"client":"0.1.0","daemon":null}"# + "\n", err: ""))
    #expect(Run.dunningctl(["--version"]).out == "0.1.0\n")
  }

  static let add = [
    "add", "--reference", "RE-17", "--debtor", "Müller GmbH", "--email", "ap@mueller.example", "--amount", "1190.00",
    "--currency", "EUR", "--due", "2098-12-31", "--time-zone", "Europe/Berlin", "--payment-link",
    "https://pay.example/1",
  ]

  static let verbs = [
    Verb(name: "status", words: ["status"], request: "GET /v1/status", answer: Samples.status()),
    Verb(
      name: "add", words: add, request: "POST /v1/claims",
      body: """
        {"amount":"1190.00","currency":"EUR","debtor":"Müller GmbH","due":"2098-12-31","email":"ap@mueller.example",\
        "payment_link":"https://pay.example/1","reference":"RE-17","time_zone":"Europe/Berlin"}
        """,
      answer: Samples.claim(), status: 201),
    Verb(
      name: "list",
      words: [
        "list", "--state", "open", "--debtor", "Müller & Co", "--cause", "third-party", "--overdue", "--due-before",
        "2099-01-01",
      ],
      request: "GET /v1/claims?state=open&debtor=M%C3%BCller%20%26%20Co&cause=third-party&overdue=true"
        + "&due_before=2099-01-01&limit=500",
      answer: Samples.claims),
    Verb(
      name: "show", words: ["show", "RE/1 ü"], request: "GET /v1/claims/RE%2F1%20%C3%BC", answer: Samples.claimDetail),
    Verb(
      name: "explain", words: ["explain", "c17"], request: "GET /v1/claims/c17/explain", answer: Samples.explanation),
    Verb(
      name: "pay", words: ["pay", "c17", "--amount", "500.00", "--date", "2020-11-20", "--id", "N1"],
      request: "POST /v1/claims/c17/payments", body: #"{"amount":"500.00","date":"2020-11-20","id":"N1"}"#,
      answer: Samples.claim()),
    Verb(
      name: "pay-chargeback", words: ["pay", "c17", "--amount", "500.00", "--kind", "chargeback"],
      request: "POST /v1/claims/c17/payments", body: #"{"amount":"500.00","kind":"chargeback"}"#,
      answer: Samples.claim()),
    Verb(
      name: "pay-too-much", words: ["pay", "c17", "--amount", "1200.00"], request: "POST /v1/claims/c17/payments",
      body: #"{"amount":"1200.00"}"#, answer: Samples.overpaid),
    Verb(
      name: "pay-debtor",
      words: ["pay", "--debtor", "K-7", "--amount", "2900.00", "--to", "RE:1:500.00", "--to", "RE-2", "--id", "N2"],
      request: "POST /v1/payments",
      body: """
        {"amount":"2900.00","debtor":"K-7","id":"N2","to":[{"amount":"500.00","claim":"RE:1"},{"claim":"RE-2"}]}
        """, answer: Samples.debtorPayment),
    Verb(
      name: "payments", words: ["payments", "--unmatched", "--debtor", "K-7"],
      request: "GET /v1/payments?unmatched=true&debtor=K-7&limit=500",
      answer: #"{"payments":[\#(Samples.debtorPayment)],"next_cursor":null}"#),
    Verb(
      name: "payment-show", words: ["payment", "show", "p7"], request: "GET /v1/payments/p7",
      answer: Samples.debtorPayment),
    Verb(
      name: "payment-assign", words: ["payment", "assign", "p7", "RE-2:100.00", "RE-3"],
      request: "POST /v1/payments/p7/assign",
      body: #"{"to":[{"amount":"100.00","claim":"RE-2"},{"claim":"RE-3"}]}"#, answer: Samples.debtorPayment),
    Verb(
      name: "payment-undo", words: ["payment", "undo", "p7", "--reason", "booked twice"],
      request: "POST /v1/payments/p7/undo", body: #"{"reason":"booked twice"}"#, answer: Samples.debtorPayment),
    Verb(
      name: "pause", words: ["pause", "c17", "--until", "2099-01-01", "--reason", "phone"],
      request: "POST /v1/claims/c17/pause", body: #"{"reason":"phone","until":"2099-01-01"}"#,
      answer: Samples.claim(state: "paused")),
    Verb(
      name: "pause-debtor", words: ["pause", "--debtor", "Müller GmbH", "--reason", "phone"],
      request: "POST /v1/debtors/M%C3%BCller%20GmbH/pause", body: #"{"reason":"phone"}"#, answer: Samples.changed),
    Verb(
      name: "promise",
      words: ["promise", "c17", "--date", "2099-01-12", "--amount", "500.00", "--reason", "Ms Li will pay"],
      request: "POST /v1/claims/c17/promise",
      body: #"{"amount":"500.00","date":"2099-01-12","reason":"Ms Li will pay"}"#, answer: Samples.promised),
    Verb(
      name: "promise-instalments",
      words: ["promise", "--debtor", "D-4711", "--date", "2099-01-12", "--every", "1mo", "--count", "3"],
      request: "POST /v1/debtors/D-4711/promise", body: #"{"count":3,"date":"2099-01-12","every":"1mo"}"#,
      answer: #"{"claims":[\#(Samples.promised)]}"#),
    Verb(
      name: "dispute", words: ["dispute", "c17", "--reason", "never arrived", "--cause", "third-party"],
      request: "POST /v1/claims/c17/dispute", body: #"{"cause":"third-party","reason":"never arrived"}"#,
      answer: Samples.claim(state: "disputed", reason: #""never arrived""#, cause: #""third-party""#)),
    Verb(
      name: "stop",
      words: ["stop", "--debtor", "D-4711", "--because", "insolvency", "--reason", "36 IN 1234/26", "-y"],
      request: "POST /v1/debtors/D-4711/stop", body: #"{"because":"insolvency","reason":"36 IN 1234/26"}"#,
      answer: #"{"claims":[\#(Samples.claim(state: "stopped", reason: #""insolvency: 36 IN 1234/26""#))]}"#),
    Verb(
      name: "write-off", words: ["write-off", "c17", "--reason", "no assets"],
      request: "POST /v1/claims/c17/write-off", body: #"{"reason":"no assets"}"#,
      answer: Samples.claim(state: "written-off", reason: #""no assets""#)),
    Verb(
      name: "note",
      words: [
        "note", "c17", "has the transfer come through?", "--remind-on", "2098-12-02", "--contact",
        "Bank support, Ms Li", "--staff-number", "4711", "--reply-by", "2098-12-01", "--cause", "third-party",
      ], request: "POST /v1/claims/c17/notes",
      body: """
        {"cause":"third-party","contact":"Bank support, Ms Li","remind_on":"2098-12-02","reply_by":"2098-12-01",\
        "staff_number":"4711","text":"has the transfer come through?"}
        """, answer: #"{"claims":[\#(Samples.claim())],"follow_up":"f3"}"#, status: 201),
    Verb(
      name: "note-debtor", words: ["note", "--debtor", "Müller GmbH", "has moved", "--remind-on", "2098-12-02"],
      request: "POST /v1/debtors/M%C3%BCller%20GmbH/notes", body: #"{"remind_on":"2098-12-02","text":"has moved"}"#,
      answer: Samples.noted, status: 201),
    Verb(
      name: "follow-ups", words: ["follow-ups", "--state", "due"], request: "GET /v1/follow-ups?state=due&limit=500",
      answer: Samples.followUps),
    Verb(
      name: "follow-ups-done", words: ["follow-ups", "done", "f3"], request: "POST /v1/follow-ups/f3/done",
      answer: Samples.followUp(state: "done")),
    Verb(
      name: "debtor", words: ["debtor", "Müller GmbH"], request: "GET /v1/debtors/M%C3%BCller%20GmbH",
      answer: Samples.debtor),
    Verb(
      name: "ageing", words: ["ageing", "--as-of", "2098-12-31"], request: "GET /v1/ageing?as_of=2098-12-31",
      answer: Samples.ageing),
    Verb(
      name: "resume", words: ["resume", "c17"], request: "POST /v1/claims/c17/resume", body: "{}",
      answer: Samples.claim()),
    Verb(
      name: "withdraw", words: ["withdraw", "c17", "--reason", "cancelled"], request: "POST /v1/claims/c17/withdraw",
      body: #"{"reason":"cancelled"}"#, answer: Samples.claim(state: "withdrawn")),
    Verb(
      name: "correct",
      words: [
        "correct", "RE-17", "--amount", "1450.00", "--due", "2099-01-15", "--contract", "", "--reason", "typing error",
      ], request: "PATCH /v1/claims/RE-17",
      body: #"{"amount":"1450.00","contract":null,"due":"2099-01-15","reason":"typing error"}"#, answer: Samples.claim()
    ),
    Verb(
      name: "reopen", words: ["reopen", "c17", "--reason", "wrong line", "--if-revision", "3"],
      request: "POST /v1/claims/c17/reopen", body: #"{"reason":"wrong line"}"#, answer: Samples.claim()),
    Verb(
      name: "waive", words: ["waive", "c17", "--reason", "goodwill"], request: "POST /v1/claims/c17/waive",
      body: #"{"reason":"goodwill"}"#, answer: Samples.claim()),
    Verb(
      name: "waive-part", words: ["waive", "c17", "--amount", "20.00", "--undo", "--reason", "goodwill"],
      request: "POST /v1/claims/c17/waive", body: #"{"amount":"20.00","reason":"goodwill","undo":true}"#,
      answer: Samples.claim()),
    Verb(
      name: "statement-of-account", words: ["statement-of-account", "D-4711", "--creditor", "acme"],
      request: "POST /v1/debtors/D-4711/statement-of-account?creditor=acme",
      answer: #"{"statements":[{"creditor":"acme","debtor_id":"D-4711","debtor":"Müller AG","currency":"EUR","#
        + #""outstanding":"1234.50","credit":"34.50","balance":"1200.00","open":2,"at":"2099-12-01T09:00:00+01:00"}]}"#),
    Verb(
      name: "plan", words: ["plan", "--until", "2099-12-31"], request: "GET /v1/plan?until=2099-12-31",
      answer: Samples.plan),
    Verb(
      name: "notices", words: ["notices", "--state", "in-doubt"], request: "GET /v1/notices?state=in-doubt&limit=500",
      answer: Samples.notices),
    Verb(
      name: "notice-show", words: ["notice", "show", "n7"], request: "GET /v1/notices/n7",
      answer: Samples.noticeDetail),
    Verb(
      name: "notice-message", words: ["notice", "message", "n7"], request: "GET /v1/notices/n7/message",
      answer: "Subject: x\r\n\r\nText\r\n"),
    Verb(
      name: "notice-approve-seen", words: ["notice", "approve", "n7", "--sha256", "ab"],
      request: "POST /v1/notices/n7/approve", body: #"{"sha256":"ab"}"#, answer: Samples.notice("pending")),
    Verb(
      name: "notice-posted",
      words: ["notice", "posted", "n7", "--date", "2020-11-24", "--carrier", "Post", "--tracking", "RR1"],
      request: "POST /v1/notices/n7/posting",
      body: #"{"carrier":"Post","date":"2020-11-24","delivered":null,"tracking":"RR1"}"#,
      answer: Samples.noticeDetail),
    Verb(
      name: "notice-hold", words: ["notice", "hold", "n7", "--reason", "x"], request: "POST /v1/notices/n7/hold",
      body: #"{"reason":"x"}"#, answer: Samples.notice("held")),
    Verb(
      name: "notice-release", words: ["notice", "release", "n7"], request: "POST /v1/notices/n7/release", body: "{}",
      answer: Samples.notice("pending")),
    Verb(
      name: "notice-retry", words: ["notice", "retry", "n7"], request: "POST /v1/notices/n7/retry", body: "{}",
      answer: Samples.notice("pending")),
    Verb(
      name: "notice-resolve", words: ["notice", "resolve", "n7", "--as", "not-sent"],
      request: "POST /v1/notices/n7/resolve", body: #"{"as":"not-sent"}"#, answer: Samples.notice("pending")),
    Verb(
      name: "hold", words: ["hold", "--reason", "why"], request: "POST /v1/hold", body: #"{"reason":"why"}"#,
      answer: #"{"mode":"held","held_because":"why","due_now":3}"#),
    Verb(name: "reload", words: ["reload"], request: "POST /v1/reload", answer: Samples.reload),
    Verb(name: "version", words: ["version"], request: "GET /v1/status", answer: Samples.status()),
  ]
}
