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

  @Test("an account of a German bank, with lines before its header, becomes a map with no question")
  func germanBank() throws {
    let text = """
      Kontonummer: DE89370400440532013000;;;;
      Zeitraum: 01.12.2026 - 01.12.2026;;;;
      Buchung;Wert;Auftraggeber;Vermerk;Umsatz in EUR
      01.12.2026;01.12.2026;Petra Klein;"Re 2026-009 Klein";250,00
      30.12.2026;30.12.2026;Vermieter;"Miete Dez.";-1.100,00

      """
    let draft = try Self.draft(Array(text.utf8), .statement)
    #expect(draft.questions == [])
    for line in [
      "  header: \"Buchung\"", "  decimal: \",\"", "  thousands: \".\"", "  value: \"Wert\"", "  text: \"Vermerk\"",
      "  name: \"Auftraggeber\"", "  amount: \"Umsatz in EUR\"", "set:\n  currency: \"EUR\"",
    ] { #expect(draft.yaml.contains("\(line)\n"), "\(line)") }
    #expect(draft.rows.map { $0["name"] } == ["Petra Klein", "Vermieter"])
  }

  @Test("a header below other lines is found by its shape, where none of its words is known")
  func strangeHeader() throws {
    let draft = try Self.draft(Array("Konto 1;;;\nstand gestern;;;\nAa;Bb;Cc;Dd\n1;2;3;4\n".utf8), .statement)
    #expect(draft.yaml.contains("  header: \"Aa\"\n"), "\(draft.yaml)")
    #expect(draft.yaml.contains("# Not taken: \"Aa\", \"Bb\", \"Cc\", \"Dd\""))
  }

  @Test("open items with the euro's sign, an address in three columns and a sum below them")
  func invoices() throws {
    let text = """
      FakturaPro 7.2 - Offene Rechnungen

      Beleg-Nr.;Belegdatum;Fällig;Kd.-Nr.;Kundenname;Straße;PLZ;Ort;E-Mail;Offen
      RE-1;02.11.2026;16.11.2026;K7;Höfer;Am Markt 4;53111;Bonn;a@hoefer.example;2.380,00 €
      RE-2;20.11.2026;31.12.2026;K7;Höfer;Am Markt 4;53111;Bonn;a@hoefer.example;7,00 €
      Summe;;;;;;;;;2.387,00 €

      """
    let draft = try Self.draft(Array(text.utf8))
    #expect(draft.questions == [])
    for line in [
      "  address: \"{Straße}|{PLZ} {Ort}\"", "  debtor_id: \"Kd.-Nr.\"", "set:\n  currency: \"EUR\"",
      "not:\n  \"Beleg-Nr.\": \"Summe\"",
    ] { #expect(draft.yaml.contains("\(line)\n"), "\(line)\n\(draft.yaml)") }
    #expect(draft.rows.map { $0["reference"] } == ["RE-1", "RE-2"])
    #expect(draft.rows.map(\.faults.count) == [0, 0])
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
