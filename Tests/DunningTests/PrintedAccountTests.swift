import Testing

@testable import Dunning

@Suite("The account that a notice names")
struct PrintedAccountTests {
  private func creditor(
    iban: String? = "DE89370400440532013000", account: String? = nil, country: String? = "DE",
    accounts: [CreditorAccount] = [], upi: String? = nil
  ) throws -> Creditor {
    Creditor(
      id: "acme", name: "ACME GmbH", address: [], country: country,
      from: .init(name: nil, address: try EmailAddress(parsing: "billing@acme.example")), iban: iban, account: account,
      bic: "COBADEFFXXX", bankName: "Commerzbank", language: "de", timeZone: "Europe/Berlin", upi: upi,
      accounts: accounts)
  }

  private func currency(_ code: String) throws -> Currency { try #require(Currency(code)) }

  private func number(_ creditor: Creditor, _ code: String) throws -> String? {
    let paid = creditor.paid(in: try currency(code))
    return paid.iban ?? paid.account
  }

  @Test("an account of which no currency is said is for the money of its country, and never printed for other money")
  func ownAccount() throws {
    let acme = try creditor()
    #expect(try number(acme, "EUR") == "DE89370400440532013000")
    #expect(acme.paid(in: try currency("EUR")).bic == "COBADEFFXXX")
    #expect(try number(acme, "USD") == nil)
    #expect(acme.paid(in: try currency("USD")).bankName == nil)
    #expect(!acme.names(accountFor: try currency("USD")))
    #expect(try number(creditor(iban: "CH9300762011623852957"), "CHF") == "CH9300762011623852957")
    #expect(try number(creditor(iban: "CH9300762011623852957"), "EUR") == "CH9300762011623852957")
    #expect(try number(creditor(iban: nil, account: "Account 12", country: "US"), "EUR") == nil)
    #expect(try number(creditor(iban: nil, account: "Account 12", country: nil), "EUR") == "Account 12")
  }

  @Test("the first account of a currency is printed, with its own bank")
  func accounts() throws {
    let acme = try creditor(accounts: [
      CreditorAccount(number: "GB29NWBK60161331926819", isIBAN: true, currency: try currency("GBP")),
      CreditorAccount(number: "6222 0000 1111", isIBAN: false, currency: try currency("CNY"), bank: "中国银行"),
      CreditorAccount(number: "6222 0000 2222", isIBAN: false, currency: try currency("CNY")),
    ])
    #expect(try number(acme, "EUR") == "DE89370400440532013000")
    #expect(try number(acme, "GBP") == "GB29NWBK60161331926819")
    #expect(acme.paid(in: try currency("GBP")).bic == nil)
    #expect(try number(acme, "CNY") == "6222 0000 1111")
    #expect(acme.paid(in: try currency("CNY")).bankName == "中国银行")
    #expect(acme.paid(in: try currency("CNY")).iban == nil)
    #expect(try number(acme, "JPY") == nil)
  }

  @Test("the list says what currency the creditor's own account has")
  func ownInList() throws {
    let acme = try creditor(accounts: [
      CreditorAccount(number: "DE89370400440532013000", isIBAN: true, currency: try currency("USD"))
    ])
    #expect(try number(acme, "USD") == "DE89370400440532013000")
    #expect(try number(acme, "EUR") == nil)
  }

  @Test("whoever enqueues a claim is told that its notices will name no account, or are in another language")
  func remarks() throws {
    let book = Rulebook(
      creditors: [try creditor()], policies: [try ladder()], almanac: Almanac(zones: [:], calendars: [:]),
      languages: ["de", "en"])
    func remarks(_ code: String, language: String? = nil) throws -> [String] {
      var draft = try claim(due: "2026-11-30", amount: money("10.00", code)).draft
      draft.debtor.language = language
      return book.remarks(on: draft)
    }
    #expect(try remarks("EUR") == [])
    #expect(try remarks("USD").first?.hasPrefix("creditor acme has no account for USD") == true)
    #expect(try remarks("EUR", language: "en-AU") == [])
    #expect(try remarks("EUR", language: "pt-BR").first?.contains("are in de") == true)
    #expect(try remarks("USD", language: "zh-TW").count == 2)
  }
}
