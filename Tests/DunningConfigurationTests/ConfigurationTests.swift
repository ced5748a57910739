import Dunning
import DunningConfiguration
import Foundation
import Testing

@Suite("What a configuration says")
struct ConfigurationTests {
  @Test("the example of the documentation is read as it stands")
  func wholeExample() throws {
    // When
    let configuration = try read(example)
    // Then
    let book = configuration.rulebook
    #expect(configuration.file == "dunningd.yaml")
    #expect(!book.startsArmed)
    #expect(configuration.delivery.transport == .smtp)
    #expect(configuration.delivery.inDoubt == .hold)
    #expect(configuration.delivery.maildir == "/var/lib/dunningd/outbox")
    #expect(configuration.delivery.limits == SendLimits(brake: 500))
    let server = configuration.delivery.server
    #expect(server.host == "localhost")
    #expect(server.port == 25)
    #expect(server.encryption == .starttls)
    #expect(server.connections == 20)
    #expect(server.user == nil)
    #expect(server.password == nil)
    let acme = try #require(book.creditors["acme"])
    #expect(acme.name == "ACME GmbH")
    #expect(acme.address == ["Musterstraße 1", "10115 Berlin"])
    #expect(acme.country == "DE")
    #expect(acme.from.name == "ACME Buchhaltung")
    #expect(acme.from.address.text == "buchhaltung@acme.example")
    #expect(acme.iban == "DE89370400440532013000")
    #expect(acme.language == "de")
    #expect(acme.timeZone == "Europe/Berlin")
    let policy = try #require(book.policies["standard"])
    #expect(policy.minimum == "5.00")
    #expect(policy.onMissed == .step)
    #expect(policy.groupBy == .debtor)
    #expect(policy.sendWindow.days == Weekday.workingWeek)
    #expect(policy.sendWindow.zone == .debtor)
    #expect(policy.sendWindow.from.text == "09:00")
    #expect(policy.sendWindow.until.text == "18:00")
    #expect(policy.steps.map(\.name) == ["heads-up", "reminder", "second-reminder", "demand"])
    #expect(policy.steps.map(\.at.text) == ["due-3bd", "due+3bd", "due+14d", "due+30d"])
    #expect(policy.steps.map(\.tone) == [.courtesy, .reminder, .reminder, .demand])
    #expect(policy.steps.map(\.approval) == [.none, .none, .none, .required])
    #expect(policy.steps[3].gap == Span(7, .days))
    #expect(policy.steps[3].payWithin == Span(14, .days))
  }

  @Test("the commented reference that is installed can be used as it is")
  func reference() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.deletingLastPathComponent().appendingPathComponent("etc/dunningd.yaml")
    #expect(try mistakes(String(contentsOf: file, encoding: .utf8)) == [])
  }

  @Test("what is not supported yet is a warning with its place")
  func warnings() throws {
    let warnings = try read(example).warnings
    #expect(warnings.allSatisfy { $0.severity == .warning })
    #expect(warnings.map(\.position?.line) == [19, 28])
  }

  @Test(
    "an empty file is the built-in defaults: held, a Maildir outbox, the standard ladder",
    arguments: ["", "\n", "# nothing yet\n", "---\n", "\u{FEFF}", "{}"])
  func empty(text: String) throws {
    let configuration = try read(text)
    #expect(!configuration.rulebook.startsArmed)
    #expect(configuration.rulebook.creditors.isEmpty)
    #expect(configuration.delivery.transport == .maildir)
    #expect(configuration.delivery.maildir == "/var/lib/dunningd/outbox")
    #expect(configuration.rulebook.policies["standard"]?.steps.count == 4)
  }

  @Test("a file from Windows, with its mark and its line ends, says the same")
  func windows() throws {
    let text = "\u{FEFF}" + example.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let (there, here) = (try read(text), try read(example))
    #expect(there.rulebook.creditors == here.rulebook.creditors)
    #expect(there.rulebook.policies == here.rulebook.policies)
    #expect(there.delivery == here.delivery)
  }

  @Test("a word stays a word: NO is Norway, 12:30 a time, 1_000 and 0x1F a name")
  func words() throws {
    let text = try example("country: DE", "country: NO")
      .replacing("from: \"09:00\"", with: "from: 12:30").replacing("name: ACME GmbH", with: "name: 1_000")
      .replacing("10115 Berlin", with: "0x1F")
    let configuration = try read(text)
    let acme = try #require(configuration.rulebook.creditors["acme"])
    #expect(acme.country == "NO")
    #expect(acme.name == "1_000")
    #expect(acme.address == ["Musterstraße 1", "0x1F"])
    #expect(configuration.rulebook.policies["standard"]?.sendWindow.from.text == "12:30")
  }

  @Test("names that YAML takes for truth values stay apart", arguments: ["on", "yes", "true", "null", "1"])
  func names(id: String) throws {
    let creditors = try read(example("acme:", "\(id):")).rulebook.creditors
    #expect(Array(creditors.keys) == [id])
  }

  @Test(
    "a display name keeps its comma, with and without quotation marks around it",
    arguments: [
      ("'\"ACME, Inc.\" <a@acme.example>'", "ACME, Inc."), ("\"ACME, Inc. <a@acme.example>\"", "ACME, Inc."),
      ("a@acme.example", nil), ("<a@acme.example>", nil),
    ] as [(String, String?)])
  func senders(text: String, name: String?) throws {
    let creditors = try read(example("\"ACME Buchhaltung <buchhaltung@acme.example>\"", text)).rulebook.creditors
    #expect(creditors["acme"]?.from.name == name)
    #expect(creditors["acme"]?.from.address.text == "a@acme.example")
  }

  @Test(
    "the days of a window are ranges, words or lists of both",
    arguments: [
      ("mon-fri", "mon tue wed thu fri"), ("sat", "sat"), ("[mon, wed-thu]", "mon wed thu"),
      ("\"mon, fri\"", "mon fri"),
      ("sat-mon", "mon sat sun"), ("mon-sun", "mon tue wed thu fri sat sun"),
    ])
  func days(text: String, days: String) throws {
    let policy = try #require(try read(example("days: mon-fri", "days: \(text)")).rulebook.policies["standard"])
    #expect(Weekday.allCases.filter(policy.sendWindow.days.contains).map(\.rawValue).joined(separator: " ") == days)
  }

  @Test("an alias says what its anchor says")
  func alias() throws {
    let text =
      try example("send_window: {", "send_window: &office {") + """
          gentle:
            send_window: *office
            steps: [{name: reminder, at: due+7d, tone: reminder}]

        """
    let policies = try read(text).rulebook.policies
    #expect(policies["gentle"]?.sendWindow == policies["standard"]?.sendWindow)
    #expect(policies["gentle"]?.steps.count == 1)
  }

  @Test("a credential is looked up where that is possible, and taken on trust where it is not")
  func credentials() throws {
    let text = try example("user: \"\"", "user: acme")
    #expect(try read(text) { $0 == "smtp-password" ? "geheim" : nil }.delivery.server.password?.value == "geheim")
    #expect(try read(text).delivery.server.password?.value == "")
    #expect(
      try mistakes(text) { _ in nil } == [
        "dunningd.yaml:4:74: error: the credential \"smtp-password\" was not handed over; see LoadCredential= in dunningd.service"
      ])
    #expect("\(Delivery.Secret("geheim"))" == "(secret)")
  }

  @Test("a token is named by its place, and only checked to be there")
  func tokens() throws {
    func text(_ keys: String) throws -> String {
      try example("user: \"\", password: \"{credential smtp-password}\"", "user: acme, \(keys)")
    }
    let server = try read(text("token: \"{credential t}\", auth: xoauth2")) { $0 == "t" ? "x" : nil }.delivery.server
    #expect(server.token == .credential("t"))
    #expect(server.authentication == .xoauth2)
    #expect(server.password == nil)
    #expect(try read(text("token: \"{file /run/t}\"")).delivery.server.token == .file("/run/t"))
    #expect(try read(text("password: geheim, auth: login")).delivery.server.authentication == .login)
    for (keys, mistake) in [
      (
        "token: \"{credential t}\"",
        "4:71: error: the credential \"t\" was not handed over; see LoadCredential= in dunningd.service"
      ),
      ("auth: xoauth2, password: geheim", "4:58: error: delivery.smtp has a user but no token"),
      ("auth: plain, token: \"{file /t}\"", "4:58: error: delivery.smtp has a user but no password"),
      (
        "password: geheim, token: \"{file /t}\"",
        "4:74: error: delivery.smtp logs in with a token and has a password too"
      ),
      ("token: ya29.abc", "error: token must say where the token stands"),
      ("auth: ntlm, password: x", "error: auth cannot be \"ntlm\""),
    ] {
      let found = try mistakes(text(keys)) { _ in nil }
      try #require(found.count == 1, "\(found)")
      #expect(found[0].contains(mistake), "\(found)")
    }
  }

  @Test("ports follow the kind of encryption and transport")
  func ports() throws {
    let implicit = try example("port: 25, tls: starttls", "tls: implicit")
    #expect(try read(implicit).delivery.server.port == 465)
    let lmtp = try read("delivery: {transport: lmtp, lmtp: {socket: /run/lmtp}}").delivery.server
    #expect(lmtp.port == 24)
    #expect(lmtp.socket == "/run/lmtp")
    #expect(lmtp.encryption == .none)
  }

  @Test("the limits of what leaves, and the brake that is off")
  func limits() throws {
    let text = "delivery: {per_hour: 2000, per_destination: {per_minute: 30}, brake: off}"
    #expect(try read(text).delivery.limits == SendLimits(perHour: 2_000, perDestinationMinute: 30))
    #expect(try read("delivery: {brake: 40}").delivery.limits == SendLimits(brake: 40))
  }
}
