import Testing

@testable import dunningctl

/// The exports of other programs, and the maps by which they are read.
@Suite struct MapTests {
  static let programs = [
    "odoo", "erpnext", "xero", "quickbooks", "freshbooks", "zoho", "stripe", "lexoffice", "sevdesk", "easybill",
    "datev-opos", "datev-extf", "pennylane", "holded", "kingdee", "invoice-ninja",
  ]
  static let etc = "\(Scratch.package)/etc"

  static func export(_ program: String) -> String { "\(Scratch.fixtures)/exports/\(program).csv" }

  @Test("an export made by hand goes in by one command", arguments: programs)
  func exports(program: String) {
    let daemon = ImportTests.daemon()
    let outcome = Run.dunningctl(
      ["import", Self.export(program), "--map", program, "--data-dir", Self.etc, "--set", "policy=standard"], at: daemon
    )
    #expect(outcome.status == 0)
    Golden.expect(daemon.requests.map(\.body).joined() + outcome.err, "exports/\(program).jsonl")
  }

  @Test("what no map can know is said with the import, and goes before what the map says")
  func set() {
    let daemon = ImportTests.daemon()
    let words = ["import", Self.export("quickbooks"), "--map", "quickbooks", "--data-dir", Self.etc]
    #expect(Run.dunningctl(words + ["--set", "currency=USD"], at: daemon).status == 0)
    #expect(daemon.requests.first?.body.contains(#""currency":"USD""#) ?? false)
    #expect(Run.dunningctl(words + ["--set", "curency=USD"], at: daemon).err.contains("did you mean currency?"))
    #expect(Run.dunningctl(words + ["--set", "currency"], at: daemon).status == 64)
    #expect(Run.dunningctl(["import", Self.export("odoo"), "--set", "policy=x"], at: daemon).status == 64)
  }

  @Test("a batch of bookings is no complete list of what is open")
  func bookings() {
    let daemon = ImportTests.daemon()
    let outcome = Run.dunningctl(
      ["import", Self.export("datev-extf"), "--map", "datev-extf", "--data-dir", Self.etc, "--snapshot"], at: daemon)
    #expect(outcome.status == 65 && outcome.err.contains("does not name all that is open"), "\(outcome.err)")
    #expect(daemon.requests.isEmpty)
  }

  @Test("a large export of Invoice Ninja goes in")
  func large() {
    let outcome = Run.dunningctl(
      ["import", "\(Scratch.fixtures)/invoice-ninja.csv", "--map", "invoice-ninja", "--data-dir", Self.etc],
      at: ImportTests.daemon())
    #expect(outcome.status == 0)
    #expect(outcome.out == "212 enqueued, 0 already known, 0 bad\n")
  }

  @Test("every shipped map can be used, and says whether anybody has verified it")
  func list() {
    let outcome = Run.dunningctl(["map", "list", "-o", "jsonl", "--data-dir", Self.etc])
    #expect(outcome.status == 0)
    let names = outcome.out.split(separator: "\n").compactMap { JSONValue(parsing: Array($0.utf8))?["name"]?.text }
    for program in Self.programs { #expect(names.contains(program)) }
    #expect(outcome.out.split(separator: "\n").allSatisfy { $0.contains("\"verified\":") })
  }

  @Test("a draft is a map that its own file goes in by")
  func draft() throws {
    let text = "Rechnungsnr.;Kunde;E-Mail;Offen;Fällig\nRE-1;Müller;m@k.example;1.190,00;31.12.2098\n"
    let file = Scratch.file(text)
    let draft = Run.dunningctl(["map", "draft", file])
    #expect(draft.status == 0)
    #expect(draft.err.hasPrefix("question: no column is known to hold currency"))
    let map = Scratch.file(draft.out + "set: {currency: EUR}\n", "yaml")
    let daemon = ImportTests.daemon()
    #expect(Run.dunningctl(["import", file, "--map", map], at: daemon).status == 0)
    #expect(
      daemon.requests[0].body == #"{"reference":"RE-1","debtor":"Müller","email":"m@k.example","amount":"1190","#
        + #""due":"2098-12-31","currency":"EUR","open_balance":true}"# + "\n")
  }

  @Test(
    "a map with mistakes is refused with all of them, and where they stand",
    arguments: [
      ("take: {refrence: A}\n", ["1:8: error: there is no field \"refrence\"; did you mean reference?"]),
      (
        "file: {date: dd.yy, decimal: x}\ntake: {reference: A}\n",
        ["1:14: error: date cannot be", "1:30: error: decimal"]
      ),
      (
        "file: {date: [dd/mm/yyyy, mm/dd/yyyy]}\ntake: {reference: A}\n",
        ["date names forms that one day could be read in"]
      ),
      (
        "file: {date: [yyyy-mm-dd, yyyy/m/d]}\ncomplete: maybe\ntake: {reference: A}\n",
        ["2:11: error: complete cannot be"]
      ),
      ("file: {date: ddmm}\ntake: {reference: A}\n", ["date has no year"]),
      ("direction: {in: x}\ntake: {reference: A}\n", ["direction is for maps of the kind statement"]),
      ("tke: {}\n", ["unknown key \"tke\"", "the file needs take"]),
    ])
  func mistakes(map: String, messages: [String]) {
    let outcome = Run.dunningctl(
      ["import", Scratch.file("A\n1\n"), "--map", Scratch.file(map, "yaml")], at: ImportTests.daemon())
    #expect(outcome.status == 65)
    for message in messages { #expect(outcome.err.contains(message), "\(outcome.err)") }
  }

  @Test("a map that is not there, and one for statements, are refused with what to do")
  func wrongMap() {
    let file = Self.export("odoo")
    let unknown = Run.dunningctl(["import", file, "--map", "oddo", "--data-dir", Self.etc], at: ImportTests.daemon())
    #expect(unknown.err.contains("did you mean odoo?"))
    let statement = Run.dunningctl(
      ["import", file, "--map", "alipay", "--data-dir", Self.etc], at: ImportTests.daemon())
    #expect(statement.err.contains("dunningctl statement read FILE --map alipay"))
    #expect([unknown.status, statement.status] == [65, 65])
  }

  @Test("a file that is joined lies beside the first, and is missed when it does not")
  func noJoin() {
    let file = Scratch.file(Scratch.read(Self.export("erpnext")) ?? "")
    let map = Scratch.file(
      "take: {reference: Voucher No, debtor: Party}\njoin: {file: nowhere.csv, on: {Party: ID}, take: {email: Mail}}\n",
      "yaml")
    let outcome = Run.dunningctl(["import", file, "--map", map], at: ImportTests.daemon())
    #expect(outcome.status == 65)
    #expect(outcome.err.contains("nowhere.csv"))
  }
}
