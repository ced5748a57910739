import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("bad input", .serialized)
struct RouteTestsBadInput {
  /// What is wrong, and what is to be said about it; a hint of nil is not looked at.
  struct Case: CustomTestStringConvertible, Sendable {
    let change: [String: String]
    let code: ProblemCode
    let hint: String?

    init(_ field: String, _ value: String, _ code: ProblemCode, hint: String? = nil) {
      self.change = [field: value]
      self.code = code
      self.hint = hint
    }

    var testDescription: String { "\(change.mapValues { $0.prefix(40) }) → \(code.rawValue)" }
  }

  static let amountHint = #"write digits with a decimal point and no separators, e.g. "1234.56""#
  static let cases: [Case] =
    ["12abc", "1,5", "1e3", "-5", "+5", "1.234,50", " 5", ".5", "1 000", "0x10", "١٢", "NaN", "1..2"].map {
      Case("amount", $0, .invalidAmount, hint: amountHint)
    } + [
      Case("amount", "5.", .invalidAmount), Case("amount", "0", .invalidAmount), Case("amount", "0.00", .invalidAmount),
      Case("amount", "1.234", .invalidAmount, hint: "EUR has at most 2 decimals"),
      Case("amount", "10000000000000.01", .invalidAmount), Case("amount", "99999999999999999999", .invalidAmount),
      Case("due", "2026-02-30", .invalidDate, hint: "the calendar is the Gregorian one"),
      Case("due", "2026-13-01", .invalidDate), Case("due", "30.11.2026", .invalidDate),
      Case("due", "0026-11-30", .invalidDate), Case("due", "tomorrow", .invalidDate),
      Case("due", "2026-11-30T17:00:00", .invalidInstant), Case("due", "2026-11-30 17:00:00Z", .invalidInstant),
      Case("due", "2026-11-30T25:00:00Z", .invalidInstant), Case("due", "2026-02-30T17:00:00Z", .invalidDate),
      Case("issued", "2026-02-30", .invalidDate), Case("issued", "2026-11-30T00:00:00Z", .invalidDate),
      Case("email", "a@b.example\r\nBcc: c@d.example", .invalidAddress, hint: "write it as name@example.org"),
      Case("email", "nobody", .invalidAddress),
      Case("email", "a@@b.example", .invalidAddress), Case("email", "a b@c.example", .invalidAddress),
      Case("email", "<a@b.example", .invalidAddress), Case("email", "a@b.example c@d.example", .invalidAddress),
      Case("email", "a\u{202E}@b.example", .invalidAddress), Case("email", "a\0@b.example", .invalidAddress),
      Case("email", String(repeating: "a", count: 65) + "@b.example", .invalidAddress),
      Case("reference", "RE\r\n1", .invalidText, hint: "write it on one line"),
      Case("reference", "RE\u{0}1", .invalidText), Case("reference", "RE\u{202E}1", .invalidText),
      Case("reference", "RE\u{2028}1", .invalidText), Case("reference", "RE\u{200B}1", .invalidText),
      Case("debtor", "محمد\u{200F}علي", .invalidText, hint: "take it out; nobody can see it"),
      Case("issued", "2126-01-01", .invalidDate), Case("due", "2126-01-01", .invalidDate),
      Case("reference", " \t ", .invalidText), Case("reference", String(repeating: "x", count: 201), .invalidText),
      Case("debtor", "Müller\r\nBcc: x", .invalidText, hint: "write it on one line"),
      Case("debtor", "Müller\u{0}", .invalidText), Case("debtor", "\u{202E}GA rellüM", .invalidText),
      Case("debtor", "\u{2066}Müller\u{2069}", .invalidText), Case("debtor", "M\u{1B}[31m", .invalidText),
      Case("debtor", String(repeating: "ü", count: 201), .invalidText),
      // One character on the screen, a thousand marks.
      Case("debtor", "u" + String(repeating: "\u{308}", count: 1_000), .invalidText),
      Case("debtor_id", "D\n7", .invalidText), Case("contract", "V\u{7F}", .invalidText),
      Case("address", "Straße\u{0}1", .invalidText),
      Case("address", String(repeating: "Zeile|", count: 11), .invalidText),
      Case("address", String(repeating: "x", count: 201), .invalidText),
      Case("policy", "standart", .unknownPolicy, hint: "did you mean standard?"),
      Case("policy", "nothing-like-it", .unknownPolicy, hint: "known are standard, wallet"),
      Case("policy", "", .unknownPolicy),
      Case("creditor", "acmee", .unknownCreditor, hint: "did you mean acme?"),
      Case("creditor", "ACME GmbH", .unknownCreditor, hint: "known are acme, globex"),
      Case("currency", "EUT", .unknownCurrency), Case("currency", "eur", .unknownCurrency, hint: "did you mean EUR?"),
      Case("currency", "€", .unknownCurrency),
      Case("language", "de-\r\nX-Evil: 1", .invalidText, hint: "write it as de, de-AT or zh-Hans"),
      Case("language", "de-" + String(repeating: "x", count: 40), .invalidText),
      Case("language", "de\u{202E}", .invalidText),
      Case("time_zone", "Europe/Berlni", .invalidZone, hint: "did you mean Europe/Berlin?"),
      Case("time_zone", "CEST", .invalidZone, hint: "use an IANA name such as Europe/Berlin"),
      Case("calendar", "weekday", .invalidCalendar, hint: "did you mean weekdays?"),
      Case("calendar", "DE\nBE", .invalidCalendar), Case("calendar", "", .invalidCalendar),
      Case("kind", "company", .invalidValue, hint: "it is business or consumer"),
      Case("country", "de", .invalidValue), Case("country", "DEU", .invalidValue),
      Case("payment_link", "javascript:alert(1)", .invalidText), Case("payment_link", "https://", .invalidText),
      Case("payment_link", "https:///pay", .invalidText), Case("payment_link", "https://a.example/ b", .invalidText),
      Case("payment_link", "https://a.example/\u{2028}b", .invalidText),
      Case("payment_link", "https://a.example/\u{202E}b", .invalidText),
      Case("payment_link", "https://a.example/" + String(repeating: "x", count: 2_000), .invalidText),
    ]

  @Test("each has its code, its field and a hint, and nothing is stored", arguments: cases)
  func value(_ bad: Case) async throws {
    try await withDesk { desk in
      var fields = bad.change
      // An empty text would take the field away.
      let isEmpty = bad.change.values.contains("")
      if isEmpty { fields = [:] }
      var body = try Desk.claim(fields)
      if isEmpty, let field = bad.change.keys.first { body = body.replacingLastBrace(with: #","\#(field)":""}"#) }
      let reply = try await desk.call(.post, "/v1/claims", body)
      #expect(reply.status == bad.code.status)
      #expect(reply.headers[.contentType] == "application/problem+json")
      let problem = try reply.problem
      #expect(problem.code == bad.code.rawValue)
      #expect(problem.field == bad.change.keys.first)
      if let hint = bad.hint { #expect(problem.hint == hint) }
      #expect(!problem.detail.contains("\n"))
      #expect(problem.detail.count < 200)
      #expect(try await desk.claims.isEmpty)
    }
  }

  @Test("all that is wrong with a claim is said at once, and one fault needs no list")
  func allFaults() async throws {
    try await withDesk { desk in
      let body = try Desk.claim(["amount": "1,5", "due": "31.12.2026", "country": "de", "policy": "standart"])
      let problem = try await desk.call(.post, "/v1/claims", body).problem
      #expect(problem.errors?.count == 4)
      for word in ["(amount)", "(due)", "(country)", "(policy); did you mean standard?"] {
        #expect(problem.errors?.contains { $0.contains(word) } ?? false, "\(word)")
      }
      #expect(try await desk.call(.post, "/v1/claims", Desk.claim(["country": "de"])).problem.errors == nil)
    }
  }

  @Test("the wrong type of each field is told, and a number that should be a text is told to be quoted")
  func types() async throws {
    try await withDesk { desk in
      for field in ClaimRequest.knownFields where !["accept", "open_balance"].contains(field) {
        for (value, isNumber) in [("12.5", true), ("true", false), ("[]", false), ("{}", false)] {
          let body = try Desk.claim([field: ""]).replacingLastBrace(with: #","\#(field)":\#(value)}"#)
          let problem = try await desk.call(.post, "/v1/claims", body).problem
          #expect(problem.code == "wrong-type", "\(field) \(value)")
          #expect(problem.field == field)
          #expect((problem.hint == #"put the number in quotes, such as "1234.56""#) == isNumber)
        }
      }
      #expect(try await desk.claims.isEmpty)
    }
  }

  @Test("each required field that is missing is named")
  func missing() async throws {
    try await withDesk { desk in
      for field in ClaimRequest.requiredKeys {
        let problem = try await desk.call(.post, "/v1/claims", Desk.claim([field: ""])).problem
        #expect(problem.code == "missing-field")
        #expect(problem.field == field)
      }
      #expect(try await desk.claims.isEmpty)
    }
  }

  @Test("a misspelt field is refused with the nearest known one")
  func unknown() async throws {
    try await withDesk { desk in
      for (field, near) in [
        ("amuont", "amount"), ("Due", "due"), ("timezone", "time_zone"), ("paymentLink", "payment_link"),
      ] {
        let problem = try await desk.call(.post, "/v1/claims", Desk.claim([field: "x"])).problem
        #expect(problem.code == "unknown-field")
        #expect(problem.field == field)
        #expect(problem.hint == #"did you mean "\#(near)"?"#)
      }
      #expect(try await desk.claims.isEmpty)
    }
  }

  @Test(
    "a body that is no JSON object is refused with the place of the mistake",
    arguments: [
      ("", "malformed-json", "line 1, column 1: the text ends where a value is expected"),
      ("{", "malformed-json", "line 1, column 2: expected a member name in quotes"),
      ("{\n  \"reference\": 'x'}", "malformed-json", "line 2, column 16: expected a value"),
      ("[]", "wrong-type", "the body must be an object"), ("null", "wrong-type", "the body must be an object"),
      ("\"text\"", "wrong-type", "the body must be an object"),
      (#"{"reference":"a","reference":"b"}"#, "duplicate-field", #"the field "reference" is given twice"#),
      (#"{"reference":"a","\u0072eference":"b"}"#, "duplicate-field", #"the field "reference" is given twice"#),
      ("{} {}", "malformed-json", "line 1, column 4: nothing may follow the value"),
    ])
  func json(_ body: String, _ code: String, _ detail: String) async throws {
    try await withDesk { desk in
      let problem = try await desk.call(.post, "/v1/claims", body).problem
      #expect(problem.code == code)
      #expect(problem.detail == detail)
      #expect(try await desk.claims.isEmpty)
    }
  }

  @Test("a body above the limit is refused before it is read")
  func large() async throws {
    try await withDesk { desk in
      let body = try Desk.claim(["address": String(repeating: "x", count: ControlLimits.bodyBytesMax)])
      let reply = try await desk.call(.post, "/v1/claims", body)
      #expect(reply.status == 413)
      #expect(try reply.problem.code == "body-too-large")
      #expect(try await desk.claims.isEmpty)
    }
  }

  @Test("texts at their limits are taken")
  func limits() async throws {
    try await withDesk { desk in
      let claim = try await desk.enqueue([
        "reference": String(repeating: "é", count: 200), "debtor": String(repeating: "株", count: 200),
        "email": String(repeating: "a", count: 64) + "@b.example",
        "address": Array(repeating: "Zeile", count: 10).joined(separator: "|"), "language": "de-AT-1996",
      ])
      #expect(claim.reference.count == 200)
      #expect(claim.language == "de")
    }
  }
}
