import Dunning
import Testing

@Suite("Payment codes and their check digits")
struct PaymentCodeTests {
  private func euro(_ text: String, _ code: String = "EUR") throws -> Money {
    try Money(parsing: text, currency: try #require(Currency(code)))
  }

  @Test(
    "a creditor reference gets the check digits of ISO 11649",
    arguments: [
      ("539007547034", "RF18539007547034"), ("INV20260042", "RF73INV20260042"), ("2348231", "RF712348231"),
      ("0", "RF040"),
    ])
  func creditorReference(body: String, reference: String) throws {
    #expect(try CreditorReference(of: body).text == reference)
    #expect(try CreditorReference(parsing: reference).text == reference)
    #expect(throws: RuleError.self) { try CreditorReference(parsing: reference.replacing("RF", with: "RF9")) }
  }

  @Test("a QR reference is filled up and gets its check digit")
  func qrReference() throws {
    #expect(try QRReference(of: "21000000000313947143000901").text == "210000000003139471430009017")
    #expect(try QRReference(of: "1").text.count == 27)
    #expect(throws: RuleError.self) { try QRReference(parsing: "210000000003139471430009018") }
    #expect(throws: RuleError.self) { try QRReference(of: "INV1") }
  }

  @Test("an IBAN is checked, and a QR-IBAN known")
  func iban() throws {
    #expect(try !IBAN(parsing: "DE89 3704 0044 0532 0130 00").isQRIBAN)
    #expect(try IBAN(parsing: "CH4431999123000889012").isQRIBAN)
    #expect(try IBAN(parsing: "de89370400440532013000").inFours == "DE89 3704 0044 0532 0130 00")
    #expect(throws: RuleError.self) { try IBAN(parsing: "DE89370400440532013001") }
    let british = try #require(try IBAN(parsing: "GB82 WEST 1234 5698 7654 32").british)
    #expect(british.sortCode == "12-34-56")
    #expect(british.accountNumber == "98765432")
    #expect(try IBAN(parsing: "DE89370400440532013000").british == nil)
  }

  @Test("an EPC code is the published one")
  func epc() throws {
    let code = try PaymentCode.epc(
      name: "Muster GmbH", iban: IBAN(parsing: "DE89370400440532013000"), amount: euro("1234.56"),
      remittance: .creditorReference(CreditorReference(parsing: "RF18539007547034")))
    #expect(
      code.payload
        == "BCD\n002\n1\nSCT\n\nMuster GmbH\nDE89370400440532013000\nEUR1234.56\n\nRF18539007547034")
    #expect(code.payload.utf8.count == 78)
  }

  @Test("an EPC code refuses what a bank would not read")
  func epcRefusals() throws {
    let iban = try IBAN(parsing: "DE89370400440532013000")
    #expect(throws: RuleError.self) { try PaymentCode.epc(name: "A", iban: iban, amount: euro("1", "USD")) }
    #expect(throws: RuleError.self) { try PaymentCode.epc(name: "A", iban: iban, amount: euro("0")) }
    #expect(throws: RuleError.self) { try PaymentCode.epc(name: "A", iban: iban, amount: euro("1000000000")) }
    let long = String(repeating: "n", count: 71)
    #expect(throws: RuleError.self) { try PaymentCode.epc(name: long, iban: iban, amount: euro("1")) }
    #expect(throws: RuleError.self) {
      try PaymentCode.epc(name: "A", iban: iban, amount: euro("1"), remittance: .text(long + long))
    }
    #expect(throws: RuleError.self) { try PaymentCode.epc(name: "A\nB", iban: iban, amount: euro("1")) }
    let wide = String(repeating: "汉", count: 70)
    #expect(throws: RuleError.self) {
      try PaymentCode.epc(name: wide, iban: iban, amount: euro("1"), remittance: .text(wide))
    }
  }

  @Test("a QR-bill has 31 elements; account and reference go together")
  func swiss() throws {
    let address = try #require(
      SwissAddress(name: "Robert Schneider AG", lines: ["Rue du Lac 1268", "2501 Biel"], country: "CH"))
    let qrIBAN = try IBAN(parsing: "CH4431999123000889012")
    let reference = try QRReference(parsing: "210000000003139471430009017")
    let code = try PaymentCode.swiss(
      creditor: address, iban: qrIBAN, amount: euro("1949.75", "CHF"), remittance: .qrReference(reference),
      message: "Order of 15 June")
    let lines = code.payload.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count == 31)
    #expect(lines[4...10] == ["S", "Robert Schneider AG", "Rue du Lac", "1268", "2501", "Biel", "CH"])
    #expect(lines[18...19] == ["1949.75", "CHF"])
    #expect(lines[27] == "QRR")
    #expect(lines[30] == "EPD")
    #expect(throws: RuleError.self) {
      try PaymentCode.swiss(creditor: address, iban: qrIBAN, amount: euro("1", "CHF"), remittance: .none)
    }
    #expect(throws: RuleError.self) {
      try PaymentCode.swiss(
        creditor: address, iban: qrIBAN, amount: euro("1", "USD"), remittance: .qrReference(reference))
    }
    #expect(SwissAddress(name: "A", lines: ["Somewhere"], country: "CH") == nil)
  }

  @Test("a UPI link is encoded by RFC 3986")
  func upi() throws {
    let code = try PaymentCode.upi(
      address: "acme@examplebank", name: "Acme Traders", amount: euro("149.50", "INR"), note: "Invoice 42",
      reference: "INV2026042")
    #expect(
      code.payload
        == "upi://pay?pa=acme%40examplebank&pn=Acme%20Traders&am=149.50&cu=INR&tn=Invoice%2042&tr=INV2026042")
    for address in [
      "acme", "acme@", "@bank", "acme@bank@bank", "acme traders@bank", "acme@ba-nk", "a@bank", "äcme@bank",
    ] {
      #expect(throws: RuleError.self) { try PaymentCode.upi(address: address, name: "A", amount: euro("1", "INR")) }
    }
    #expect(try PaymentCode.checkedUPIAddress("Acme.Traders-1_x@okBank2") == "Acme.Traders-1_x@okBank2")
    #expect(throws: RuleError.self) { try PaymentCode.upi(address: "a@b", name: "A", amount: euro("1")) }
  }
}
