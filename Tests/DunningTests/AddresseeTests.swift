import Dunning
import Testing

@Suite("Addresses as people list them")
struct AddresseeTests {
  @Test(
    "a list is read with whatever stands between two",
    arguments: [
      ("a@x.example", ["a@x.example"]), (" a@x.example ", ["a@x.example"]),
      ("a@x.example, b@x.example", ["a@x.example", "b@x.example"]),
      ("a@x.example;b@x.example", ["a@x.example", "b@x.example"]),
      ("a@x.example\nb@x.example,", ["a@x.example", "b@x.example"]),
      ("Bau AG <a@x.example>", ["Bau AG <a@x.example>"]), ("< a@x.example >", ["a@x.example"]),
      ("\"Bau, AG\" <a@x.example>; b@x.example", ["Bau, AG <a@x.example>", "b@x.example"]),
      ("a@x.example, A@X.example", ["a@x.example"]), ("", []), (" , ; ", []),
    ])
  func lists(text: String, expected: [String]) throws {
    #expect(try Addressee.list(parsing: text).map(\.text) == expected)
  }

  @Test(
    "what is no address is refused, whatever stands beside it",
    arguments: [
      "a@x.example b@x.example", "Bau AG", "Bau AG <>", "a@x.example, b", "A <a@x.example> B", "A\u{7} <a@x.example>",
      "<<a@x.example>>", (1...11).map { "a\($0)@x.example" }.joined(separator: ","),
    ])
  func refused(text: String) {
    #expect(throws: RuleError.self) { try Addressee.list(parsing: text) }
  }

  @Test("a contact is written down so that it is read back")
  func contacts() throws {
    let petra = try Addressee(parsing: "Petra für alle <petra@x.example>")
    let contacts = [
      Contact(.cc, petra), Contact(.reminders, petra, contract: "V-1 for <x> for you"),
      Contact(.former, Addressee(address: petra.address)),
    ]
    #expect(try [Contact](parsing: contacts.text) == contacts)
    #expect(throws: RuleError.self) { try Contact(parsing: "cc petra@x.example") }
    #expect(throws: RuleError.self) { try Contact(parsing: "boss <petra@x.example>") }
  }
}

@Suite("What a person corrects of a debtor")
struct DebtorCorrectionTests {
  private static func debtor() throws -> Debtor {
    var debtor = Debtor(key: "k1", name: "Bau AG", email: try EmailAddress(parsing: "a@x.example"))
    debtor.contacts = [Contact(.reminders, try Addressee(parsing: "b@x.example"))]
    return debtor
  }

  private static func corrected(_ debtor: Debtor, _ email: String, replacing: String? = nil) throws -> Debtor {
    var correction = DebtorCorrection()
    correction.email = try Addressee.list(parsing: email)
    correction.replacing = try replacing.map { try EmailAddress(parsing: $0) }
    return debtor.corrected(by: correction)
  }

  @Test("other addresses take the place of all, or of one; the old ones are remembered until they hold again")
  func addresses() throws {
    let debtor = try Self.debtor()
    let all = try Self.corrected(debtor, "n@x.example")
    #expect(all.addressees.text == "n@x.example")
    #expect(all.contacts.addressees(.former).text == "a@x.example, b@x.example")
    let one = try Self.corrected(debtor, "n@x.example", replacing: "B@x.example")
    #expect(one.addressees.text == "a@x.example, n@x.example")
    #expect(one.contacts.addressees(.former).map(\.address.text) == ["B@x.example"])
    let main = try Self.corrected(debtor, "n@x.example", replacing: "a@x.example")
    #expect(main.email?.text == "n@x.example")
    // The opposite undoes it.
    #expect(try Self.corrected(all, "a@x.example, b@x.example").addressees == debtor.addressees)
    #expect(
      try Self.corrected(all, "a@x.example, b@x.example").contacts.addressees(.former).text == "n@x.example")
    let none = try Self.corrected(debtor, "")
    #expect(none.addressees.isEmpty)
    #expect(none.contacts.isEmpty)
  }

  @Test("a detail is set, left alone, or taken away")
  func details() throws {
    var debtor = try Self.debtor()
    (debtor.language, debtor.timeZone) = ("de", "Europe/Berlin")
    var correction = DebtorCorrection()
    correction.details = [.language: "", .vatID: "DE1"]
    let corrected = debtor.corrected(by: correction)
    #expect(corrected.language == nil)
    #expect(corrected.timeZone == "Europe/Berlin")
    #expect(corrected.vatID == "DE1")
    #expect(corrected.email == debtor.email)
  }
}
