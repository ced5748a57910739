import DunningConfiguration
import DunningTables
import Testing

@testable import DunningMailroom

@Suite("Tables of claims")
struct ClaimTableTests {
  private static let fields = ["reference", "debtor", "amount", "currency", "due", "issued", "email", "policy"]

  private static func map(_ text: ClaimTableQuestion.MapText) -> Result<TableMap, MapTrouble> {
    do throws(ConfigurationError) {
      return .success(
        try TableMap.reading(text.yaml, name: text.name, claimFields: fields))
    } catch {
      return .failure(MapTrouble("\(error)"))
    }
  }

  private func read(_ text: String, _ maps: [(String, String)] = [], _ columns: ClaimColumns? = nil)
    -> ClaimTableReading
  {
    let question = ClaimTableQuestion(
      bytes: Array(text.utf8), name: "offen.csv", maps: maps.map { .init(name: $0.0, yaml: $0.1) }, columns: columns)
    // As it is handed to another process.
    guard let frame = try? question.frame(), let same = ClaimTableQuestion(frame: frame), same == question else {
      return ClaimTableReading(trouble: "the frame is not whole")
    }
    return ClaimTableReading(same, map: Self.map)
  }

  @Test("the columns of a claim file are read as they are called")
  func own() {
    let reading = read(
      "Reference,debtor,Amount,currency,due,email,policy\nR-1,Müller AG,12.50,EUR,2026-12-30,a@b.example,x\n")
    #expect(reading.trouble == nil && reading.map == nil && reading.rows.count == 1, "\(reading)")
    #expect(reading.rows.first?.fields["policy"] == "x" && reading.rows.first?.fields["amount"] == "12.50")
    #expect(reading.columns.headings["reference"] == "Reference")
  }

  private static let office = (
    "office",
    """
    title: Office
    file: {decimal: ",", thousands: ".", date: dd.mm.yyyy}
    take: {reference: Belegnummer, debtor: Kunde, amount: Offen, due: Fällig am}
    set: {currency: EUR}
    amount_is: open
    """
  )
  private static let table =
    "Belegnummer;Kunde;Offen;Fällig am\nRE-1;Holzwurm;1.234,50;30.12.2026\nRE-2;Nord;0,00;30.12.2026\n"
    + "RE-3;Süd;viel;30.12.2026\n"

  @Test("the map that fits is found, and tells what is wrong with a row")
  func fits() {
    let other = ("other", "take: {reference: Nr, debtor: Name, amount: Betrag, due: Tag}\nset: {currency: EUR}")
    let reading = read(Self.table, [other, Self.office])
    #expect(reading.map == "office" && reading.fitting == ["office"], "\(reading)")
    #expect(reading.rows.first?.fields["amount"] == "1234.50" && reading.rows.first?.fields["due"] == "2026-12-30")
    #expect(reading.columns.isOpenBalance && reading.nothingOwed == 1)
    #expect(reading.rows.last?.faults.first?.field == "amount")
  }

  private static let german =
    "Rechnungsnummer;Kunde;E-Mail;Rechnungsdatum;Fälligkeit;Offener Betrag;Währung\n"
    + "RE-1;Holzwurm;a@b.example;01.11.2026;30.12.2026;1.234,50;EUR\n"

  private static func lists(_ name: String, due: String) -> (String, String) {
    (
      name,
      """
      file: {decimal: ",", thousands: ".", date: dd.mm.yyyy}
      take:
        reference: [Belegnummer, Rechnungsnummer]
        debtor: [Firma, Kunde]
        amount: [Offener Betrag, Offen]
        currency: [Währung]
        due: [\(due)]
      set: {currency: EUR}
      amount_is: open
      """
    )
  }

  @Test("of several maps that fit the one counts by which the fewest rows lack something, and its columns are shown")
  func fewestFaults() {
    let maps = [Self.lists("alpha", due: "Fällig am"), Self.lists("beta", due: "Fälligkeitsdatum, Fälligkeit")]
    let reading = read(Self.german, maps)
    #expect(reading.map == "beta" && reading.rows.first?.fields["due"] == "2026-12-30", "\(reading)")
    #expect(reading.columns.headings["due"] == "Fälligkeit" && reading.columns.headings["debtor"] == "Kunde")
  }

  @Test("what the headings tell counts where no map reads it without fault")
  func draftBefore() {
    let reading = read(Self.german, [Self.lists("alpha", due: "Fällig am")])
    #expect(reading.map == nil && reading.rows.first?.fields["due"] == "2026-12-30", "\(reading)")
    #expect(reading.fitting == ["alpha"])
  }

  @Test("one bad amount does not spoil how the others are read, and umlauts may be written out")
  func oneBad() {
    let reading = read(
      "Rechnungsnummer;Kunde;Faellig;Betrag;Waehrung\nR-1;A;30.12.2026;1.234,56;EUR\nR-2;B;30.12.2026;45,00;EUR\n"
        + "R-3;C;30.12.2026;99,x;EUR\nR-4;D;30.12.2026;10,00;EUR\n")
    #expect(reading.columns.decimal == "," && reading.columns.headings["due"] == "Faellig", "\(reading)")
    #expect(reading.rows.map { $0.faults.isEmpty } == [true, true, false, true])
    #expect(reading.rows.first?.fields["amount"] == "1234.56")
    #expect(reading.rows[2].line == 4 && reading.rows[2].faults.first?.field == "amount")
  }

  @Test("without a map the headings tell what they can, and a person the rest")
  func asked() {
    let drafted = read("Nr;Wer;Wieviel\nRE-1;Holzwurm;12,50\n")
    #expect(drafted.trouble == nil && drafted.headings == ["Nr", "Wer", "Wieviel"], "\(drafted)")
    #expect(drafted.examples == [["RE-1", "Holzwurm", "12,50"]])
    let columns = ClaimColumns(
      headings: ["reference": "Nr", "debtor": "Wer", "amount": "Wieviel"],
      constants: ["currency": "EUR", "due": "2026-12-30"], decimal: ",", days: "dd.mm.yyyy")
    let reading = read("Nr;Wer;Wieviel\nRE-1;Holzwurm;1.012,50\n", [], columns)
    #expect(reading.rows.first?.fields["amount"] == "1012.50", "\(reading)")
    #expect(reading.rows.first?.fields["due"] == "2026-12-30" && reading.columns == columns)
  }

  @Test("a title above columns that nobody knows is none of them")
  func titles() {
    let drafted = read("Offene Posten der Firma\nStand 01.12.2026\n\nAA;BB;CC\nRE-1;Holzwurm;12,50\n")
    #expect(
      drafted.headings == ["AA", "BB", "CC"] && drafted.examples == [["RE-1", "Holzwurm", "12,50"]], "\(drafted)")
    let columns = ClaimColumns(
      headings: ["reference": "AA", "debtor": "BB", "amount": "CC"],
      constants: ["currency": "EUR", "due": "2026-12-30"], decimal: ",", days: "dd.mm.yyyy")
    let reading = read("Offene Posten der Firma\nStand 01.12.2026\n\nAA;BB;CC\nRE-1;Holzwurm;12,50\n", [], columns)
    #expect(reading.rows.map { $0.fields["amount"] } == ["12.50"], "\(reading)")
  }

  @Test("what is no table is said so", arguments: ["", "%PDF-1.7", "just words"])
  func none(text: String) {
    let reading = read(text)
    #expect(reading.trouble != nil || reading.rows.isEmpty)
  }
}
