import DunningConfiguration
import Foundation
import Testing

@Suite("Mistakes in a configuration")
struct MistakesTests {
  /// A piece of the example, what stands there instead, and what is said about it.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let said: [String]
    init(_ old: String, _ new: String, _ said: String...) { (self.old, self.new, self.said) = (old, new, said) }
    var testDescription: String { new }
  }

  static let mistakes = [
    // Keys
    Mistake("mode: held", "mod: held", "1:1: error: unknown key \"mod\"; did you mean mode?"),
    Mistake("in_doubt:", "in-doubt:", "6:3: error: unknown key \"in-doubt\" in delivery; did you mean in_doubt?"),
    Mistake("{host: local", "{hots: local", "4:10: error: unknown key \"hots\" in delivery.smtp; did you mean host?"),
    Mistake("country:", "contry:", "11:5: error: unknown key \"contry\" in creditors.acme; did you mean country?"),
    Mistake(
      "on_missed:", "onmissed:", "22:5: error: unknown key \"onmissed\" in policies.standard; did you mean on_missed?"),
    Mistake(
      "{days:", "{dayz:", "23:19: error: unknown key \"dayz\" in policies.standard.send_window; did you mean days?"),
    Mistake(
      "tone: reminder, send: [email]}", "tone: reminder, sent: [email]}",
      "26:55: error: unknown key \"sent\" in policies.standard.steps[2]; did you mean send?"),
    Mistake(
      "  country:", "  quux:",
      "11:5: error: unknown key \"quux\" in creditors.acme; known are name, address, country, from, notify, bounces, iban, account, upi, bic, bank, phone, language, time_zone, calendar, policy, letterhead, register, privacy, reply_to, copy, accounts, vat_id, payment_days, payment_reference, statement_of_account"
    ),
    Mistake(
      "    country: DE\n", "    country: DE\n    country: FR\n",
      "12:5: error: the key \"country\" stands here twice; it stands in line 11 already"),
    Mistake("  maildir:", "  ? [a]\n  : b\n  maildir:", "5:5: error: a key must be a word"),
    Mistake(
      "  maildir:", "  <<: {a: b}\n  maildir:",
      "5:3: error: unknown key \"<<\" in delivery; known are transport, smtp, lmtp, maildir, print_spool, in_doubt, per_hour, per_destination, brake"
    ),
    Mistake(
      "  maildir:", "  brake: of\n  maildir:",
      "5:10: error: brake cannot be \"of\"; it is a number from 1 to 10000000, or off"),
    Mistake(
      "  maildir:", "  per_hour: 0\n  maildir:",
      "5:13: error: per_hour cannot be \"0\"; it is a number from 1 to 10000000"),
    Mistake(
      "  maildir:", "  per_destination: {per_hour: 3}\n  maildir:",
      "5:20: error: delivery.per_destination needs per_minute",
      "5:21: error: unknown key \"per_hour\" in delivery.per_destination; known are per_minute"),
    // Types
    Mistake("mode: held", "mode: [held]", "1:7: error: mode must be a single value"),
    Mistake(
      "password: \"{credential smtp-password}\"", "user: x, password: {credential smtp-password}",
      "4:52: error: the key \"user\" stands here twice"),
    Mistake(
      "name: ACME GmbH", "name: {a: b}",
      "9:11: error: name must be a single value; put it in quotation marks if the braces are part of it"),
    Mistake("address: [Musterstraße 1, 10115 Berlin]", "address: {street: x}", "10:14: error: address must be a list"),
    Mistake("[Musterstraße 1,", "[[Musterstraße 1],", "10:15: error: address must be a list of single values"),
    Mistake(
      "name: ACME GmbH", "name: \"ACME\\nGmbH\"", "9:11: error: name must not hold line breaks or control characters"),
    Mistake(
      "[Musterstraße 1,", "[\"Muster\\nstraße\",",
      "10:15: error: address must not hold line breaks or control characters"),
    Mistake(
      "name: ACME GmbH", "name: \"ACME\\u2028GmbH\"",
      "9:11: error: name must not hold line breaks or control characters"),
    Mistake("name: ACME GmbH", "name:", "9:5: error: name has no value; leave the key out"),
    Mistake("name: ACME GmbH", "name: ~", "9:11: error: name has no value; leave the key out"),
    Mistake("country: DE", "country: null", "11:14: error: country has no value; leave the key out"),
    Mistake("acme:", "\"\":", "8:3: error: \"\" cannot be a name in creditors"),
    // Words
    Mistake("mode: held", "mode: amred", "1:7: error: mode cannot be \"amred\"; did you mean armed?"),
    Mistake(
      "transport: smtp ", "transport: sendmail ",
      "3:14: error: transport cannot be \"sendmail\"; it is one of smtp, lmtp, maildir"),
    Mistake("tls: starttls", "tls: startls", "4:42: error: tls cannot be \"startls\"; did you mean starttls?"),
    Mistake("in_doubt: hold", "in_doubt: drop", "6:13: error: in_doubt cannot be \"drop\"; it is one of hold, resend"),
    Mistake("tone: courtesy", "tone: courtsey", "25:45: error: tone cannot be \"courtsey\"; did you mean courtesy?"),
    Mistake("tone: courtesy", "tone: Reminder", "25:45: error: tone cannot be \"Reminder\"; did you mean reminder?"),
    Mistake(
      "tone: courtesy, send: [email]", "tone: courtesy, send: [emial]",
      "25:62: error: send cannot be \"emial\"; did you mean email?"),
    Mistake("tone: courtesy, send: [email]", "tone: courtesy, send: []", "25:61: error: send names no channel"),
    Mistake("on_missed: step", "on_missed: stop", "22:16: error: on_missed cannot be \"stop\"; did you mean step?"),
    Mistake(
      "approval: required", "approval: yes",
      "28:110: error: approval cannot be \"yes\"; it is one of none, required, four-eyes"),
    // Numbers
    Mistake("port: 25", "port: 70000", "4:33: error: port cannot be \"70000\"; it is a number from 1 to 65535"),
    Mistake("port: 25", "port: 2_5", "4:33: error: port cannot be \"2_5\"; it is a number from 1 to 65535"),
    Mistake(
      "connections: 20", "connections: 0", "4:115: error: connections cannot be \"0\"; it is a number from 1 to 200"),
    Mistake("\"5.00\"", "5.", "20:14: error: minimum cannot be \"5.\"; write for example \"5.00\""),
    Mistake("\"5.00\"", ".5", "20:14: error: minimum cannot be \".5\"; write for example \"5.00\""),
    Mistake("\"5.00\"", "5,00", "20:14: error: minimum cannot be \"5,00\"; write for example \"5.00\""),
    Mistake("\"5.00\"", "5.00001", "20:14: error: minimum cannot be \"5.00001\"; write for example \"5.00\""),
    // Offsets and ladders
    Mistake(
      "due-3bd", "due-3bt",
      "25:30: error: at: \"3bt\" is not a length of time; write a number and one of s m h d bd w mo, e.g. 7d or 3bd"),
    Mistake(
      "due-3bd", "3bd",
      "25:30: error: at: \"3bd\" does not start with due, previous or pay-by; write for example due+14d or due-3bd"),
    Mistake(
      "due-3bd", "previous+3d",
      "25:30: error: the first step cannot be counted from previous: nothing went before; count it from due"),
    Mistake(
      "due+14d", "due+1d",
      "27:37: error: the step comes before reminder (due+3bd), which stands above it; put the steps in the order of their moments"
    ),
    Mistake(
      "due+14d", "due+3bd",
      "27:37: error: the step goes out at the same moment as reminder (due+3bd); leave some days between them"),
    Mistake(
      "due+14d", "previous-1d",
      "27:37: error: the step would go out together with reminder or before it; write for example previous+7d"),
    Mistake(
      "due+14d", "pay-by+1d",
      "27:37: error: pay-by needs a pay_within in the step before; add pay_within to reminder"),
    Mistake("name: reminder", "name: heads-up", "26:16: error: the step \"heads-up\" stands here twice"),
    Mistake(
      "name: reminder", "name: \"the reminder\"",
      "26:16: error: a step's name is made of letters, digits and hyphens; write for example second-reminder"),
    Mistake(
      "pay_within: 7d", "pay_within: 48h",
      "27:98: error: pay_within must be whole days, one at least; write for example 7d"),
    Mistake(
      "gap: 7d, tone: reminder", "gap: 0d, tone: reminder",
      "27:51: error: a gap of nothing would let two notices leave together; write for example 7d"),
    // Windows
    Mistake(
      "until: \"18:00\"", "until: \"08:00\"",
      "23:56: error: the window closes at 08:00, before it opens at 09:00; a window over midnight is not supported"),
    Mistake(
      "from: \"09:00\"", "from: 9", "23:40: error: from: \"9\" is not a time of day; write HH:MM, e.g. \"09:00\""),
    Mistake(
      "days: mon-fri", "days: mo-fr", "23:25: error: days cannot be \"mo\"; did you mean mon?",
      "23:25: error: days cannot be \"fr\"; did you mean fri?"),
    Mistake(
      "days: mon-fri", "days: mon-wed-fri",
      "23:25: error: days cannot be \"mon-wed-fri\"; write for example mon-fri, or [mon, wed, fri]"),
    Mistake("days: mon-fri", "days: []", "23:25: error: days names no day; write for example mon-fri"),
    Mistake(
      "zone: debtor", "zone: Europe/Berln",
      "23:71: error: zone: there is no time zone \"Europe/Berln\"; did you mean Europe/Berlin?"),
    // Creditors
    Mistake(
      "time_zone: Europe/Berlin", "time_zone: Europe/Berlni",
      "15:16: error: time_zone: there is no time zone \"Europe/Berlni\"; did you mean Europe/Berlin?"),
    Mistake(
      "language: de", "language: fr",
      "14:15: error: there are no templates for language \"fr\"; known are the folders below templates/"),
    Mistake(
      "calendar: DE-BE", "calendar: DE-BB",
      "16:15: error: calendar: there is no calendar \"DE-BB\"; did you mean DE-BE?"),
    Mistake(
      "calendar: DE-BE", "policy: standrad", "16:13: error: there is no policy \"standrad\"; did you mean standard?"),
    Mistake(
      "country: DE", "country: De", "11:14: error: country cannot be \"De\"; use the two letters of ISO 3166, e.g. DE"),
    Mistake(
      "country: DE", "country: É", "11:14: error: country cannot be \"É\"; use the two letters of ISO 3166, e.g. DE"),
    Mistake(
      "DE89370400440532013000", "DE89370400440532013001",
      "13:11: error: iban: \"DE89370400440532013001\" is not an IBAN: its check digits do not fit; copy it anew"),
    Mistake(
      "DE89370400440532013000", "\"0000000000000000001\"",
      "13:11: error: iban: \"0000000000000000001\" is not an IBAN: its check digits do not fit; copy it anew"),
    Mistake(
      "iban: DE89370400440532013000", "account: see invoice",
      "13:14: error: account: \"see invoice\" is not an account; write its number, with at most 70 characters"),
    Mistake(
      "iban: DE89370400440532013000", "account: DE89370400440532013000",
      "13:14: error: account: \"DE89370400440532013000\" is an IBAN; write it as iban"),
    Mistake(
      "iban: DE89370400440532013000", "upi: acme traders@bank",
      "13:10: error: upi: \"acme traders@bank\" is not a UPI address; it looks like name@bank"),
    Mistake(
      "iban: DE89370400440532013000", "iban: DE89370400440532013000\n    account: \"12345678\"",
      "14:14: error: iban and account are two accounts: a letter names one; leave account out"),
    Mistake(
      "<buchhaltung@acme.example>", "<buchhaltung@acme.example",
      "12:11: error: from: \"ACME Buchhaltung <buchhaltung@acme.example\" misses a >; write \"Name <name@example.org>\""
    ),
    Mistake(
      "buchhaltung@acme.example", "buchhaltung",
      "12:11: error: from: \"buchhaltung\" is not an e-mail address: it needs exactly one @; write it as name@example.org"
    ),
    Mistake("    time_zone: Europe/Berlin\n", "", "9:5: error: creditors.acme needs time_zone"),
    // Delivery
    Mistake("/var/lib/dunningd/outbox", "outbox", "5:12: error: maildir must be an absolute path; write it from / on"),
    // YAML
    Mistake(
      "mode: held", "mode: \"held",
      "4:59: error: this is not YAML: while parsing a block mapping (line 1), did not find expected key"),
    Mistake(
      "  maildir:", "\tmaildir:",
      "5:1: error: this is not YAML: while scanning for the next token (line 5), found character that cannot start any token; indent with spaces, and put what begins with such a character in quotation marks"
    ),
    Mistake("mode: held", "mode: held\u{1}", "1:11: error: this is not YAML: control characters are not allowed"),
    Mistake("mode: held", "mode: *nobody", "1:7: error: this is not YAML: found undefined alias"),
    Mistake(
      "country: DE", "country: DE\n---",
      "12:1: error: this is not YAML: expected a single document in the stream (line 1), but found another document"),
  ]

  // A password in braces without quotation marks is a mapping to YAML.
  @Test("a credential without its quotation marks is told so")
  func unquotedCredential() throws {
    let text = try example(
      "user: \"\", password: \"{credential smtp-password}\"", "user: x, password: {credential smtp-password}")
    let said = try DunningConfigurationTests.mistakes(text)
    #expect(
      said.first
        == "dunningd.yaml:4:71: error: password must be a single value; put it in quotation marks if the braces are part of it"
    )
  }

  @Test("each mistake is told with its place and what to write instead", arguments: mistakes)
  func each(mistake: Mistake) throws {
    let said = try DunningConfigurationTests.mistakes(example(mistake.old, mistake.new))
    #expect(said == mistake.said.map { "dunningd.yaml:\($0)" })
  }
}

@Suite("Many mistakes, and hostile files")
struct HostileFilesTests {
  @Test("all mistakes of a file are told at once, in the order of its lines, each with its line and a caret")
  func allAtOnce() throws {
    // Given
    let text = """
      mode: amred
      delivery:
        transport: sendmail
      creditors:
        acme:
          name: ACME
          from: nobody
          language: de
          iban: DE00
          time_zone: Mars/Base
      policies:
        standard:
          on_missed: stop
          minimum: 5,00
          steps:
            - {name: a, at: due+1x, tone: reminder}
            - {name: b, at: due+3d, tone: rude}

      """
    // When
    let error = #expect(throws: ConfigurationError.self) { try read(text) }
    // Then
    let diagnostics = try #require(error).diagnostics
    #expect(diagnostics.map(\.position?.line) == [1, 3, 7, 9, 10, 13, 14, 16, 17])
    #expect(
      diagnostics.last?.text == """
        dunningd.yaml:17:37: error: tone cannot be "rude"; it is one of courtesy, reminder, demand
                - {name: b, at: due+3d, tone: rude}
                                              ^
        """)
  }

  @Test(
    "the caret stands below its place behind tabs, accents and characters of several bytes",
    arguments: [
      ("creditors: {\"Mu\u{308}ller\": {nam: x}}", 25), ("creditors: {\t公司: {nam: x}}", 19),
      ("creditors: {a:\t{nam: x}}", 17),
    ])
  func carets(text: String, column: Int) throws {
    let error = try #require(#expect(throws: ConfigurationError.self) { try read(text) })
    let diagnostic = try #require(error.diagnostics.first { $0.message.hasPrefix("unknown key") })
    #expect(diagnostic.position == .init(line: 1, column: column))
    let caret = try #require(diagnostic.text.split(separator: "\n").last)
    #expect(caret.unicodeScalars.count == 2 + column)
    #expect(caret.last == "^")
    #expect(caret.contains("\t") == text.contains("\t"))
  }

  @Test("on a file from Windows places and lines are the same")
  func windows() throws {
    let text = try example("country: DE", "contry: DE")
    let dos = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let (here, there) = (
      try #require(#expect(throws: ConfigurationError.self) { try read(text) }),
      try #require(#expect(throws: ConfigurationError.self) { try read(dos) })
    )
    #expect(here.text == there.text)
    #expect(here.text.contains("\n      contry: DE\n      ^"))
  }

  @Test("a password is not shown with the line it stands in")
  func secrets() throws {
    let text = try example("user: \"\", password: \"{credential smtp-password}\"", "usr: x, password: geheim")
    let error = try #require(#expect(throws: ConfigurationError.self) { try read(text) })
    #expect(!error.text.contains("geheim"))
    #expect(error.text.contains("unknown key \"usr\""))
    for keys in ["token: geheim", "password: geheim, token: \"{file /t}\"", "token: \"{file /t}\", password: geheim"] {
      let text = try example("user: \"\", password: \"{credential smtp-password}\"", "usr: x, \(keys)")
      let error = try #require(#expect(throws: ConfigurationError.self) { try read(text) })
      #expect(!error.text.contains("geheim"), "\(keys)")
    }
  }

  @Test(
    "nor where its key is misspelt or in another language",
    arguments: [
      "passwort", "pasword", "Password", "PASSWORD", "pwd", "pw", "kennwort", "secret", "tokn", "smtp_pass", "apikey",
      "contraseña", "\"passwort\"",
    ])
  func misspeltSecrets(key: String) throws {
    let text = try example("user: \"\", password: \"{credential smtp-password}\"", "user: x, \(key): geheim, usr: y")
    let error = try #require(#expect(throws: ConfigurationError.self) { try read(text) })
    #expect(!error.text.contains("geheim"))
    #expect(error.text.contains("user: x, \(key): …"))
    let block = try example(
      "smtp: {host: localhost, port: 25, tls: starttls, user: \"\", password: \"{credential smtp-password}\", connections: 20}",
      "smtp:\n    user: x\n    \(key): geheim")
    let other = try #require(#expect(throws: ConfigurationError.self) { try read(block) })
    #expect(!other.text.contains("geheim"))
  }

  @Test("what cannot be read is told with the file's name")
  func unreadable() throws {
    // Given
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "dunningd-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func said(_ name: String, _ bytes: [UInt8]?) throws -> String {
      let file = folder.appendingPathComponent(name)
      if let bytes { try Data(bytes).write(to: file) }
      // When
      let error = #expect(throws: ConfigurationError.self) { try Configuration.load(file: file.path, surroundings()) }
      return try #require(error).text.replacing(folder.path + "/", with: "")
    }
    // Then
    #expect(
      try said("missing", nil) == "missing: error: the configuration cannot be read; check its name and permissions")
    #expect(
      try said("latin1", Array("mode: held # f".utf8) + [0xFC])
        == "latin1: error: the configuration is not UTF-8 text; save it as UTF-8")
    #expect(
      try said("utf16", [0xFF, 0xFE, 0x6D, 0x00])
        == "utf16: error: the configuration is not UTF-8 text; save it as UTF-8")
    #expect(
      try said("large", Array(repeating: UInt8(ascii: "#"), count: (1 << 20) + 1)).hasPrefix(
        "large: error: the configuration is larger than"))
    #expect(try said(".", nil).contains("cannot be read"))
  }

  @Test(
    "a value without end is refused where it stands",
    arguments: [
      "name: ACME GmbH", "language: de", "10115 Berlin", "due-3bd", "Europe/Berlin", "DE89370400440532013000",
      "localhost",
    ])
  func long(old: String) throws {
    let key = old.split(separator: ":").first == "name" ? "name: " : ""
    let said = try mistakes(example(old, key + String(repeating: "x", count: 10_000)))
    #expect(!said.isEmpty)
    #expect(said.allSatisfy { $0.utf8.count < 400 })
  }

  @Test(
    "anchors that multiply without end are refused before anything is multiplied",
    arguments: ["x: *i", "? *i\n: x", "[*i, *i]: x"])
  func laughs(last: String) throws {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (old, new) in zip("abcdefgh", "bcdefghi") {
      text += "\(new): &\(new) [\(Array(repeating: "*\(old)", count: 9).joined(separator: ", "))]\n"
    }
    let said = try mistakes(text + last)
    #expect(
      said == ["dunningd.yaml:5:40: error: there are more than 40 anchors (&) and aliases (*); write the values out"])
  }

  @Test("an alias to what contains it, or to nothing, is refused")
  func cycle() throws {
    #expect(
      try mistakes("policies: &a\n  standard: *a") == [
        "dunningd.yaml:2:13: error: this is not YAML: found undefined alias"
      ])
  }

  @Test("nesting without end is refused", arguments: ["[", "{a: ", "- ", "? "])
  func nesting(piece: String) throws {
    #expect(try !mistakes("mode: " + String(repeating: piece, count: 100_000)).isEmpty)
    #expect(try !mistakes(String(repeating: piece, count: 100_000)).isEmpty)
  }

  @Test("more steps than a ladder may have are told once")
  func manySteps() throws {
    let steps = (0..<60).map { "    - {name: s\($0), at: due+\($0)d, tone: reminder}" }.joined(separator: "\n")
    #expect(
      try mistakes("policies:\n  long:\n    steps:\n" + steps).map { $0.contains("has more than 50 steps") } == [true])
  }

  @Test("an edit of any byte leaves either a configuration or a list of mistakes", arguments: [UInt64(1), 2])
  func fuzz(seed: UInt64) throws {
    // Given
    var random = Seeded(seed)
    let bytes = Array(example.utf8)
    var (good, bad) = (0, 0)
    for round in 0..<1_000 {
      var edited = bytes
      let place = random.number(0...bytes.count - 1)
      switch random.number(0...2) {
      case 0: edited[place] = UInt8(random.number(1...255))
      case 1: edited.remove(at: place)
      default: edited.insert(random.pick(Array(":{}[]&*!|>'\"%@`,#-? \t\n~<".utf8)), at: place)
      }
      guard let text = String(validating: edited, as: UTF8.self) else { continue }
      // When
      let said = try mistakes(text)
      // Then
      if said.isEmpty { good += 1 } else { bad += 1 }
      #expect(
        said.allSatisfy { $0.hasPrefix("dunningd.yaml:") && $0.contains(": error: ") },
        "seed \(seed), round \(round): \(said)")
    }
    #expect(good > 50)
    #expect(bad > 50)
  }
}
