import Dunning
import DunningAPI
import DunningStore
import DunningTesting
import HTTPTypes
import Testing

@testable import DunningDesk

@Suite("What a page foretells is what happens")
struct ForetellingTests {
  @Test("what a claim was paid too much is there for another one, and the page of the payment says so")
  func rest() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue(["amount": "100.00", "debtor_id": "k-1"])
    try await fixture.enqueue(["reference": "RE-2", "amount": "120.10", "debtor_id": "k-1"])
    _ = try await fixture.docket.pay("RE-1", "163.31", id: "B-1")
    var browser = try await fixture.browser(language: "de")
    #expect(try await browser.get("/money/p1").text.contains("Davon Guthaben des Schuldners</dt><dd>63,31 EUR"))
    _ = try await browser.get("/money/p1/assign")
    let page = try await browser.post("/money/p1/assign", ["to": "RE-2"])
    #expect(page.status == 200 && page.text.contains("63,31 EUR") && page.text.contains("56,79 EUR"), "\(page.text)")
    #expect(!page.text.contains("Guthaben"))
    #expect(try await fixture.claim("RE-2").outstanding == "120.10")
    #expect(try await browser.post("/money/p1/assign", ["to": "RE-2", "sure": "1"]).status == 303)
    #expect(try await fixture.claim("RE-2").outstanding == "56.79")
  }

  @Test("more than is there is refused before the last press, in the reader's language")
  func tooMuch() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue(["amount": "100.00", "debtor_id": "k-1"])
    try await fixture.enqueue(["reference": "RE-2", "amount": "120.10", "debtor_id": "k-1"])
    _ = try await fixture.docket.pay("RE-1", "163.31", id: "B-1")
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/money/p1/assign")
    let page = try await browser.post("/money/p1/assign", ["to": "RE-2 100,00"])
    #expect(page.status == 422 && !page.text.contains("name=\"sure\""), "\(page.text)")
  }

  /// A demand that was written for approval, some days ago.
  private func waiting(days: Int) async throws -> (DeskFixture, NoticeID) {
    let fixture = try DeskFixture()
    try await fixture.enqueue(["policy": "strict", "due": "2026-11-20"])
    let notice = try #require(try await fixture.docket.take().first)
    _ = try await fixture.docket.store(notice, "Subject: Mahnung\r\n\r\nBitte zahlen Sie.\r\n")
    fixture.docket.clock.advance(to: fixture.docket.now.adding(seconds: days * 86_400))
    return (fixture, notice.id)
  }

  @Test("a notice whose day to pay by has come too near is not promised to leave, before and after the press")
  func lapses() async throws {
    let (fixture, id) = try await waiting(days: 10)
    var browser = try await fixture.browser(DeskFixture.approver, language: "de")
    let page = try await browser.get("/approve")
    #expect(page.text.contains("So geht es nicht hinaus") && page.text.contains("Neu schreiben lassen"), "\(page.text)")
    #expect(!page.text.contains("geht genau das hinaus"))
    #expect(English.left(onPage: page.text.withoutDetails, .german).isEmpty)
    let seen = try #require(page.values("sha256").first)
    let fields = ["sure": "1", "sha256": seen, "back": "/plan"]
    #expect(try await browser.post("/notices/\(id)/approve", fields).status == 303)
    let after = try await browser.get("/plan")
    #expect(after.text.contains("Es geht nicht hinaus") && !after.text.contains("Es geht hinaus"), "\(after.text)")
    #expect(try await fixture.docket.notice(id).state == .dropped)
  }

  @Test("one that can still leave is promised to")
  func leaves() async throws {
    let (fixture, _) = try await waiting(days: 1)
    var browser = try await fixture.browser(DeskFixture.approver, language: "de")
    let page = try await browser.get("/approve")
    #expect(page.text.contains("geht genau das hinaus") && !page.text.contains("So geht es nicht hinaus"))
  }

  @Test("what a new claim sends at once is read before the press")
  func atOnce() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/new")
    var fields = [
      "debtor": "Müller AG", "reference": "RE-91", "amount": "100,00", "currency": "EUR", "due": "2026-11-01",
      "email": "neu@nordlicht.example", "policy": "standard",
    ]
    let page = try await browser.post("/claims/new", fields)
    #expect(page.status == 200 && page.text.contains("sofort fällig"), "\(page.text)")
    #expect(page.text.contains("Bitte zahlen Sie &lt;b&gt;RE-91"))
    fields["due"] = "2026-12-30"
    #expect(try await !browser.post("/claims/new", fields).text.contains("sofort fällig"))
  }

  @Test("a file of which claims are due for a notice at once says so before they are taken in")
  func manyAtOnce() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/bring")
    let rows = "RE-1;A;a@a.example;9.00;EUR;2026-11-01;standard\nRE-2;B;b@b.example;9.00;EUR;2026-12-30;standard\n"
    let file = "reference;debtor;email;amount;currency;due;policy\n\(rows)"
    let page = try await browser.upload("/claims/bring/read", file: "liste.csv", file)
    #expect(page.text.contains("1 Schreiben ist sofort fällig"), "\(page.text)")
    let ticket = try #require(page.values("ticket").first)
    let done = try await browser.post("/claims/bring/take", ["ticket": ticket])
    #expect(done.status == 200 && !done.text.contains("sofort fällig"))
  }

  @Test("a column that is still missing is named")
  func missing() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/bring")
    let file = "Beleg;debtor;email;amount;currency;due\nRE-1;Studio;a@studio.example;99.00;EUR;2026-12-30\n"
    let page = try await browser.upload("/claims/bring/read", file: "liste.csv", file)
    #expect(page.status == 422 && page.text.contains("Noch nicht bekannt: Nummer der Rechnung"), "\(page.text)")
  }

  @Test("a list whose days are none offers nothing to take in")
  func nothingToTake() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/bring")
    let file = "reference;debtor;email;amount;currency;due\nRE-1;Studio;a@studio.example;99.00;EUR;31.12.\n"
    let page = try await browser.upload("/claims/bring/read", file: "liste.csv", file)
    #expect(page.status == 200 && !page.text.contains("Forderungen übernehmen</button>"), "\(page.text)")
  }

  @Test("a payment of a debtor's is entered on their page, and the letters about their claims stand there")
  func debtor() async throws {
    let (fixture, id) = try await waiting(days: 1)
    let key = try #require(try await fixture.claim("RE-1").debtorId)
    let path = Link.path("debtors", "acme", key)
    var browser = try await fixture.browser(language: "de")
    let page = try await browser.get(path).text
    #expect(page.contains("\(path)/pay") && page.contains("/notices/\(id)"), "\(page)")
    let form = try await browser.get("\(path)/pay")
    var fields = ["amount": "34,50"]
    for name in ["debtor", "creditor"] {
      // As it stands in the page.
      fields[name] = form.values(name).first?.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    }
    let before = try await browser.post("\(path)/pay", fields)
    #expect(before.text.contains("Danach offen: 1.200,00 EUR"), "\(before.text)")
    (fields["sure"], fields["once"]) = ("1", "abcdef0123456789")
    let after = try await browser.post("\(path)/pay", fields)
    #expect(after.status == 303, "\(after.text)")
    #expect(try await fixture.claim("RE-1").outstanding == "1200.00")
    #expect(try await browser.get(path).text.contains("/money/p1/undo"))
  }

  @Test("a claim that was withdrawn asks for no interest")
  func withdrawn() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue(["due": "2026-11-01"])
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/c1/withdraw")
    #expect(try await browser.post("/claims/c1/withdraw", ["reason": "nie geschuldet", "sure": "1"]).status == 303)
    #expect(try await !browser.get("/claims/c1").text.contains("Mit Zinsen"))
  }
}
