import Dunning
import DunningAPI
import DunningStore
import DunningTesting
import Testing

@testable import DunningDesk

/// A docket in which much has happened, so that each page has much to say.
@Suite("Nothing English is left on a page in another language")
struct LanguageTests {
  private func eventful() async throws -> DeskFixture {
    let fixture = try DeskFixture()
    try await fixture.enqueue()
    try await fixture.enqueue(["reference": "RE-2", "policy": "strict", "due": "2026-11-20", "debtor_id": "k-2"])
    try await fixture.enqueue(["reference": "RE-3", "email": "", "debtor_id": "k-3", "due": "2026-11-01"])
    for number in 4...8 {
      try await fixture.enqueue(["reference": "RE-\(number)", "debtor_id": "k-\(number)", "debtor": "Firma \(number)"])
    }
    let notice = try #require(try await fixture.docket.take().first)
    _ = try await fixture.docket.store(
      notice, "From: a@acme.example\r\nTo: nord@sued.example\r\nSubject: Mahnung\r\n\r\nBitte zahlen Sie.\r\n")
    var browser = try await fixture.browser(DeskFixture.approver)
    let deeds: [(String, [String: String])] = [
      ("/claims/c4/promise", ["date": "2026-12-15", "count": "3", "every": "1mo"]),
      ("/claims/c5/dispute", ["reason": "falsche Ware"]),
      ("/claims/c6/stop", ["because": "insolvency", "reason": "AG Köln"]),
      ("/claims/c7/pause", ["until": "2026-12-20", "reason": "Tel."]),
      ("/claims/c7/resume", [:]), ("/claims/c8/withdraw", ["reason": "storniert"]),
      ("/claims/c8/reopen", ["reason": "doch geschuldet"]), ("/claims/c1/pay", ["amount": "100,00"]),
      ("/claims/c1/correct", ["amount": "1.300,00", "reason": "Tippfehler"]),
      ("/claims/c1/note", ["text": "angerufen", "remind_on": "2026-12-10"]),
    ]
    for (path, fields) in deeds {
      _ = try await browser.get(path)
      let done = try await browser.post(path, fields.merging(["sure": "1"]) { $1 })
      #expect(done.status == 303, "\(path): \(done.text.suffix(600))")
    }
    return fixture
  }

  private static let pages =
    [
      "/", "/claims", "/debtors", "/debtors/acme/k-6", "/approve", "/notices", "/notices/n1", "/money", "/plan",
      "/books",
    ]
    + ["/health", "/claims/bring", "/claims/new", "/claims/c1/promise"] + (1...8).map { "/claims/c\($0)" }

  @Test(
    "no English sentence, command, number of milliseconds or English decimals", arguments: [Language.german, .chinese])
  func pages(language: Language) async throws {
    let fixture = try await eventful()
    var browser = try await fixture.browser(DeskFixture.approver, language: language.rawValue)
    for path in Self.pages {
      let page = try await browser.get(path)
      #expect(page.status == 200, "\(path)")
      #expect(
        English.left(onPage: page.text, language).isEmpty, "\(path): \(English.left(onPage: page.text, language))")
      // What the machine says of a folder has no other language.
      let own = page.text.replacing("<bdi>cannot read /mail/.rejected/new: Input/output error</bdi>", with: "")
      #expect(!own.replacing("<span lang=\"en\"></span>", with: "").contains("<span lang=\"en\">"), "\(path)")
    }
  }

  @Test("what waits for approval is called so in the list, in explain, on the plan and on its page, with a link")
  func approval() async throws {
    let fixture = try await eventful()
    let listed: ClaimList = try await fixture.get("/v1/claims?reference=RE-2")
    #expect(listed.claims.first?.nothingBecause == "notice n1 waits for approval")
    let detail: ClaimDetail = try await fixture.get("/v1/claims/RE-2")
    #expect(detail.claim.nothingBecause == "notice n1 waits for approval")
    let debtor: DebtorResponse = try await fixture.get("/v1/debtors/k-2?creditor=acme")
    #expect(debtor.claims.first?.nothingBecause == "notice n1 waits for approval")
    let explained: ExplanationResponse = try await fixture.get("/v1/claims/RE-2/explain")
    #expect(explained.gates.contains { $0.holds && $0.because.hasPrefix("notice n1 waits for approval, since ") })
    #expect(explained.ladder.contains { $0.because == "notice n1 waits for approval" })
    var browser = try await fixture.browser(DeskFixture.approver, language: "de")
    for path in ["/claims", "/claims/c2", "/plan", "/debtors/acme/k-2"] {
      let page = try await browser.get(path)
      #expect(page.text.contains("wartet auf Freigabe") && page.text.contains("href=\"/notices/n1\""), "\(path)")
      #expect(!page.text.contains("noch unterwegs"), "\(path)")
    }
  }

  @Test("the name of a step of the firm's own reads like a title")
  func steps() {
    #expect(Words(.german).step("letzte-mahnung") == "Letzte Mahnung")
    #expect(Words(.english).step("letzte-mahnung") == "Letzte Mahnung")
    #expect(Words(.english).step("final-call") == "Final call")
    #expect(Words(.german).step("zahlungserinnerung") == "Zahlungserinnerung")
    #expect(Words(.german).step("mahnung_2") == "Mahnung 2")
  }

  @Test("what was said of a claim before it was paid is over")
  func paid() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/c1")
    let promise = ["date": "2026-12-15", "reason": "Tel.", "sure": "1"]
    #expect(try await browser.post("/claims/c1/promise", promise).status == 303)
    #expect(try await browser.post("/claims/c1/pay", ["amount": "1.234,50", "sure": "1"]).status == 303)
    let page = try await browser.get("/claims/c1")
    let end = page.text.firstRange(of: "class=\"timeline\"")?.lowerBound ?? page.text.endIndex
    #expect(!page.text[..<end].contains("Tel.") && !page.text[..<end].contains("Mit Zinsen"))
  }
}
