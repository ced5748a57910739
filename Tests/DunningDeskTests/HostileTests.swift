import DunningAPI
import DunningTesting
import HTTPTypes
import Testing

@testable import DunningDesk

@Suite("Hostile requests to the desk")
struct HostileTests {
  static let paths = [
    "/", "/search", "/claims", "/claims/X", "/claims/X/pay", "/claims/X/Y", "/debtors", "/debtors/X/Y",
    "/debtors/X/Y/stop",
    "/approve", "/notices", "/notices/X", "/notices/X/approve", "/notices/X/letter.pdf", "/notices/X/message.eml",
    "/money", "/money/X", "/money/X/assign", "/money/read", "/money/take", "/plan", "/books", "/books/register.csv",
    "/books/ageing.csv", "/health", "/house/X", "/house/arm", "/follow-ups/X/done", "/close", "/open", "/open/X",
    "/language/X", "/language/de", "/desk.css", "/desk.js", "/X/Y/Z/A/B",
  ]

  /// What is put in the place of names and values.
  static let values = [
    "c1", "n1", "p1", "RE-1", "", "..", "%2e%2e%2f", "%00", "%ff%fe", "%", "%zz", "a%20b", "<script>", "%3Cscript%3E",
    "'\";--",
    "javascript:alert(1)", "%E2%80%AE", "+", "&", "?x=1", "9223372036854775808", "-1",
    String(repeating: "a", count: 5_000),
    "{{x}}", "e1", "0", "%25", "🧾",
  ]

  @Test("none of them is a fault of the daemon's, and none is markup", arguments: paths)
  func none(path: String) async throws {
    let fixture = try DeskFixture(roles: false)
    try await fixture.enqueue(["debtor": "<img src=x onerror=alert(1)>"])
    try await fixture.enqueue([
      "reference": "RE-2", "policy": "strict", "due": "2026-11-20", "debtor": "\u{5D0}\u{5D1}",
    ])
    for notice in try await fixture.docket.take() { _ = try await fixture.docket.store(notice) }
    var browser = try await fixture.browser()
    _ = try await browser.get("/")
    for value in Self.values {
      let target = path.replacing("X", with: value).replacing("Y", with: value)
      for query in ["", "?q=\(value)&cursor=\(value)&state=\(value)&until=\(value)&as_of=\(value)&back=\(value)"] {
        let page = try await browser.get(target + query)
        try check(page, target + query)
      }
      var poster = browser
      let fields = [
        "amount": value, "date": value, "reason": value, "to": value, "sure": "1", "once": value, "sha256": value,
        "back": value, "ticket": value, "link": value, "because": value, "as": value, "text": value, "email": value,
      ]
      guard path != "/close" else { continue }
      try check(try await poster.post(target, fields), "POST \(target)")
    }
  }

  @Test("a body that is no form is refused", arguments: ["", "a=1&a=2", "%ff=1", "--xyz", "--xyz\r\n\r\n", "\u{0}"])
  func bodies(body: String) async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser()
    for type in [
      "application/x-www-form-urlencoded", "multipart/form-data; boundary=xyz", "multipart/form-data", "text/plain", "",
    ] {
      let page = try await browser.send(.post, "/money/read", body, type)
      #expect(page.status == 403, "\(type): \(page.status)")
    }
  }

  @Test("a form that is too large is refused")
  func tooLarge() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser()
    _ = try await browser.get("/")
    let page = try await browser.post("/claims/c1/note", ["text": String(repeating: "x", count: 100_000)])
    #expect(page.status == 403)
  }

  @Test("another method is refused", arguments: [HTTPRequest.Method.put, .delete, .patch, .options, .trace])
  func methods(method: HTTPRequest.Method) async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser()
    #expect(try await browser.send(method, "/", "", "").status == 405)
  }

  private func check(_ page: Browser.Page, _ target: String) throws {
    #expect(page.status < 500, "\(target): \(page.status) \(page.text.suffix(600))")
    if page.headers[.contentType]?.hasPrefix("text/html") ?? true {
      #expect(!page.text.contains("<script>") && !page.text.contains("<img"), "\(target)")
    }
    #expect(!(page.headers[.location] ?? "/").hasPrefix("//"))
    #expect((page.headers[.location] ?? "/").hasPrefix("/"))
    #expect(page.headers[.contentSecurityPolicy] != nil)
  }
}
