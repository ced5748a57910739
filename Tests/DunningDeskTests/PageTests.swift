import Dunning
import DunningAPI
import DunningSQL
import DunningTesting
import HTTPTypes
import Testing

@testable import DunningDesk
@testable import DunningStore

@Suite("The desk's pages")
struct PageTests {
  /// A docket with a claim of each kind that a page shows: planned, waiting for an approval, paid in part, paused.
  private func filled() async throws -> (DeskFixture, NoticeID) {
    let fixture = try DeskFixture()
    try await fixture.enqueue()
    try await fixture.enqueue([
      "reference": "RE-2", "policy": "strict", "due": "2026-11-20", "debtor": "Nord & Süd <GmbH>",
      "email": "nord@sued.example", "debtor_id": "k-2",
    ])
    let notices = try await fixture.docket.take()
    let notice = try #require(notices.first)
    let gate = try await fixture.docket.store(
      notice, "From: a@acme.example\r\nTo: nord@sued.example\r\nSubject: Mahnung\r\n\r\nBitte zahlen Sie.\r\n")
    #expect(gate == .open)
    _ = try await fixture.docket.pay("RE-1", "100.00", id: "B-1")
    return (fixture, notice.id)
  }

  static let pages = [
    "/", "/claims", "/claims?state=open&overdue=true", "/claims/c1", "/claims/c2", "/claims/c1/pay",
    "/claims/c1/correct",
    "/claims/c1/promise", "/claims/c1/stop", "/debtors", "/debtors?text=nord", "/debtors/acme/k-2",
    "/debtors/acme/k-2/correct", "/approve", "/notices", "/notices?state=awaiting-approval", "/notices/n1", "/money",
    "/money/p1", "/money/p1/undo", "/plan", "/books", "/health",
  ]

  @Test("each page renders, in each language", arguments: pages)
  func renders(path: String) async throws {
    let (fixture, _) = try await filled()
    for language in ["en", "de", "zh-CN"] {
      var browser = try await fixture.browser(language: language)
      let page = try await browser.get(path)
      #expect(page.status == 200, "\(path): \(page.text.suffix(800))")
      #expect(page.text.contains("</html>"))
      #expect(!page.text.contains("Optional(") && !page.text.contains("<GmbH>"))
      #expect(!page.text.contains("dunningctl") && !page.text.contains(" --"), "a command line on \(path)")
    }
  }

  @Test("a folder of mails that cannot be read is no empty one")
  func unreadable() async throws {
    let fixture = try DeskFixture()
    defer { withExtendedLifetime(fixture) {} }
    var browser = try await fixture.browser()
    #expect(try await browser.get("/health").text.contains("cannot read /mail/.rejected/new: Input/output error"))
  }

  @Test("a docket that cannot be written is told on the page of its health, with what to do")
  func unwritable() async throws {
    let fixture = try DeskFixture()
    defer { withExtendedLifetime(fixture) {} }
    fixture.docket.docket.health.failed(SQLError.Kind.locked, at: fixture.docket.now)
    var browser = try await fixture.browser()
    #expect(try await !browser.get("/health").text.contains("locked by another program"))
    fixture.docket.docket.health.failed(SQLError.Kind.locked, at: fixture.docket.now.adding(seconds: 60))
    for language in ["en", "de", "zh-CN"] {
      var browser = try await fixture.browser(language: language)
      #expect(try await browser.get("/health").text.contains("locked by another program; see which one: fuser "))
    }
  }

  @Test("what waits for an approval is shown, approved by its hash, and is gone then")
  func approves() async throws {
    let (fixture, id) = try await filled()
    var browser = try await fixture.browser(DeskFixture.approver)
    let page = try await browser.get("/approve")
    #expect(page.text.contains("Bitte zahlen Sie."))
    let seen = try #require(page.values("sha256").first)
    let wrong = try await browser.post(
      "/notices/\(id)/approve", ["sure": "1", "sha256": String(repeating: "0", count: 64), "back": "/approve"])
    #expect(wrong.status == 422)
    #expect(try await fixture.docket.notice(id).state == .awaitingApproval)
    let done = try await browser.post("/notices/\(id)/approve", ["sure": "1", "sha256": seen, "back": "/approve"])
    #expect(done.status == 303 && done.headers[.location] == "/approve")
    #expect(try await fixture.docket.notice(id).state == .pending)
    #expect(try await browser.get("/approve").text.contains("Done: Approve"))
  }

  @Test("a clerk sees no button to approve, and may not")
  func clerkApproves() async throws {
    let (fixture, id) = try await filled()
    var browser = try await fixture.browser()
    let page = try await browser.get("/approve")
    #expect(page.values("sha256").isEmpty)
    #expect(page.text.contains("Your role may look at this"))
    #expect(try await browser.post("/notices/\(id)/approve", ["sure": "1", "sha256": "x"]).status == 403)
  }

  @Test("an auditor reads everything and has no deed")
  func auditor() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser(DeskFixture.auditor)
    let page = try await browser.get("/claims/c1")
    #expect(page.status == 200 && !page.text.contains("/claims/c1/pay"))
    for act in Act.all where act.subject == .claim {
      #expect(try await browser.get("/claims/c1/\(act.name)").status == 403)
    }
  }

  @Test("a payment is said before, entered once, and taken back")
  func pays() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/c1/pay")
    let before = try await browser.post("/claims/c1/pay", ["amount": "1.034,50"])
    #expect(before.status == 200 && before.text.contains("1.034,50 EUR"))
    #expect(try await fixture.claim("RE-1").paid == "100.00")
    let once = try #require(before.values("once").first)
    let fields = ["amount": "1.034,50", "sure": "1", "once": once]
    for _ in 0..<2 { #expect(try await browser.post("/claims/c1/pay", fields).status == 303) }
    #expect(try await fixture.claim("RE-1").paid == "1134.50")
    let claim = try await browser.get("/claims/c1")
    #expect(claim.text.contains("/money/p2"))
    let undone = try await browser.post("/money/p2/undo", ["reason": "doppelt", "sure": "1"])
    #expect(undone.status == 303)
    #expect(try await fixture.claim("RE-1").paid == "100.00")
  }

  @Test("an amount that may mean two things is asked for again, with what was typed")
  func doubtful() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser()
    _ = try await browser.get("/claims/c1/pay")
    let page = try await browser.post("/claims/c1/pay", ["amount": "1.034", "sure": "1"])
    #expect(page.status == 422 && page.text.contains("value=\"1.034\""))
    #expect(try await fixture.claim("RE-1").paid == "100.00")
  }

  @Test("a debtor's address is corrected, and the journal says by whom")
  func corrects() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser()
    _ = try await browser.get("/debtors/acme/k-2/correct")
    let done = try await browser.post(
      "/debtors/acme/k-2/correct", ["email": "neu@sued.example", "reason": "moved", "sure": "1"])
    #expect(done.status == 303, "\(done.text)")
    let page = try await browser.get("/debtors/acme/k-2")
    #expect(page.text.contains("neu@sued.example"))
    #expect(try await browser.get("/claims/c2").text.contains("<bdi>you</bdi>"))
  }

  @Test("a statement is shown first, and taken in when that was confirmed, once")
  func uploads() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser()
    _ = try await browser.get("/money")
    let shown = try await browser.upload("/money/read", file: "C:\\bank\\auszug.xml", "<Document/>")
    #expect(shown.status == 200 && shown.text.contains("RE-1 stands in it") && shown.text.contains("auszug.xml"))
    let ticket = try #require(shown.values("ticket").first)
    #expect(try await browser.post("/money/take", ["ticket": ticket]).status == 200)
    #expect(try await browser.post("/money/take", ["ticket": ticket]).status == 409)
  }

  @Test("a table is read by the one map that fits it, which is kept until it is taken in")
  func tables() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser()
    _ = try await browser.get("/money")
    let shown = try await browser.upload("/money/read", file: "sparkasse.csv", "Buchungstag;Betrag")
    #expect(shown.status == 200 && shown.values("map") == ["sparkasse"], "\(shown.text)")
    let ticket = try #require(shown.values("ticket").first)
    #expect(try await browser.post("/money/take", ["ticket": ticket, "map": "sparkasse"]).status == 200)
  }

  @Test("where several maps fit, or none, the reader chooses, and nothing speaks of flags")
  func choosesMap() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/money")
    let several = try await browser.upload("/money/read", file: "bank.csv", "Datum;Betrag")
    #expect(several.text.contains("Von welcher Bank") && several.text.contains("Mehrere passen"))
    #expect(!several.text.contains("--map"))
    let ticket = try #require(several.values("ticket").first)
    let read = try await browser.post("/money/read", ["ticket": ticket, "map": "dkb"])
    #expect(read.status == 200 && read.values("map") == ["dkb"])
    let none = try await browser.upload("/money/read", file: "other.csv", "a;b")
    #expect(none.text.contains("Keine der bekannten Formen") && none.text.contains("DKB, Umsatzliste"))
    #expect(!none.text.contains("--map"))
  }

  @Test("a claim without an address is on the list that Today opens, with the reason first and a way to enter one")
  func addressless() async throws {
    let (fixture, _) = try await filled()
    try await fixture.enqueue(["reference": "RE-3", "email": "", "debtor_id": "k-3", "due": "2026-11-01"])
    var browser = try await fixture.browser(language: "de")
    #expect(try await browser.get("/").text.contains("/claims?unreachable=true"))
    let list = try await browser.get("/claims?unreachable=true")
    #expect(list.text.contains("RE-3") && !list.text.contains("RE-1"))
    let claim = try await browser.get("/claims/RE-3").text
    #expect(claim.contains("/debtors/acme/k-3/correct") && !claim.contains("Sendefenster"))
    #expect(claim.contains("Es fehlt die Adresse"))
  }

  @Test("what waits for an approval has its place, and the sum that it asks for")
  func asks() async throws {
    let (fixture, id) = try await filled()
    let detail: NoticeDetail = try await fixture.get("/v1/notices/\(id)")
    var browser = try await fixture.browser(DeskFixture.approver, language: "de")
    let page = try await browser.get("/approve").text
    #expect(page.contains("1 von 1") && page.contains("data-again"))
    if let asks = detail.asks { #expect(page.contains(Words(.german).amount(asks.total, "EUR"))) }
    let seen = try #require(try await browser.get("/approve").values("sha256").first)
    _ = try await browser.post("/notices/\(id)/approve", ["sure": "1", "sha256": seen, "back": "/plan"])
    let plan = try await browser.get("/plan").text
    #expect(plan.contains("Geschrieben und noch nicht hinaus") && plan.contains("/notices/\(id)"))
    #expect(plan.contains("/notices/\(id)/hold") && !plan.contains("Zurücknehmen"))
  }

  @Test("what will be open is said before money is booked, and a claim that is not there before the last press")
  func sums() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/c1/pay")
    let part = try await browser.post("/claims/c1/pay", ["amount": "134,50"]).text
    #expect(part.contains("Jetzt offen: 1.134,50 EUR. Danach offen: 1.000,00 EUR."))
    #expect(try await browser.post("/claims/c1/pay", ["amount": "2000,00"]).text.contains("865,50 EUR mehr"))
    let missing = try await browser.post("/money/p1/assign", ["to": "RE-99"])
    #expect(missing.status == 422 && missing.text.contains("Es gibt keine Forderung „RE-99“."))
    _ = try await browser.post("/claims/c1/pay", ["amount": "1,50", "sure": "1"])
    #expect(try await browser.get("/").text.contains("/money/p2/undo"))
  }

  @Test("problems are said in the reader's language, the daemon's words below")
  func problems() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser(language: "de")
    let page = try await browser.get("/claims/c99")
    #expect(page.status == 404 && page.text.contains("Das gibt es nicht oder nicht mehr."))
    #expect(page.text.contains("<details><summary>Einzelheiten"))
  }

  @Test("a part of a number, a sum and a name without its umlauts are found")
  func finds() async throws {
    let (fixture, _) = try await filled()
    try await fixture.enqueue([
      "reference": "AB-2026-0777", "debtor": "Groß & Söhne", "debtor_id": "k-7", "amount": "265.00",
    ])
    var browser = try await fixture.browser()
    for text in ["0777", "265,00", "265.00", "ab-2026"] {
      #expect(try await browser.get("/search?q=\(text)").text.contains("AB-2026-0777"), "\(text)")
    }
    #expect(try await browser.get("/search?q=%25").text.contains("Nothing was found."))
    for text in ["gross", "soehne", "GRO%C3%9F"] {
      #expect(try await browser.get("/debtors?text=\(text)").text.contains("Söhne"), "\(text)")
    }
  }

  @Test("the register is downloaded by the month")
  func register() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser()
    #expect(try await browser.get("/books").text.contains("name=\"month\""))
    let file = try await browser.get("/books/register.csv?month=2026-02")
    #expect(file.status == 200)
    #expect(file.headers[.contentDisposition] == "attachment; filename=\"register-2026-02.csv\"")
    #expect([Month("2026-02")?.last, Month("2028-02")?.last] == ["2026-02-28", "2028-02-29"])
    #expect(Month("2026-13") == nil && Month("x") == nil && Month("2026-01")?.before.text == "2025-12")
  }

  @Test("a text is found as a claim or as a debtor")
  func searches() async throws {
    let (fixture, _) = try await filled()
    var browser = try await fixture.browser()
    #expect(try await browser.get("/search?q=RE-1").headers[.location] == "/claims/c1")
    #expect(try await browser.get("/search?q=nord").headers[.location] == "/debtors?text=nord")
  }

  @Test("a fresh docket says why nothing waits")
  func empty() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser()
    #expect(try await browser.get("/").text.contains("There are no claims yet."))
    for path in ["/claims", "/debtors", "/approve", "/money", "/plan", "/books"] {
      #expect(try await browser.get(path).status == 200)
    }
  }

  @Test("every act is a route of the control API, and every form shows before it does")
  func acts() async throws {
    let (fixture, _) = try await filled()
    for act in Act.all {
      let role = fixture.house.role(for: act.route)
      #expect(role != nil && (role != .admin || act.subject == .house), "\(act.route)")
    }
    #expect(Set(Act.all.map { "\($0.subject) \($0.name)" }).count == Act.all.count)
  }
}
