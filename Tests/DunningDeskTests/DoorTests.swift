import Dunning
import DunningAPI
import DunningTesting
import HTTPTypes
import Testing

@testable import DunningDesk

@Suite("The door of the desk")
struct DoorTests {
  @Test("a link works once")
  func once() async throws {
    let fixture = try DeskFixture()
    let link = try #require(fixture.sessions.makeLink(for: DeskFixture.clerk, now: fixture.house.now))
    var first = Browser(desk: fixture.desk)
    let looked = try await first.get("/open/\(link)")
    #expect(looked.status == 200)
    #expect(try await first.post("/open", ["link": link], withToken: false).status == 303)
    #expect(try await first.get("/").status == 200)
    var second = Browser(desk: fixture.desk)
    #expect(try await second.post("/open", ["link": link], withToken: false).status == 410)
    #expect(try await second.get("/").status == 401)
  }

  @Test("a link is too old after a minute")
  func aged() async throws {
    let fixture = try DeskFixture()
    let link = try #require(fixture.sessions.makeLink(for: DeskFixture.clerk, now: fixture.house.now))
    fixture.docket.clock.advance(to: fixture.house.now.adding(seconds: 60))
    var browser = Browser(desk: fixture.desk)
    #expect(try await browser.post("/open", ["link": link], withToken: false).status == 410)
  }

  @Test("the cookie is for this site alone and for no script, and ends after twelve hours")
  func cookie() async throws {
    let fixture = try DeskFixture()
    let link = try #require(fixture.sessions.makeLink(for: DeskFixture.clerk, now: fixture.house.now))
    var browser = Browser(desk: fixture.desk)
    let cookie = try #require(try await browser.post("/open", ["link": link], withToken: false).headers[.setCookie])
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] { #expect(cookie.contains(part)) }
    fixture.docket.clock.advance(to: fixture.house.now.adding(seconds: 12 * 3_600))
    #expect(try await browser.get("/").status == 401)
  }

  @Test("a reload that takes the role away ends the session, for good")
  func roleTaken() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser()
    #expect(try await browser.get("/").status == 200)
    let before = fixture.house.operations.roles.access
    fixture.house.operations.roles.access = Access()
    #expect(try await browser.get("/").status == 401)
    fixture.house.operations.roles.access = before
    #expect(try await browser.get("/").status == 401)
  }

  @Test("page --close ends the sessions of that user alone")
  func closed() async throws {
    let fixture = try DeskFixture()
    var (own, other) = (try await fixture.browser(), try await fixture.browser(DeskFixture.approver))
    #expect(fixture.sessions.endAll(of: DeskFixture.clerk.uid, now: fixture.house.now) == 1)
    #expect(try await own.get("/").status == 401)
    #expect(try await other.get("/").status == 200)
  }

  @Test("a session is closed by its own button")
  func button() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser()
    _ = try await browser.get("/")
    #expect(try await browser.post("/close").status == 200)
    #expect(try await browser.get("/").status == 401)
  }

  @Test("sessions of a user are limited, and the oldest gives way")
  func limited() async throws {
    var limits = DeskLimits()
    limits.sessionsPerUserMax = 2
    let fixture = try DeskFixture(limits: limits)
    var browsers: [Browser] = []
    for _ in 0..<3 {
      browsers.append(try await fixture.browser())
      fixture.docket.clock.advance(to: fixture.house.now.adding(seconds: 1))
    }
    var answers: [Int] = []
    for index in browsers.indices { answers.append(try await browsers[index].get("/").status) }
    #expect(answers == [401, 200, 200])
  }

  @Test(
    "a name that is not the desk's is refused: DNS rebinding", arguments: ["evil.example", "127.0.0.1:1", "127.0.0.1"])
  func rebinding(host: String) async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser()
    browser.host = host
    #expect(try await browser.get("/").status == 421)
  }

  @Test("a form without the token, with another's, or from elsewhere does nothing")
  func forged() async throws {
    let fixture = try DeskFixture()
    let claim = try await fixture.enqueue()
    var browser = try await fixture.browser()
    _ = try await browser.get("/")
    var other = try await fixture.browser(DeskFixture.approver)
    _ = try await other.get("/")
    let deed = ["sure": "1", "reason": "x"]
    let path = "/claims/\(claim.id)/pause"
    #expect(try await browser.post(path, deed, withToken: false).status == 403)
    #expect(try await browser.post(path, deed.merging(["form_token": other.token ?? ""]) { $1 }).status == 403)
    var elsewhere = browser
    elsewhere.origin = "https://evil.example"
    #expect(try await elsewhere.post(path, deed).status == 403)
    #expect(try await fixture.claim("RE-1").state == "open")
    browser.origin = "http://127.0.0.1:8377"
    #expect(try await browser.post(path, deed).status == 303)
    #expect(try await fixture.claim("RE-1").state == "paused")
  }

  @Test("every answer says what a browser must not do", arguments: ["/", "/desk.css", "/open/abc", "/nowhere"])
  func headers(path: String) async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser()
    let page = try await browser.get(path)
    let policy = try #require(page.headers[.contentSecurityPolicy])
    for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
      #expect(policy.contains(part))
    }
    #expect(!policy.contains("unsafe"))
    #expect(page.headers[.xContentTypeOptions] == "nosniff")
    #expect(!page.text.contains(" style=") && !page.text.contains(" onclick="))
  }
}
