import Testing

@testable import dunningctl

/// Claim files as they are found: each is read as it was meant, or refused with the word that helps.
@Suite struct FoundFileTests {
  static let header = "reference,debtor,email,amount,currency,due"
  static let row = "B-1,Müller GmbH,m@kunde.example,1234.56,EUR,2098-12-31"
  static let read =
    #"{"reference":"B-1","debtor":"Müller GmbH","email":"m@kunde.example","amount":"1234.56","currency":"EUR","#
    + #""due":"2098-12-31"}"# + "\n"

  static func utf16(_ text: String, mark: Bool, isBig: Bool) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isBig ? bytes.reversed() : bytes
    }
  }

  static let good: [[UInt8]] =
    [
      "\(header)\n\(row)\n", "\u{FEFF}\(header)\r\n\(row)\r\n", "sep=,\r\n\(header)\r\n\(row)\r\n",
      "\(header)\n\n\(row)\n\n\n", "\(header),,\n\(row),,\n,,\n", "\(header)\r\(row)\r", "\(header)\n\(row)",
      "# export of Monday\n\(header)\n\(row)\n", "Open, items\nof Monday\n\(header)\n\(row)\n",
      "Reference, Debtor, E-Mail, Amount, Currency, Due\n\(row)\n", "\(header)\n\(row) 00:00:00\n",
      "\(header.replacing(",", with: "|"))\n\(row.replacing(",", with: "|"))\n",
      "\(header.replacing(",", with: "\t"))\n\(row.replacing(",", with: "\t"))\n",
      "\(header)\n \(row.replacing(",", with: " , ")) \n", "\(header)\n'\(row)\n",
      "\(header)\n\(row.replacing("EUR", with: "eur"))\n",
    ].map { Array($0.utf8) }
    + [
      utf16("\(header)\r\n\(row)\r\n", mark: true, isBig: false),
      utf16("\(header)\r\n\(row)\r\n", mark: true, isBig: true),
      utf16("\(header)\r\n\(row)\r\n", mark: false, isBig: false),
    ]

  @Test("what is meant without a doubt is read", arguments: good)
  func reads(bytes: [UInt8]) {
    let daemon = ImportTests.daemon()
    let outcome = Run.dunningctl(["import", Scratch.file(bytes)], at: daemon)
    #expect(outcome == Outcome(status: 0, out: "1 enqueued, 0 already known, 0 bad\n", err: ""))
    #expect(daemon.requests.first?.body == Self.read)
  }

  @Test("an Excel workbook is read whatever its name")
  func workbook() {
    let path = "\(Scratch.package)/Tests/DunningTablesTests/Fixtures/open-items.xlsx"
    let daemon = ImportTests.daemon()
    let outcome = Run.dunningctl(["import", path], at: daemon)
    #expect(outcome.status == 1)
    #expect(outcome.err.contains(":7: error: the formula of the cell has no value: #DIV/0! (reference)"))
    #expect(daemon.requests.first?.body.contains(#""amount":"1234.56","currency":"EUR","due":"2026-12-31"}"#) ?? false)
  }

  @Test(
    "what another program wrote is told, with the word that reads it",
    arguments: [
      ("amount", "\"1234,56\"", "decimal: \",\""), ("amount", "\"1.234,56\"", "thousands: \".\""),
      ("amount", "\"1,234.56\"", "thousands: \",\""), ("amount", "1'234.56", "thousands: \"'\""),
      ("amount", "1\u{A0}234.56", "thousands: \" \""), ("amount", "1.23457E+03", "has rounded it"),
      ("amount", "1234.56 €", "narrow digits alone"), ("amount", "１２３４.56", "narrow digits alone"),
      ("amount", "-12.00", "credit note"), ("due", "31.12.2098", "date: dd.mm.yyyy"),
      ("due", "12/31/2098", "date: mm/dd/yyyy"), ("due", "46387", "date: excel"),
    ])
  func hints(field: String, value: String, word: String) {
    let values = ["amount": "1234.56", "due": "2098-12-31", "email": "m@kunde.example"].merging([field: value]) { $1 }
    let line = "B-1,Müller,\(values["email"] ?? ""),\(values["amount"] ?? ""),EUR,\(values["due"] ?? "")"
    let outcome = Run.dunningctl(["import", Scratch.file("\(Self.header)\n\(line)\n")], at: ImportTests.daemon())
    #expect(outcome.status == 1)
    #expect(outcome.err.contains(":2: error: "))
    #expect(outcome.err.contains("(\(field))"))
    #expect(outcome.err.contains(word), "\(outcome.err)")
  }

  @Test(
    "several addresses of a claim are the daemon's to read",
    arguments: ["a@k.example; b@k.example", "Ann <a@k.example>, b@k.example"])
  func addresses(text: String) {
    let file = Scratch.file("\(Self.header)\nB-1,Müller,\"\(text)\",12.00,EUR,2098-12-31\n")
    let daemon = ImportTests.daemon()
    #expect(Run.dunningctl(["import", file], at: daemon).status == 0)
    #expect(daemon.requests.first?.body.contains(#""email":"\#(text)""#) == true)
  }

  @Test("all that is wrong with a row is said at once")
  func allFaults() {
    let file = Scratch.file("\(Self.header)\nB-1,Müller,m@k.example,\"1.234,56\",,31.12.2098\n")
    let outcome = Run.dunningctl(["import", file], at: ImportTests.daemon())
    let lines = outcome.err.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.hasPrefix("\(file):2: error: ") })
  }

  @Test(
    "bytes that are not UTF-8 are called what they look like",
    arguments: [
      ([0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72], "Windows-1252", "windows-1252"),
      ([0xC9, 0xCF, 0xBA, 0xA3], "Chinese (GBK)", "gb18030"),
    ] as [([UInt8], String, String)])
  func encodings(name: [UInt8], looks: String, word: String) {
    let bytes = Array("\(Self.header)\nB-1,".utf8) + name + Array(",m@k.example,1.00,EUR,2098-12-31\n".utf8)
    let outcome = Run.dunningctl(["import", Scratch.file(bytes)], at: ImportTests.daemon())
    #expect(outcome.status == 1)
    #expect(outcome.err.contains("it looks like \(looks) (debtor)"))
    #expect(outcome.err.contains("`encoding: \(word)`"))
  }

  @Test(
    "a row that is none is named",
    arguments: [
      ("Summe,,,1234.56,,", "this is the sum of the rows above"), ("\u{0}\u{0}\u{0}", "the row holds zero bytes"),
      ("B-2,\"Müller,m@k.example", "the quote that opens on line 3 is never closed"),
      ("B-2,Müller,m@k.example,1.00,EUR,2098-12-31,bar", "7 fields, but the header has 6"),
    ])
  func noRows(row: String, message: String) {
    let file = Scratch.file("\(Self.header)\n\(Self.row)\n\(row)\n")
    let outcome = Run.dunningctl(["import", file], at: ImportTests.daemon())
    #expect(outcome.status == 1)
    #expect(outcome.out == "1 enqueued, 0 already known, 1 bad\n")
    #expect(outcome.err.contains("\(file):3: error: \(message)"), "\(outcome.err)")
  }

  @Test(
    "a file of another kind is refused by its name",
    arguments: [
      ("PK\u{3}\u{4}\u{14}\u{0}[Content_Types].xml", "an Excel workbook that is damaged or cut off"),
      ("<html><table><tr>", "this is a web page"), ("{1:F01X}", "this is a bank statement (MT940)"),
      ("Rechnungsnummer;Kunde;E-Mail;Betrag\n1;2;3;4\n", "dunningctl map draft FILE"),
    ])
  func foreign(text: String, message: String) {
    let outcome = Run.dunningctl(["import", Scratch.file(text)], at: ImportTests.daemon())
    #expect(outcome.status == 65)
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }

  @Test("a reference that is known with other content is a conflict, and not bad")
  func conflicts() {
    let problem = #"{"type":"t","title":"T","status":409,"code":"reference-taken","detail":"it is known otherwise"}"#
    let daemon = FakeDaemon(.chunked([#"{"line":1,"status":409,"problem":\#(problem)}"#]))
    let outcome = Run.dunningctl(["import", Scratch.file("\(Self.header)\n\(Self.row)\n")], at: daemon)
    #expect(outcome.status == 1)
    #expect(outcome.out == "0 enqueued, 0 already known, 1 in conflict, 0 bad\n")
  }
}
