import Dunning
import DunningConfiguration
import Testing

@Suite("Accounts, first days and enclosures in the configuration")
struct AccountTests {
  private let iban = "iban: DE89370400440532013000"

  @Test("accounts are read with their currencies")
  func accounts() throws {
    let text = example.replacing(
      iban, with: "accounts: [{iban: DE89370400440532013000, currency: EUR}, {account: \"12\", bank: B, currency: CNY}]"
    )
    let acme = try #require(try read(text).rulebook.creditors["acme"])
    #expect(acme.accounts.map(\.number) == ["DE89370400440532013000", "12"])
    #expect(acme.accounts.map { $0.currency?.code } == ["EUR", "CNY"])
    #expect(acme.accounts.map(\.bank) == [nil, "B"])
  }

  @Test("a creditor without an account for the money of their own country is a finding")
  func missing() throws {
    func isFound(_ text: String) throws -> Bool {
      try read(text).warnings.contains { $0.headline.contains("none of the accounts is for EUR, the money of DE") }
    }
    #expect(try !isFound(example))
    #expect(try isFound(example.replacing(iban, with: "iban: GB29NWBK60161331926819")))
    #expect(
      try !isFound(example.replacing(iban, with: "accounts: [{iban: GB29NWBK60161331926819, currency: EUR}]")))
  }

  @Test("what debtors quote has a form, and a QR reference an account for it")
  func paymentReference() throws {
    #expect(try read(example).rulebook.creditors["acme"]?.paymentReference == .reference)
    let quoting = { (form: String) in example.replacing(iban, with: "\(iban)\n    payment_reference: \(form)") }
    #expect(try read(quoting("rf")).rulebook.creditors["acme"]?.paymentReference == .rf)
    #expect(try mistakes(quoting("fr")).contains { $0.contains("payment_reference cannot be \"fr\"") })
    #expect(try mistakes(quoting("qrr")).contains { $0.contains("qrr needs an account with a QR-IBAN") })
    let swiss = quoting("qrr").replacing("DE89370400440532013000", with: "CH4431999123000889012")
    #expect(try read(swiss).rulebook.creditors["acme"]?.paymentReference == .qrr)
  }

  @Test("not_before counts whole days from the invoice")
  func notBefore() throws {
    let text = example.replacing("on_missed: step", with: "on_missed: step\n    not_before: issued+2d")
    #expect(try read(text).rulebook.policies["standard"]?.notBefore == Span(2, .days))
    for wrong in ["due+2d", "issued+2h", "2d"] {
      #expect(try !mistakes(text.replacing("issued+2d", with: wrong)).isEmpty)
    }
  }

  @Test("settles is principal or all, and all without a rule of late payment is a finding")
  func settles() throws {
    #expect(try read(example).rulebook.policies["standard"]?.settles == .principal)
    let text = example.replacing("on_missed: step", with: "on_missed: step\n    settles: all")
    #expect(try read(text).rulebook.policies["standard"]?.settles == .all)
    #expect(try mistakes(text.replacing("settles: all", with: "settles: al")).contains { $0.contains("mean all?") })
    let bare = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("late_interest") }
    let warnings = try read(bare.joined(separator: "\n")).warnings.map(\.headline)
    #expect(warnings.contains { $0.contains("settles: all changes nothing") }, "\(warnings)")
  }

  @Test("a creditor's statements of account have a day of the month, and perhaps an approval")
  func statementOfAccount() throws {
    let with = { (value: String) in example.replacing(iban, with: "\(iban)\n    statement_of_account: \(value)") }
    #expect(try read(example).rulebook.creditors["acme"]?.statementOfAccount == nil)
    #expect(try read(with("{day: 1}")).rulebook.creditors["acme"]?.statementOfAccount == AccountSchedule(day: 1))
    let asking = try read(with("{day: 28, approval: four-eyes}")).rulebook.creditors["acme"]?.statementOfAccount
    #expect(asking == AccountSchedule(day: 28, approval: .fourEyes))
    for wrong in ["{day: 29}", "{day: 0}", "{approval: required}", "{day: 1, approval: yes}"] {
      #expect(try !mistakes(with(wrong)).isEmpty, "\(wrong)")
    }
  }

  @Test("a step says what goes along with its message")
  func attach() throws {
    let text = example.replacing(
      "tone: courtesy, send: [email]", with: "tone: courtesy, send: [email], attach: [invoice]")
    let steps = try #require(try read(text).rulebook.policies["standard"]?.steps)
    #expect(steps.map(\.encloses) == [[.invoice], [], [], []])
    let wrong = try mistakes(text.replacing("[invoice]", with: "[invoices]"))
    #expect(wrong.contains { $0.contains("did you mean invoice?") }, "\(wrong)")
  }
}
