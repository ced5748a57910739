import Dunning
import DunningLetters
import Foundation
import PaperTesting
import Testing

@Suite("Codes of India's Unified Payments Interface")
struct UPILetterTests {
  private func letter(
    _ amount: String, _ reference: String = "INV2026042", upi: String? = "acme@examplebank", language: String = "en"
  ) throws -> [UInt8] {
    let creditor = Creditor(
      id: "acme", name: "Acme Traders Pvt. Ltd.", address: ["12 MG Road", "Bengaluru 560001"], country: "IN",
      from: Creditor.Sender(name: nil, address: try EmailAddress(parsing: "accounts@acme.example")), iban: nil,
      account: "12345678901, IFSC EXMP0000123", bankName: "Example Bank, Bengaluru", language: "en",
      timeZone: "Asia/Kolkata", upi: upi)
    let item = try Samples.item(reference, amount: amount, currency: "INR")
    let debtor = Debtor(
      key: nil, name: "Beispiel Pvt. Ltd.", email: try EmailAddress(parsing: "a@example.com"), kind: .business,
      address: ["7 Park Street", "Kolkata 700016"])
    return try LetterRenderer(catalog: try Samples.catalog()).letter(
      try Samples.facts(language, .demand, creditor: creditor, debtor: debtor, items: [item]))
  }

  @Test(
    "the code asks for exactly the total and names the reference; the sum stands below it", arguments: ["en", "ja"])
  func code(language: String) throws {
    let pdf = try letter("1490.50", language: language)
    try save(pdf, "upi-\(language)")
    #expect(try Tool.text(of: pdf).contains(language == "en" ? "UPI · INR 1,490.50" : "金額はINR 1,490.50です"))
    #expect(
      try Tool.codes(in: pdf)
        == "upi://pay?pa=acme%40examplebank&pn=Acme%20Traders%20Pvt.%20Ltd.&am=1490.50&cu=INR&tn=INV2026042"
        + "&tr=INV2026042")
  }

  @Test("a reference that is no plain word is only the note")
  func reference() throws {
    #expect(try Tool.codes(in: letter("1490.50", "INV/2026 042")).hasSuffix("&cu=INR&tn=INV%2F2026%20042"))
  }

  @Test("what one payment cannot carry has no code, nor has a creditor without an address")
  func limits() throws {
    #expect(try Tool.codes(in: letter("100000.00")).contains("am=100000.00"))
    #expect(try Tool.codes(in: letter("100000.01")).isEmpty)
    #expect(try Tool.codes(in: letter("1490.50", upi: nil)).isEmpty)
  }

  private func save(_ pdf: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["SAVE_LETTERS"] else { return }
    try Data(pdf).write(to: URL(filePath: folder).appending(path: "\(name).pdf"))
  }
}
