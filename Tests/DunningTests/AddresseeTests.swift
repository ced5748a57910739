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
    // What was taken away does not come back with the next claim.
    #expect(none.contacts.addressees(.former).text == "a@x.example, b@x.example")
    #expect(none.contacts.allSatisfy { $0.purpose == .former && $0.successors.isEmpty })
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

  @Test(
    "a contact is read as it was written down",
    arguments: [
      "reminders <a@x.example>", "cc Petra <p@x.example> for V-1", "billing <b@x.example> for now <x>",
      "former <old@x.example>", "former <old@x.example> now <new@x.example>",
      "former <old@x.example> now <new@x.example> <other@x.example>",
    ])
  func contacts(text: String) throws {
    #expect(try Contact(parsing: text).text == text)
  }

  @Test(
    "what is no contact is refused",
    arguments: [
      "former <old@x.example> now", "former <old@x.example> now <x>", "reminders <a@x.example> now <b@x.example>",
      "former <a@x.example>now <b@x.example>", "<a@x.example>",
    ])
  func noContacts(text: String) {
    #expect(throws: RuleError.self) { try Contact(parsing: text) }
  }

  @Test("names are compared without regard to case, width and blanks, and to nothing else")
  func folded() {
    for (left, right) in [
      ("ﾔﾏﾀﾞ", "ヤマダ"), ("ﾊﾟﾝ", "パン"), ("ＡＣＭＥ　Ｌｔｄ", "acme ltd"), ("Ru\u{308}diger  AG", "rüdiger ag"),
      ("｢ｱ｣､｡･ｰ", "「ア」、。・ー"),
    ] {
      #expect(left.folded == right.folded, "\(left)")
      #expect(right.folded.folded == right.folded)
    }
    for (left, right) in [("ヤマタ", "ヤマダ"), ("Müller", "Mueller"), ("王芳", "王方"), ("Bau AG", "Bau-AG")] {
      #expect(left.folded != right.folded, "\(left)")
    }
  }

  @Test("two who share a name in some spelling, a mailbox, a place or a number are alike, and others are not")
  func alike() throws {
    func debtor(_ name: String, _ email: String? = nil, _ address: [String] = [], vatID: String? = nil) throws -> Debtor
    {
      var debtor = Debtor(key: nil, name: name, email: try email.map(EmailAddress.init), address: address)
      debtor.vatID = vatID
      return debtor
    }
    let one = try debtor("Größe & Söhne GmbH", "a@x.example", ["Weg 1", "10115 Berlin"], vatID: "DE 1")
    for other in try [
      debtor("GROESSE & SOEHNE G.m.b.H."), debtor("Größe&Söhne-GmbH"), debtor("X", "A@x.example"),
      debtor("X", nil, ["weg 1,", "10115 BERLIN"]), debtor("X", vatID: "de-1"),
    ] {
      #expect(!one.traits.isDisjoint(with: other.traits), "\(other)")
    }
    for other in try [
      debtor("Größe & Töchter GmbH"), debtor("Größe & Söhne AG"), debtor("X", "b@x.example"),
      debtor("X", nil, ["Weg 11", "10115 Berlin"]), debtor("X", vatID: "DE 11"),
    ] {
      #expect(one.traits.isDisjoint(with: other.traits), "\(other)")
    }
    // A town alone is many people's.
    #expect(
      try debtor("X", nil, ["10115 Berlin"]).traits.isDisjoint(with: debtor("Y", nil, ["10115 Berlin"]).traits))
  }
}
