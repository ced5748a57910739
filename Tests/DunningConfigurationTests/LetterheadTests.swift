import Dunning
import DunningConfiguration
import Foundation
import Testing

@Suite("Letterheads")
struct LetterheadTests {
  private func read(_ lines: String) throws -> Letterhead? {
    let text = try example("iban: DE8", "letterhead: {\(lines)}\n    iban: DE8")
    return try DunningConfigurationTests.read(text).rulebook.creditors["acme"]?.letterhead
  }

  @Test("a letterhead is read with all of its keys; the sheet follows the country when it is left out")
  func keys() throws {
    let head = try read(
      "foot: [HRB 1, \"VAT: 2\"], sheet: ch-left, place: Berlin, signatory: Erika Muster, authority: Director")
    #expect(head?.foot == ["HRB 1", "VAT: 2"])
    #expect(head?.sheet == .swissLeft)
    #expect(head?.place == "Berlin")
    #expect(head?.signatory == "Erika Muster")
    #expect(head?.authority == "Director")
    #expect(try read("place: Berlin")?.sheet == nil)
    #expect(Letterhead.Sheet(country: "FR") == .fr)
  }

  @Test("the person to ask has a name, and a telephone and an address where they are not the creditor's")
  func contact() throws {
    #expect(try read("contact: {name: E. M.}")?.contact == Letterhead.Contact(name: "E. M."))
    let full = try read("contact: {name: E. M., phone: \"+49 30 12\", email: em@acme.example}")?.contact
    #expect(full?.phone == "+49 30 12")
    #expect(full?.email?.text == "em@acme.example")
  }

  @Test(
    "a sheet that is none, a logo that is no PNG, a contact without a name or with half an address are mistakes",
    arguments: ["sheet: din5007", "logo: /dev/null", "contact: {phone: \"1\"}", "contact: {name: A, email: b}"])
  func mistakes(lines: String) {
    #expect(throws: ConfigurationError.self) { try read(lines) }
  }

  @Test("a logo that would unfold into gigabytes is a mistake at its place")
  func hugeLogo() throws {
    let file = FileManager.default.temporaryDirectory.path + "/logo-\(UUID().uuidString).png"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let size: [UInt8] = [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]
    let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    try Data(start + Array("IHDR".utf8) + size + [8, 6, 0, 0, 0, 0, 0, 0, 0]).write(to: URL(filePath: file))
    let error = #expect(throws: ConfigurationError.self) { try read("logo: \(file)") }
    #expect("\(String(describing: error))".contains("30000 x 30000 pixels"))
  }
}
