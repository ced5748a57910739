import Testing

@testable import Dunning

@Suite("Which claim was meant: what books")
struct MatchingTests {
  @Test(
    "a whole reference books, however banks and people write it",
    arguments: [
      "RE-2026-0207", "Rechnung RE-2026-0207 vom 03.02.2026", "re 2026 0207", "RE20260207", "RE/2026/0207 danke",
      "RE-2026-\n0207", "RE-2026-02\n07", "R\nE-2026-0207", "Zahlung fuer Rechnung RE-20\n26-0207 vom 3.2.2026",
      "SVWZ+RE-2026-0207", "EREF+NOTPROVIDEDSVWZ+Rechnung RE-2026-0207KREF+998877", "/INV/RE-2026-0207 3.2.2026",
      "EREF+RE-2026-0207", "/EREF/4711//REMI/RE-2026-0207", "ＲＥ－２０２６－０２０７", "货款RE-2026-0207谢谢",
      "支払い：ＲＥ２０２６０２０７　ミュラー", "RE‑2026–0207", "Rg.RE-2026-0207", "Rechnung:RE-2026-0207.", "(RE-2026-0207)",
      "RE-2026-0207, Kd-Nr. 4711", "RE-2026-0207 EUR 100,00", "RE-2026-0207 100,00 EUR", "100,00€ RE-2026-0207",
      "RE_2026_0207", "RE 2026-0207/03.02.2026", "RE-2026-0207 Kunde 100001 Tel. +49 30 1234567",
      "IBAN DE89 3704 0044 0532 0130 00 RE-2026-0207", "RE-2026-0207+RE-2026-0207", "RE-2026-0207vom 3.2.",
    ])
  func whole(text: String) throws {
    let book = MemoryBook([
      try matchClaim(1, "RE-2026-0207"), try matchClaim(2, "RE-2026-0208", debtor: "Other AG"),
      try matchClaim(3, "RE-2026-020", debtor: "Other AG"), try matchClaim(4, "RE-2026-02", debtor: "Other AG"),
      try matchClaim(5, "4711", debtor: "Other AG"), try matchClaim(6, "100001", debtor: "Other AG"),
    ])
    let match = try matched(try matchEntry("100.00", text), book)
    #expect(match.verdict == .booked, "\(match.because)")
    #expect(match.told == "RE-2026-0207 100.00")
  }

  @Test(
    "a whole reference is paid in part, and no further than it is open",
    arguments: [
      ("40.00", "RE-2026-0207 40.00", "0.00"), ("100.00", "RE-2026-0207 100.00", "0.00"),
      ("130.00", "RE-2026-0207 100.00", "30.00"),
    ])
  func partly(sum: String, told: String, left: String) throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207"), try matchClaim(2, "X-1", sum)])
    let match = try matched(try matchEntry(sum, "RE-2026-0207"), book)
    #expect(match.verdict == .booked)
    #expect(match.told == told)
    #expect(match.unallocated.decimal == left)
  }

  @Test(
    "a reference of somebody else's, by a payer who owes just this sum, is a question, and both wait",
    arguments: [("130.00", Match.Verdict.proposed), ("40.00", .proposed), ("100.00", .booked), ("131.00", .booked)])
  func mistaken(sum: String, verdict: Match.Verdict) throws {
    let own = ["40.00": "40.00", "130.00": "130.00"][sum] ?? "130.00"
    let book = MemoryBook([
      try matchClaim(1, "RE-2026-0207", debtor: "Café Morgenrot"),
      try matchClaim(2, "RE-2026-0211", own, debtor: "Weber Bau"),
    ])
    let match = try matched(try matchEntry(sum, "RE-2026-0207", name: "Weber Bau GmbH"), book)
    #expect(match.verdict == verdict, "\(match.because)")
    guard verdict == .proposed else { return }
    #expect(match.candidates.map(\.reference) == ["RE-2026-0207", "RE-2026-0211"])
    #expect(match.hold?.claims.count == 2)
    #expect(match.because == ["who paid owes just this sum on another claim than RE-2026-0207"])
  }

  @Test("a checked reference books in a field of its own, and whole in the text")
  func checked() throws {
    for form in PaymentReference.Form.allCases where form != .reference {
      let reference = try PaymentReference(form, reference: "RE-2026-0207", claim: ClaimID(1))
      let book = MemoryBook([
        try matchClaim(1, "RE-2026-0207", references: [reference]),
        try matchClaim(2, "RE-2026-0208", debtor: "Other AG"),
      ])
      let (plain, printed) = (reference.text, reference.printed)
      let cut = plain.prefix(7) + "\n" + plain.dropFirst(7)
      for text in [plain, printed, "Maksu \(printed) kiitos", "OCR \(plain)", String(cut)] {
        let match = try matched(try matchEntry("40.00", text), book)
        #expect(match.told == "RE-2026-0207 40.00", "\(form) \(text): \(match.because)")
      }
      for structured in [plain, printed, plain.hasPrefix("RF") ? plain : String(plain.withoutNoughts), "000" + plain] {
        guard !structured.hasPrefix("000R") else { continue }
        let match = try matched(try matchEntry("40.00", structured: structured), book)
        #expect(match.told == "RE-2026-0207 40.00", "\(form) \(structured): \(match.because)")
      }
    }
  }

  @Test(
    "several whole references book when what is open on them is the sum",
    arguments: [
      "RE-2026-0207 RE-2026-0208", "RE-2026-0207/0208", "RE-2026-0207, 0208", "RE-2026-0207 und 0208",
      "RE-2026-0207/08",
      "RE-2026-0207/8", "RE 2026-0207+RE 2026-0208", "RE-2026-0207\nRE-2026-0208", "RE20260207, RE20260208",
      "RE-2026-0207 & 0208", "Rechnungen RE-2026-0207 u. 0208 vom 3.2.2026", "RE-2026-0207;RE-2026-0208",
      "Rg. 2026-0207 / 2026-0208",
    ])
  func several(text: String) throws {
    let book = MemoryBook([
      try matchClaim(1, "RE-2026-0207"), try matchClaim(2, "RE-2026-0208", "50.00"),
      try matchClaim(3, "RE-2026-0209", "150.00"),
    ])
    let match = try matched(try matchEntry("150.00", text), book)
    #expect(match.told == "RE-2026-0207 100.00, RE-2026-0208 50.00", "\(match.because) \(match.candidates)")
    #expect(try matched(try matchEntry("149.00", text), book).verdict == .proposed)
  }

  @Test(
    "a reference that lost its letters or noughts books with the sum, and a short one with the debtor too",
    arguments: [
      ("Rechnung 2026-0207", "Somebody", true), ("2026/207", "Somebody", true), ("RE 2026 207", "Somebody", true),
      ("20260207", "Somebody", true), ("RE2026207", "Somebody", true), ("2026-02\n07", "Somebody", true),
      ("Rechnung 0207", "Müller GmbH", true), ("RE 207", "Mueller GmbH", true), ("0207 Muller", "MUELLER GMBH", true),
      ("Rechnung 0207", "Somebody", false), ("GS-2026-0207", "Müller GmbH", false),
      ("2026-0207-1", "Müller GmbH", false),
      ("1-2026-0207", "Müller GmbH", false), ("02.07.2026", "Müller GmbH", false),
      ("Kundennr. 20260207", "Müller GmbH", false),
      ("Tel 2026/0207", "Müller GmbH", false), ("2026-0207B", "Müller GmbH", false),
      ("AB 2026-0207", "Müller GmbH", false),
      ("RE 207 Müller GmbH", nil, true),
    ] as [(String, String?, Bool)])
  func lost(text: String, name: String?, isBooked: Bool) throws {
    let book = MemoryBook([try matchClaim(1, "RE-2026-0207"), try matchClaim(2, "RE-2026-0300", "77.00", debtor: "B")])
    let match = try matched(try matchEntry("100.00", text, name: name), book)
    #expect(match.verdict == (isBooked ? .booked : .proposed), "\(match.because) \(match.candidates)")
    #expect(try matched(try matchEntry("99.00", text, name: name), book).verdict == .proposed)
  }

  @Test(
    "a short number books with the sum, or in part when its debtor paid",
    arguments: [
      ("Rechnung 1001", "100.00", "Somebody", true), ("Rechnung 1001", "40.00", "Müller GmbH", true),
      ("Rechnung 1001", "40.00", "Somebody", false), ("Rechnung 100123", "40.00", "Müller GmbH", false),
      ("Kd-Nr 1001", "40.00", "Müller GmbH", false), ("Kd-Nr 1001", "100.00", "Somebody", false),
      ("1001/5", "100.00", "Müller GmbH", false), ("1001,50 EUR", "100.00", "Müller GmbH", false),
      ("RE1001", "100.00", "Somebody", true), ("1001 2026", "100.00", "Müller GmbH", true),
      ("1001", "100.00", "Müller GmbH", true), ("Rechnung: 1001", "100.00", "Somebody", true),
      // A year, a flat, a postal code: without a word for it, it takes the sum and the debtor.
      ("1001", "100.00", "Somebody", false), ("1001 2026", "100.00", "Somebody", false),
      ("1001", "40.00", "Müller GmbH", false), ("Wohnung 1001", "100.00", "Somebody", false),
      ("Stromabrechnung 1001", "100.00", "Somebody", false), ("EREF+1001 SVWZ+Miete", "100.00", "Somebody", false),
      ("Rechnung 1001", "100.00", "Bob Bau", false),
    ])
  func short(text: String, sum: String, name: String, isBooked: Bool) throws {
    let book = MemoryBook([
      try matchClaim(1, "1001"), try matchClaim(2, "2026", "77.00", debtor: "B"),
      try matchClaim(3, "RE-2026-0300", debtor: "Bob Bau"),
    ])
    let match = try matched(try matchEntry(sum, text, name: name), book)
    #expect(match.verdict == (isBooked ? .booked : .proposed), "\(match.because) \(match.candidates)")
    if isBooked { #expect(match.told == "1001 \(sum)") }
  }

  @Test("a reference that is cut as one claim of whoever paid writes it is that one's")
  func sameLetters() throws {
    let book = MemoryBook([try matchClaim(1, "RE-10-2"), try matchClaim(2, "RE-102"), try matchClaim(3, "RE-1")])
    let name = "Müller GmbH"
    #expect(try matched(try matchEntry("100.00", "RE-10-2", name: name), book).told == "RE-10-2 100.00")
    #expect(try matched(try matchEntry("100.00", "RE-102", name: name), book).told == "RE-102 100.00")
    #expect(try matched(try matchEntry("100.00", "RE 1 02", name: name), book).verdict == .proposed)
    #expect(try matched(try matchEntry("100.00", "RE-10-2"), book).verdict == .proposed)
  }

  @Test(
    "what reads as the references of two claims is that of whoever paid, and else a question",
    arguments: [
      ("2026 1", "Gus Groß", "20261 77.00"), ("20261", "Gus Groß", "20261 77.00"),
      ("2026 1", "Eva Ehr", "2026-1 77.00"),
      ("2026-1", "Eva Ehr", "2026-1 77.00"), ("2026-1", "Gus Groß", ""), ("2026 1", "Somebody", ""),
      ("2026-1", nil, ""),
      ("2026 1 Eva Ehr", "Gus Groß", ""), ("2026/1", "Pia Paid", ""),
    ] as [(String, String?, String)])
  func sharedReading(text: String, name: String?, told: String) throws {
    let book = MemoryBook([
      try matchClaim(1, "2026-1", "77.00", debtor: "Eva Ehr"), try matchClaim(2, "20261", "77.00", debtor: "Gus Groß"),
      try matchClaim(3, "202-61", "77.00", debtor: "Pia Paid", state: .paid, open: "0.00"),
    ])
    let match = try matched(try matchEntry("77.00", text, name: name), book)
    #expect(match.told == told, "\(match.because) \(match.candidates)")
    if told.isEmpty { #expect(match.candidateReferences.contains("2026-1") && match.hold != nil) }
    #expect(try matched(try matchEntry("70.00", text, name: name), book).verdict == .proposed)
  }

  @Test("a checked reference that several letters had is that of whoever paid all that is open, and else names them")
  func sharedChecked() throws {
    let shared = try PaymentReference(formerly: .rf, reference: "AB-12345", claim: ClaimID(1))
    let book = MemoryBook([
      try matchClaim(1, "AB-12345", debtor: "Anna Ahn", state: .paid, open: "0.00", references: [shared]),
      try matchClaim(2, "AB/123-45", debtor: "Cid Cohn", references: [shared]),
    ])
    for (name, told) in [("Anna Ahn", ""), ("Cid Cohn", "AB/123-45 100.00")] {
      for entry in [
        try matchEntry("100.00", shared.printed, name: name),
        try matchEntry("100.00", name: name, structured: shared.text),
      ] {
        let match = try matched(entry, book)
        #expect(match.told == told, "\(match.because)")
        #expect(!told.isEmpty || match.candidateReferences.contains("AB/123-45"))
      }
    }
  }

  @Test("the configuration can let a confirmed account and the exact sum book")
  func accountAndAmount() throws {
    var book = MemoryBook([
      try matchClaim(1, "RE-1"), try matchClaim(2, "RE-2", "50.00"), try matchClaim(3, "RE-3", "70.00"),
      try matchClaim(4, "RE-4", "70.00"), try matchClaim(5, "X-5", debtor: "Other"),
    ])
    book.payers["DE89370400440532013000"] = ["Müller GmbH"]
    let rules = MatchRules(evidence: .accountAndAmount)
    var entry = try matchEntry("100.00", "Danke")
    entry.account = "DE89 3704 0044 0532 0130 00"
    #expect(try matched(entry, book, rules: rules).told == "RE-1 100.00")
    #expect(try matched(entry, book).verdict == .proposed)
    for sum in ["70.00", "99.99", "150.00"] {
      entry.amount = try money(sum)
      #expect(try matched(entry, book, rules: rules).verdict == .proposed)
    }
    entry.amount = try money("100.00")
    entry.text = "X-5 oder 3"
    #expect(try matched(entry, book, rules: rules).allocations.allSatisfy { $0.reference == "X-5" })
    // Somebody else owes as much, and the name or the text is theirs.
    for (name, text) in [("Other", "Danke"), ("Müller GmbH", "fuer Other"), (nil, "other")] as [(String?, String)] {
      (entry.name, entry.text) = (name, text)
      let match = try matched(entry, book, rules: rules)
      #expect(match.verdict == .proposed, "\(match.told)")
      #expect(match.candidateReferences.contains("X-5") && match.candidateReferences.contains("RE-1"))
    }
    (entry.name, entry.text) = ("Anna, for her firm", "Danke")
    #expect(try matched(entry, book, rules: rules).told == "RE-1 100.00")
    entry.name = nil
    book.payers["DE89370400440532013000"] = ["Müller GmbH", "Other"]
    entry.text = "Danke"
    #expect(try matched(entry, book, rules: rules).verdict == .proposed)
  }
}
