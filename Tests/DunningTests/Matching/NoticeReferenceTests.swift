import Testing

@testable import Dunning

@Suite("What a notice quoted")
struct NoticeReferenceTests {
  private func book(_ change: (inout MemoryBook) throws -> Void = { _ in }) throws -> MemoryBook {
    var book = MemoryBook([
      try matchClaim(1, "RE-2026-0207"), try matchClaim(2, "RE-2026-0208", "50.00"),
      try matchClaim(3, "RE-2026-0209", "70.00", debtor: "Other AG"),
    ])
    book.notices = [NoticeID(17): [ClaimID(1), ClaimID(2)], NoticeID(18): [ClaimID(3)]]
    try change(&book)
    return book
  }

  @Test(
    "the number of a notice books all that it was about, when that is the sum",
    arguments: ["n17", "Zahlung N17 danke", "Ihr Schreiben n17.", "(n17)", "SVWZ+N17"])
  func books(text: String) throws {
    let match = try matched(try matchEntry("150.00", text, name: "MUELLER GMBH"), try book())
    #expect(match.verdict == .booked, "\(match.because)")
    #expect(match.told == "RE-2026-0207 100.00, RE-2026-0208 50.00")
  }

  @Test(
    "the number of a notice is as short as that of a flat: by somebody else it only books where it is called a notice's",
    arguments: [
      ("n17", false), ("N17", false), ("Miete Wohnung N17 November", false), ("Block N17, 2. OG", false),
      ("Zahlung N17 danke", false), ("Nr. N17", false), ("Nebenkostenabrechnung N17", false), ("Mahnung n17", true),
      ("Rechnung N17", true), ("Unser Zeichen: n17", true), ("Zahlungserinnerung Nr. n17 vom 3.2.", true),
      ("请付 催款函N17", true), ("Your invoice no. N17", true), ("n17 Müller GmbH Berlin", true),
    ])
  func short(text: String, isBooked: Bool) throws {
    for name in ["Somebody", nil] {
      let match = try matched(try matchEntry("150.00", text, name: name), try book())
      #expect(match.verdict == (isBooked ? .booked : .proposed), "\(text): \(match.because)")
      if !isBooked { #expect(match.hold?.claims.contains(ClaimID(1)) ?? false) }
    }
  }

  @Test("a notice that is named so by somebody who owes the same sum on another claim is a question")
  func otherDebtor() throws {
    let other = try book { $0.add(try matchClaim(4, "RE-2026-0210", "150.00", debtor: "Bob Bau")) }
    let match = try matched(try matchEntry("150.00", "Rechnung N17", name: "Bob Bau"), other)
    #expect(match.verdict == .proposed, "\(match.told)")
    #expect(match.candidateReferences.contains("RE-2026-0210"))
  }

  @Test("several notices are added up")
  func several() throws {
    let match = try matched(try matchEntry("220.00", "Mahnung n17, Mahnung n18"), try book())
    #expect(match.told == "RE-2026-0207 100.00, RE-2026-0208 50.00, RE-2026-0209 70.00")
  }

  @Test("another sum waits for a person, with all of its claims")
  func otherSum() throws {
    let match = try matched(try matchEntry("149.00", "n17"), try book())
    #expect(match.verdict == .proposed)
    #expect(match.candidateReferences == ["RE-2026-0207", "RE-2026-0208"])
    #expect(match.hold?.claims == [ClaimID(1), ClaimID(2)])
  }

  @Test(
    "what hangs on something is no number of a notice",
    arguments: ["n170", "IN17", "n17a", "n17-3", "X-N17", "n 17", "n017", "17", "N17/2026"])
  func hangs(text: String) throws {
    #expect(try matched(try matchEntry("150.00", text), try book()).verdict == .proposed)
  }

  @Test("a claim that is named besides and not in the notice makes it a question")
  func besides() throws {
    #expect(try matched(try matchEntry("150.00", "n17 RE-2026-0209"), try book()).told != "RE-2026-0207 100.00")
    #expect(
      try matched(try matchEntry("150.00", "n17 RE-2026-0207 RE-2026-0208"), try book()).told
        == "RE-2026-0207 100.00, RE-2026-0208 50.00")
  }

  @Test("what a demand asked for with its interest is all that is owed")
  func owed() throws {
    var book = MemoryBook([try matchClaim(1, "RE-2026-0207", owed: "104.11")])
    book.notices = [NoticeID(3): [ClaimID(1)]]
    let match = try matched(try matchEntry("104.11", "n3", name: "Müller GmbH"), book)
    #expect(match.told == "RE-2026-0207 104.11")
    #expect(match.unallocated.minorUnits == 0)
  }

  /// As a letter prints them in a row.
  @Test(
    "all that a demand asked for is paid by its sum and the references that it printed, in any order",
    arguments: [
      "RE-2026-0207, RE-2026-0208", "RE-2026-0208 RE-2026-0207", "RE-2026-0207/0208", "Rechnungen 2026-0207 2026-0208",
    ])
  func demanded(text: String) throws {
    let asked = [ClaimID(1): try money("143.20"), ClaimID(2): try money("51.10")]
    let book = try book { book in
      book.asked[NoticeID(17)] = asked
      // About other claims as well, and one that was about one of them alone.
      (book.notices[NoticeID(19)], book.asked[NoticeID(19)]) = ([ClaimID(1), ClaimID(2), ClaimID(3)], asked)
      (book.notices[NoticeID(20)], book.asked[NoticeID(20)]) = ([ClaimID(1)], [ClaimID(1): try money("194.30")])
    }
    let match = try matched(try matchEntry("194.30", text, name: "Somebody"), book)
    #expect(
      Set(match.told.split(separator: ", ")) == ["RE-2026-0207 143.20", "RE-2026-0208 51.10"],
      "\(match.because) \(match.candidates)")
    #expect(match.unallocated.minorUnits == 0)
    for other in ["194.29", "194.31"] {
      #expect(try matched(try matchEntry(other, text, name: "Somebody"), book).verdict == .proposed)
    }
  }

  @Test("a short reference is paid by what a demand about it asked for, as by what is open")
  func demandedShort() throws {
    var book = MemoryBook([try matchClaim(1, "RE-7")])
    (book.notices[NoticeID(3)], book.asked[NoticeID(3)]) = ([ClaimID(1)], [ClaimID(1): try money("143.20")])
    let match = try matched(try matchEntry("143.20", "RE-7", name: "Somebody"), book)
    #expect(match.told == "RE-7 143.20" && match.unallocated.minorUnits == 0, "\(match.because)")
  }

  @Test("what a claim's own reference makes is never that of a notice, and never that of another claim")
  func apart() throws {
    for form in PaymentReference.Form.allCases where form != .reference {
      for text in ["N17", "9000000017", "C5", "8000000005", "0017", "n17"] {
        let made = try PaymentReference(form, reference: text, claim: ClaimID(3))
        #expect(PaymentReference.notice(quotedAs: made.text) == nil, "\(form) \(text)")
        #expect(made == (try PaymentReference(form, reference: "-", claim: ClaimID(3))), "\(form) \(text)")
      }
    }
  }

  @Test("a checked reference of a notice is known again in every form", arguments: PaymentReference.Form.allCases)
  func checked(form: PaymentReference.Form) throws {
    for number: Int64 in [1, 17, 999_999_999] {
      guard let reference = PaymentReference(form, notice: NoticeID(number)) else {
        #expect(form == .reference)
        continue
      }
      #expect(PaymentReference.notice(quotedAs: SquashedText(reference.text).text) == NoticeID(number))
      #expect(PaymentReference.notice(quotedAs: SquashedText(reference.printed).text) == NoticeID(number))
    }
    #expect(PaymentReference(form, notice: NoticeID(1_000_000_000)) == nil)
    guard let reference = PaymentReference(form, notice: NoticeID(17)) else { return }
    for entry in [
      try matchEntry("150.00", reference.printed), try matchEntry("150.00", "OCR \(reference.text) danke"),
      try matchEntry("150.00", structured: reference.text),
    ] {
      #expect(try matched(entry, try book()).told == "RE-2026-0207 100.00, RE-2026-0208 50.00", "\(form)")
    }
  }

  @Test("the form goes by the money and the account, and what came with the claim before it")
  func forms() throws {
    func creditor(_ iban: String, _ form: PaymentReference.Form) throws -> Creditor {
      var creditor = Creditor(
        id: "acme", name: "ACME", address: [], country: nil,
        from: Creditor.Sender(name: nil, address: try EmailAddress(parsing: "a@acme.example")), iban: iban,
        language: "en", timeZone: "Europe/Berlin")
      creditor.paymentReference = form
      return creditor
    }
    func quoted(_ creditor: Creditor, _ code: String, given: String? = nil, of reference: String = "RE-2026-0207")
      throws
      -> PaymentReference
    {
      creditor.quotedReference(
        reference: reference, given: given, claim: ClaimID(3), currency: try #require(Currency(code)))
    }
    let (german, swiss) = ("DE89370400440532013000", "CH4431999123000889012")
    #expect(try quoted(try creditor(german, .reference), "EUR") == .own("RE-2026-0207"))
    #expect(try quoted(try creditor(german, .rf), "EUR").printed.hasPrefix("RF"))
    #expect(try quoted(try creditor(german, .belgian), "USD") == .own("RE-2026-0207"))
    #expect(try quoted(try creditor(german, .qrr), "EUR") == .own("RE-2026-0207"))
    #expect(try quoted(try creditor(german, .kid), "NOK").form == .kid)
    #expect(try quoted(try creditor(swiss, .reference), "CHF").form == .qrr)
    let own = "210000000003139471430009017"
    #expect(try quoted(try creditor(swiss, .reference), "CHF", of: own).text == own)
    #expect(try quoted(try creditor(german, .rf), "EUR", given: "AB 12") == .own("AB 12"))
    #expect(try quoted(try creditor(german, .kid), "EUR", given: "RF18539007547034").form == .rf)
    #expect(throws: RuleError.self) { try PaymentReference.checked("1234567898", form: .kid) }
    #expect(throws: RuleError.self) { try PaymentReference.checked("+++090/9337/55494+++", form: .reference) }
    try PaymentReference.checked("AB 12", form: .rf)
  }
}
