import Dunning
import DunningAPI
import DunningStore
import DunningTesting
import HTTPTypes
import Testing

@testable import DunningDesk

@Suite("What would be sent, at the desk")
struct PreviewTests {
  @Test("the words of the next one are read before it leaves, and its letter is a file", arguments: ["de", "zh-CN"])
  func preview(language: String) async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue()
    var browser = try await fixture.browser(DeskFixture.auditor, language: language)
    #expect(try await browser.get("/claims/c1").text.contains("href=\"/claims/c1/preview\""))
    let page = try await browser.get("/claims/RE-1/preview")
    #expect(page.status == 200 && page.text.contains("Bitte zahlen Sie &lt;b&gt;c1&lt;/b&gt;."), "\(page.text)")
    #expect(page.text.contains("src=\"/claims/c1/preview.pdf#"))
    #expect(English.left(onPage: page.text.withoutDetails, language == "de" ? .german : .chinese).isEmpty)
    let letter = try await browser.get("/claims/c1/preview.pdf")
    #expect(letter.status == 200 && letter.headers[.contentType] == "application/pdf" && letter.text == "%PDF-1.7")
    #expect(try await browser.get("/claims/c9/preview").status == 404)
  }

  @Test("what is under way stands on the ladder with its notice, and why nothing is planned leads there")
  func underWay() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue(["due": "2026-11-01"])
    let notice = try #require(try await fixture.docket.take().first)
    var browser = try await fixture.browser(language: "de")
    let page = try await browser.get("/claims/c1").text
    #expect(page.contains("<li class=\"next\"><b><a href=\"/notices/\(notice.id)\">"), "\(page)")
    #expect(!page.contains("/claims/c1/preview"))
  }
}
