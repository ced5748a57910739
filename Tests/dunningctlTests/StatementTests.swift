import Testing

/// `statement read` at the command line: no daemon.
@Suite struct StatementTests {
  private static let statement = """
    :20:STARTUMS
    :25:DE91100000000123456789
    :28C:1/1
    :60F:C261126EUR1000,00
    :61:2611281127CR119,00NTRFNONREF//2026112700001
    :86:166?00GUTSCHRIFT?20EREF+E2E-1?21SVWZ+RE-2026-?220207?31DE02120300000000202051?32M\u{1B}[1mueller
    :61:2611271127DR20,00NTRFNONREF
    :86:109?00RETOURE?20SVWZ+zurueck?34914
    :62F:C261127EUR1099,00
    -
    :20:2
    :25:42
    :60F:C261126JPY1,
    :62F:C261127JPY0,
    -

    """

  private static func read(_ words: [String], _ input: String = statement) -> Outcome {
    Run.dunningctl(["statement", "read"] + words, socket: "/nowhere", input: input)
  }

  @Test("a statement is shown in every form", arguments: ["table", "json", "jsonl", "csv"])
  func forms(form: String) {
    let outcome = Self.read(["-", "-o", form])
    #expect(outcome.status == 0)
    #expect(outcome.err == "")
    Golden.expect(outcome.out, "statement.\(form)")
  }

  @Test("what JSON Lines were made of an entry is read again as the same entry")
  func neutral() {
    let entry =
      #"{"own_account":"A","amount":"-1.50","currency":"EUR","booked":"2026-11-27","status":"void","text":"x","parts":null}"#
    let outcome = Self.read(["-", "-o", "json"], entry)
    #expect(outcome.status == 0)
    #expect(outcome.out.contains(#""format":"jsonl""#))
    #expect(
      outcome.out.contains(#""amount":"-1.50","currency":"EUR","booked":"2026-11-27","value":null,"status":"void""#))
  }

  @Test("of a file that is cut off nothing is shown, and the line is told")
  func cut() {
    let outcome = Self.read(["-", "-o", "json"], String(Self.statement.prefix(150)))
    #expect(outcome.status == 65)
    #expect(outcome.out == "")
    #expect(outcome.err.contains("the file ends before the closing balance"))
  }

  @Test("one of several files that cannot be read stops no other")
  func several() {
    let (good, bad) = (Scratch.file(Self.statement, "sta"), Scratch.file("%PDF-1.7", "pdf"))
    let outcome = Self.read([bad, good, "/nowhere/x", "-o", "jsonl"])
    #expect(outcome.status == 1)
    #expect(outcome.out.split(separator: "\n").count == 1)
    #expect(outcome.err.contains("this is a PDF"))
    #expect(outcome.err.contains("cannot read /nowhere/x"))
    #expect(Self.read(["/nowhere/x"]).status == 66)
    #expect(Self.read([bad]).status == 65)
  }

  @Test("a table is read by a map, with the account that stands before the header")
  func table() {
    let table = Scratch.file(
      """
      "Girokonto";"DE02 1203 0000 0000 2020 51"
      ""
      "Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"IBAN";"Betrag (€)"
      "27.11.26";"27.11.26";"Gebucht";"Müller GmbH";"ACME GmbH";"RE-2026-0207";"DE91100000000123456789";"1.119,00"
      "28.11.26";"28.11.26";"Vorgemerkt";"ACME GmbH";"Vermieter";"Miete";"DE88100000000123456788";"-20,00"

      """, "csv")
    let outcome = Self.read([table, "--map", "dkb", "--data-dir", "etc", "-o", "csv"])
    #expect(outcome.err == "")
    #expect(Self.read([table, "--data-dir", "etc", "-o", "csv"]) == outcome, "the one map that fits is found")
    let lines = outcome.out.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(lines.map { $0[1] } == ["own_account", "DE02120300000000202051", "DE02120300000000202051"])
    #expect(lines.map { $0[2] } == ["amount", "1119.00", "-20.00"])
    #expect(lines.map { $0[6] } == ["status", "booked", "pending"])
    #expect(lines.map { $0[11] } == ["name", "Müller GmbH", "Vermieter"])
  }

  @Test("what cannot be read of a row is a fault of the whole file")
  func brokenTable() {
    let table = Scratch.file("Booking Date,Amount (EUR)\n2026-11-27,12.00\n2026-11-27,zwölf\n", "csv")
    let outcome = Self.read([table, "--map", "n26", "--data-dir", "etc", "-o", "json"])
    #expect(outcome.status == 65)
    #expect(outcome.out == "")
    #expect(outcome.err.contains("line 3"))
  }

  @Test("a map of claims reads no statement, and settings want a map")
  func otherMaps() {
    let table = Scratch.file("Booking Date,Amount (EUR)\n2026-11-27,12.00\n", "csv")
    #expect(Self.read([table, "--map", "xero", "--data-dir", "etc"]).err.contains("the map xero is for claims"))
    #expect(Self.read([table, "--set", "currency=EUR"]).status == 64)
    #expect(
      Self.read([table, "--map", "n26", "--set", "curency=EUR", "--data-dir", "etc"]).err.contains(
        "did you mean currency?"))
  }
}
