import DunningTables
import Testing

/// Maps that are drafted from a file's headings.
@Suite struct MapDraftTests {
  static func draft(_ bytes: [UInt8], _ kind: TableMap.Kind = .claims) throws -> MapDraft {
    try MapDraft(bytes, name: "offen.csv", kind: kind)
  }

  static let german = """
    Offene Posten vom Montag
    Rechnungsnummer;Kunde;E-Mail;Offener Betrag;Rechnungsdatum;Fällig am;Notiz
    RE-1;Müller GmbH;m@kunde.example;1.234,56;03.04.2026;31.12.2026;x
    RE-2;Weiß & Söhne;w@kunde.example;7,00;05.06.2026;07.08.2026;

    """

  @Test("a German list in Windows-1252 becomes a map with one question")
  func german() throws {
    let bytes = Self.german.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let draft = try Self.draft(bytes)
    #expect(draft.questions.count == 1)
    #expect(draft.questions.first?.contains("currency") ?? false)
    for line in [
      "  encoding: windows-1252", "  header: \"Rechnungsnummer\"", "  decimal: \",\"", "  thousands: \".\"",
      "  date: \"dd.mm.yyyy\"", "  reference: \"Rechnungsnummer\"", "  debtor: \"Kunde\"",
      "  amount: \"Offener Betrag\"",
      "  # currency: ?", "# Not taken: \"Notiz\"",
    ] { #expect(draft.yaml.contains("\(line)\n"), "\(line)") }
    #expect(draft.rows.map { $0["due"] } == ["2026-12-31", "2026-08-07"])
    #expect(draft.rows.map { $0["debtor"] } == ["Müller GmbH", "Weiß & Söhne"])
  }

  @Test("a discount with its last day is taken, and a bare number is asked about")
  func discount() throws {
    func draft(_ discount: String) throws -> MapDraft {
      try Self.draft(
        Array(
          """
          Rechnungsnummer;Kunde;E-Mail;Offener Betrag;Währung;Fällig am;Skonto;Skonto bis
          RE-1;Müller;m@kunde.example;1.234,56;EUR;31.12.2026;\(discount);10.12.2026

          """.utf8))
    }
    let share = try draft("2,5 %")
    #expect(share.questions == [])
    #expect(share.rows.first?["discount"] == "2.5%" && share.rows.first?["discount_until"] == "2026-12-10")
    let sum = try draft("24,69")
    #expect(sum.questions.count == 1 && sum.questions.first?.contains("is \"24,69\" under \"Skonto\" a sum?") == true)
    #expect(sum.rows.first?["discount"] == "24.69")
  }

  @Test("day and month, and what may be thousands, are asked")
  func questions() throws {
    let text =
      "Invoice Number,Customer Name,Email,Amount Due,Due Date,Currency\nA,B,c@d.example,\"1,234\",03/04/2026,EUR\n"
    let draft = try Self.draft(Array(text.utf8))
    #expect(draft.questions.count == 2)
    #expect(draft.yaml.contains("  # date: dd/mm/yyyy or mm/dd/yyyy?\n"))
    #expect(!draft.yaml.contains("\n  date:"))
    #expect(!draft.yaml.contains("\n  decimal:"))
  }

  @Test("a statement of a wallet in Chinese")
  func statement() throws {
    let text = "交易时间,交易对方,收/支,金额\n2026-10-01 08:00:00,上海示例,收入,¥5.00\n"
    let draft = try Self.draft(Array(text.utf8), .statement)
    for line in ["kind: statement", "  booked: \"交易时间\"", "  direction: \"收/支\"", "  amount: \"金额\""] {
      #expect(draft.yaml.contains("\(line)\n"), "\(line)")
    }
  }

  @Test("a workbook has no encoding to ask for")
  func workbook() throws {
    let draft = try Self.draft(try Samples.bytes("open-items.xlsx"))
    #expect(draft.questions == [])
    #expect(draft.rows.first?["amount"] == "1234.56")
    #expect(!draft.yaml.contains("encoding"))
  }

  @Test("what is no table is refused", arguments: ["", "%PDF-1.4"])
  func refused(text: String) {
    #expect(throws: TableTrouble.self) { try Self.draft(Array(text.utf8)) }
  }
}
