import Dunning
import DunningAPI
import DunningStore
import DunningTesting
import HTTPTypes
import Testing

@testable import DunningDesk

@Suite("Claims brought at the desk")
struct BringTests {
  private static let table = """
    reference;debtor;email;amount;currency;due
    RE-71;Schreinerei Holzwurm;info@holzwurm.example;120.50;EUR;2026-12-30
    RE-72;Café Morgenrot;hallo@morgenrot.example;75.00;EUR;2026-12-30
    RE-73;Ohne Betrag;x@y.example;nichts;EUR;2026-12-30

    """

  @Test("a file is shown row by row before anything is taken in, and then taken in once")
  func table() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser(language: "de")
    #expect(try await browser.get("/claims").text.contains("/claims/bring"))
    _ = try await browser.get("/claims/bring")
    let page = try await browser.upload("/claims/bring/read", file: "offen.csv", Self.table)
    #expect(page.status == 200 && page.text.contains("2 neue Forderungen"), "\(page.text)")
    #expect(page.text.contains("1 Zeile ist falsch") && page.text.contains("120,50 EUR"))
    #expect(English.left(onPage: page.text.withoutDetails, .german).isEmpty)
    #expect(try await fixture.docket.docket.claims().isEmpty)
    let ticket = try #require(page.values("ticket").first)
    let done = try await browser.post("/claims/bring/take", ["ticket": ticket])
    #expect(done.status == 200 && done.text.contains("2 Forderungen übernommen"))
    #expect(try await fixture.claim("RE-71").outstanding == "120.50")
    #expect(try await browser.post("/claims/bring/take", ["ticket": ticket]).status == 409)
    #expect(try await fixture.docket.docket.claims().count == 2)
  }

  @Test("what the columns mean is asked where the headings do not say it, and may be said for all rows at once")
  func columns() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser(language: "zh-CN")
    _ = try await browser.get("/claims/bring")
    let file = "Beleg;Kunde;Post;Summe;Frist\nRE-81;Studio Nordlicht;neu@nordlicht.example;99,00;2026-12-30\n"
    let asked = try await browser.upload("/claims/bring/read", file: "liste.csv", file)
    #expect(asked.status == 422 && asked.text.contains("col_reference"))
    #expect(
      asked.text.contains("<bdi>Studio Nordlicht</bdi>") && asked.text.contains("<select name=\"always_policy\">"))
    #expect(English.left(onPage: asked.text, .chinese).isEmpty)
    let ticket = try #require(asked.values("ticket").first)
    var fields = [
      "ticket": ticket, "columns": "1", "col_reference": "Beleg", "col_debtor": "Kunde", "col_email": "Post",
      "col_amount": "Summe", "col_due": "Frist", "decimal": "1.234,56", "days": "yyyy-mm-dd", "always_currency": "EUR",
    ]
    let page = try await browser.post("/claims/bring/read", fields)
    #expect(page.status == 200 && page.text.contains("1 笔新应收款"), "\(page.text)")
    fields["ticket"] = page.values("ticket").first
    #expect(page.values("col_reference") == ["Beleg"] && page.values("always_currency") == ["EUR"])
    #expect(try await browser.post("/claims/bring/take", fields).status == 200)
    #expect(try await fixture.claim("RE-81").outstanding == "99.00")
    // One column cannot be two things.
    _ = try await browser.get("/claims/bring")
    let again = try await browser.upload("/claims/bring/read", file: "liste.csv", file)
    fields["ticket"] = again.values("ticket").first
    fields["col_due"] = "Summe"
    #expect(try await browser.post("/claims/bring/read", fields).status == 422)
  }

  @Test("a table that does not say where the reminders go is no dead end: the columns are asked for again")
  func noWay() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/bring")
    let file = "reference;debtor;Post;amount;currency;due\nRE-82;Studio;a@studio.example;99.00;EUR;2026-12-30\n"
    let page = try await browser.upload("/claims/bring/read", file: "liste.csv", file)
    #expect(page.text.contains("wohin die Mahnungen gehen") && page.text.contains("<details open>"), "\(page.text)")
    #expect(English.left(onPage: page.text.withoutDetails, .german).isEmpty)
    var fields = ["ticket": try #require(page.values("ticket").first), "columns": "1", "col_email": "Post"]
    for name in ["reference", "debtor", "amount", "currency", "due"] { fields["col_\(name)"] = name }
    let again = try await browser.post("/claims/bring/read", fields)
    #expect(again.text.contains("1 neue Forderung") && !again.text.contains("<details open>"), "\(again.text)")
  }

  @Test("an e-invoice is shown by what it would become, and taken in when that was confirmed")
  func invoice() async throws {
    let fixture = try DeskFixture()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/bring")
    let page = try await browser.upload("/claims/bring/read", file: "x.xml", "<?xml version=\"1.0\"?><Invoice/>")
    #expect(page.status == 200 && page.text.contains("Eine neue Forderung"))
    let ticket = try #require(page.values("ticket").first)
    let done = try await browser.post("/claims/bring/take", ["ticket": ticket])
    #expect(done.status == 200 && done.text.contains("/claims/c1"))
  }

  @Test("one claim by hand: looked at first, with the debtor who may be meant, and taken back by withdrawing it")
  func byHand() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue(["debtor_id": "k-1", "address": "Ring 1|50667 Köln"])
    var browser = try await fixture.browser(language: "de")
    let form = try await browser.get("/claims/new?find=m%C3%BCller")
    #expect(form.status == 200 && form.text.contains("/claims/new?of=k-1&amp;creditor=acme"))
    let filled = try await browser.get("/claims/new?of=k-1&creditor=acme")
    #expect(filled.values("debtor") == ["Müller AG"] && filled.values("debtor_id") == ["k-1"])
    var fields = [
      "debtor": "Müller AG", "reference": "RE-91", "amount": "1.000,50", "currency": "eur", "due": "2026-12-30",
      "email": "neu@nordlicht", "policy": "standard",
    ]
    let before = try await browser.post("/claims/new", fields)
    #expect(before.status == 200 && before.text.contains("1.000,50"), "\(before.text)")
    #expect(before.text.contains("keinen Punkt") && before.text.contains("/claims/new?of=k-1"))
    #expect(try await fixture.docket.docket.claims().count == 1)
    (fields["sure"], fields["once"]) = ("1", "abcdef0123456789")
    let done = try await browser.post("/claims/new", fields)
    #expect(done.status == 303 && done.headers[.location] == "/claims/c2")
    #expect(try await browser.get("/claims/c2").text.contains("/claims/c2/withdraw"))
    #expect(try await fixture.claim("RE-91").amount == "1000.50")
  }

  @Test("instalments are agreed on the form of a promise")
  func instalments() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue()
    var browser = try await fixture.browser(language: "de")
    _ = try await browser.get("/claims/c1/promise")
    let fields = ["date": "2026-12-15", "count": "3", "every": "1mo", "sure": "1"]
    let before = try await browser.post("/claims/c1/promise", fields.filter { $0.key != "sure" })
    #expect(before.text.contains("411,50 EUR") && before.text.contains("15.02.2027"), "\(before.text)")
    #expect(try await browser.post("/claims/c1/promise", fields).status == 303)
    let page = try await browser.get("/claims/c1")
    #expect(page.text.contains("411,50") && page.text.contains("im Abstand von 1 Monat"))
    #expect(English.left(onPage: page.text, .german).isEmpty)
  }

  @Test("instalments of all that a debtor owes are shown claim by claim before they are agreed")
  func instalmentsOfAll() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue(["debtor_id": "k-1"])
    try await fixture.enqueue(["reference": "RE-2", "debtor_id": "k-1", "amount": "90.01"])
    var browser = try await fixture.browser(language: "zh-CN")
    _ = try await browser.get("/debtors/acme/k-1/promise")
    let fields = ["date": "2026-12-15", "count": "3", "every": "1mo"]
    let page = try await browser.post("/debtors/acme/k-1/promise", fields)
    #expect(page.text.contains("EUR 441.50") && page.text.contains("EUR 90.01"), "\(page.text)")
    #expect(page.text.contains("2027年2月15日") && page.text.contains(">RE-2<"))
    #expect(English.left(onPage: page.text, .chinese).isEmpty)
    let one = try await browser.post("/debtors/acme/k-1/promise", ["date": "2026-12-15"])
    #expect(one.status == 200 && !one.text.contains("<table>"))
    #expect(try await fixture.claim("RE-2").state == "open")
  }

  @Test("a reader sees no form and can bring nothing, and a form without its token is refused")
  func roles() async throws {
    let fixture = try DeskFixture()
    var auditor = try await fixture.browser(DeskFixture.auditor)
    #expect(try await auditor.get("/claims").text.contains("/claims/bring") == false)
    for path in ["/claims/bring", "/claims/new"] { #expect(try await auditor.get(path).status == 403) }
    _ = try await auditor.get("/claims")
    #expect(try await auditor.upload("/claims/bring/read", file: "a.csv", Self.table).status == 403)
    #expect(try await auditor.post("/claims/bring/take", ["ticket": "x"]).status == 403)
    var clerk = try await fixture.browser()
    #expect(try await clerk.post("/claims/new", ["debtor": "x", "sure": "1"], withToken: false).status == 403)
    #expect(try await fixture.docket.docket.claims().isEmpty)
  }

  @Test("the case file of a claim is taken away from its page")
  func caseFile() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue()
    var browser = try await fixture.browser(DeskFixture.auditor)
    #expect(try await browser.get("/claims/c1").text.contains("/claims/c1/case.zip"))
    let file = try await browser.get("/claims/c1/case.zip")
    #expect(file.status == 200 && file.headers[.contentType] == "application/zip")
    #expect(file.headers[.contentDisposition]?.contains("case-c1.zip") ?? false)
  }
}

extension String {
  /// Without what is folded away, where the daemon's own words may stand.
  var withoutDetails: String { replacing(/<details( open)?>[\s\S]*?<\/details>/, with: "") }
}
