import Dunning
import DunningAPI
import DunningStore
import DunningTesting
import HTTPTypes
import Testing

@testable import DunningDesk

@Suite("Debtors who may be the same, at the desk")
struct DoublesTests {
  private func twins() async throws -> DeskFixture {
    let fixture = try DeskFixture()
    try await fixture.enqueue(["debtor_id": "k-1"])
    try await fixture.enqueue(["reference": "RE-2", "debtor_id": "k-2", "email": "neu@mueller.example"])
    return fixture
  }

  @Test("they are listed, put together, and parted again where it was said", arguments: ["de", "zh-CN"])
  func merging(language: String) async throws {
    let fixture = try await twins()
    var browser = try await fixture.browser(language: language)
    #expect(try await browser.get("/debtors").text.contains("/debtors?doubles=true"))
    let page = try await browser.get("/debtors?doubles=true")
    #expect(page.text.contains("/debtors/acme/k-1/merge?other=k-2&amp;back=%2Fdebtors"), "\(page.text)")
    #expect(English.left(onPage: page.text, language == "de" ? .german : .chinese).isEmpty)
    let form = try await browser.get("/debtors/acme/k-1/merge?other=k-2")
    #expect(form.status == 200 && form.values("other") == ["k-2"])
    var fields = ["other": "k-2", "reason": "one firm"]
    let before = try await browser.post("/debtors/acme/k-1/merge", fields)
    #expect(before.text.contains("Müller AG") && before.text.contains("k-2"), "\(before.text)")
    #expect(try await fixture.claim("RE-1").debtorId == "k-1")
    fields["sure"] = "1"
    #expect(try await browser.post("/debtors/acme/k-1/merge", fields).status == 303)
    #expect(try await fixture.claim("RE-1").debtorId == "k-2")
    let after = try await browser.get("/debtors/acme/k-2")
    #expect(after.text.contains("/debtors/acme/k-1/unmerge"), "\(after.text)")
    _ = try await browser.get("/debtors/acme/k-1/unmerge")
    #expect(try await browser.post("/debtors/acme/k-1/unmerge", ["reason": "two", "sure": "1"]).status == 303)
    #expect(try await fixture.claim("RE-1").debtorId == "k-1")
  }

  @Test("they may be said to be two, and are listed no more")
  func apart() async throws {
    let fixture = try await twins()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/debtors/acme/k-1/apart?other=k-2")
    #expect(try await browser.post("/debtors/acme/k-1/apart", ["other": "k-2", "sure": "1"]).status == 303)
    #expect(!(try await browser.get("/debtors?doubles=true").text.contains("/merge")))
  }

  @Test("nobody is put together with somebody who is not known, or by a reader")
  func refusals() async throws {
    let fixture = try await twins()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/debtors/acme/k-1/merge")
    let page = try await browser.post("/debtors/acme/k-1/merge", ["other": "k-9", "reason": "x"])
    #expect(page.status == 422 && page.text.contains("Einen Schuldner „k-9“ gibt es nicht."), "\(page.text)")
    var auditor = try await fixture.browser(DeskFixture.auditor)
    #expect(!(try await auditor.get("/debtors?doubles=true").text.contains("/merge")))
    #expect(try await auditor.get("/debtors/acme/k-1/merge").status == 403)
  }
}
