import DunningTables
import Testing

/// Tables as maps read them.
@Suite struct MappedRowsTests {
  static func map(_ take: [(String, String)], _ change: (inout TableMap) -> Void = { _ in }) -> TableMap {
    var map = TableMap(name: "ours", kind: .claims)
    map.take = take.map { Taking(field: $0.0, sources: [Taking.Source($0.1)]) }
    change(&map)
    return map
  }

  static func values(_ rows: [MappedRow], _ field: String) -> [String?] { rows.map { $0[field] } }

  @Test("fields, constants, counted days and joined texts")
  func fields() throws {
    let map = Self.map([
      ("reference", "Nr"), ("amount", "Betrag"), ("issued", "Datum"), ("address", "{Straße}|{PLZ} {Ort}"),
    ]) {
      $0.file.numbers = NumberForm(decimal: ",")
      $0.file.days = [DayForm("dd.mm.yyyy") ?? .iso]
      $0.set = [.init(field: "due", value: "issued+30d"), .init(field: "currency", value: "EUR")]
    }
    let rows = try Samples.mapped(
      "Nr;Betrag;Datum;Straße;PLZ;Ort\nR1;5,50;1.12.2026;Weg 1;10115;Berlin\nR2;7;2.12.2026;;;\n", map)
    #expect(Self.values(rows, "amount") == ["5.50", "7"])
    #expect(Self.values(rows, "due") == ["2026-12-31", "2027-01-01"])
    #expect(Self.values(rows, "address") == ["Weg 1|10115 Berlin", nil])
    #expect(Self.values(rows, "currency") == ["EUR", "EUR"])
  }

  @Test("all that is wrong with a row is said at once, and the others are good")
  func faults() throws {
    let rows = try Samples.mapped(
      "reference,amount,due\nR1,\"1.234,5\",31.12.2026\nR2,5.00,2026-12-31\n",
      Self.map([("reference", "reference"), ("amount", "amount"), ("due", "due")]))
    #expect(rows.map { $0.faults.map(\.field) } == [["amount", "due"], []])
  }

  @Test("columns that are not there are named all at once, with those that are")
  func missing() {
    #expect {
      try Samples.mapped("a,b\n1,2\n", Self.map([("reference", "Nr"), ("amount", "Betrag")]))
    } throws: {
      let trouble = $0 as? TableTrouble
      return trouble?.message == "the map ours wants the columns \"Nr\", \"Betrag\""
        && trouble?.hint == "the file has \"a\", \"b\""
    }
  }

  @Test("a sum at the end, rows left out, nothing owed and credit notes")
  func leftOut() throws {
    let map = Self.map([("reference", "Nr"), ("amount", "Offen")]) {
      $0.file.footer = ["Summe", "合计"]
      $0.filters = [
        RowFilter(heading: "Status", words: ["offen", "überfällig"], takes: true),
        RowFilter(heading: "Art", words: ["Gutschrift"], takes: false),
      ]
    }
    let text = """
      Nr;Offen;Status;Art
      R1;5.00;Offen;Rechnung
      R2;6.00;bezahlt;Rechnung
      R3;0.00;offen;Rechnung
      R4;-7.00;offen;Rechnung
      R5;8.00;offen;gutschrift
      Summe;12.00;;
      R6;1.00;offen;Rechnung

      """
    let rows = try Samples.mapped(text, map)
    #expect(Self.values(rows, "reference") == ["R1", "R4"])
    #expect(rows.map(\.faults.count) == [0, 1])
  }

  @Test("rows of one claim are added up, or taken once; amounts that differ are not taken")
  func groups() throws {
    let text = "reference,amount\nR1,1.50\nR2,7.00\nR1,2.25\nR1,0.25\nR2,7.00\n"
    let take = [("reference", "reference"), ("amount", "amount")]
    let sum = try Samples.mapped(text, Self.map(take) { $0.rows = RowGroup(same: "reference", amount: .sum) })
    #expect(Self.values(sum, "amount") == ["4", "14"])
    let first = try Samples.mapped(text, Self.map(take) { $0.rows = RowGroup(same: "reference", amount: .first) })
    #expect(Self.values(first, "amount") == ["1.50", "7"])
    #expect(first.map(\.faults.isEmpty) == [false, true])
  }

  @Test("a second table says more of each row; a row that it does not know is at fault")
  func joins() throws {
    let map = Self.map([("reference", "Nr"), ("amount", "Betrag")]) {
      $0.join = TableJoin(
        file: "customers.csv", on: ("Kunde", "No"), take: [Taking(field: "email", sources: [Taking.Source("Mail")])])
    }
    let rows = try Samples.mapped(
      "Nr,Kunde,Betrag\nR1,17,1\nR2,18,2\n", map, joined: ["customers.csv": "All customers\nNo,Mail\n17,a@b.example\n"])
    #expect(Self.values(rows, "email") == ["a@b.example", nil])
    #expect(rows.map(\.faults.count) == [0, 1])
  }

  @Test("a statement's sign comes of its direction or of two columns, and its status of its words")
  func statement() throws {
    var map = Self.map([("booked", "日期"), ("amount", "金额"), ("direction", "收/支"), ("status", "状态")])
    map.kind = .statement
    map.directions = [.in: ["收入"], .out: ["支出"], .neither: ["不计收支"]]
    map.statuses = [.done: ["成功"], .pending: ["等待"], .void: ["关闭"]]
    let rows = try Samples.mapped(
      "日期,金额,收/支,状态\n2026-12-01,¥5.00,收入,成功\n2026-12-01,3.00,支出,等待\n2026-12-01,9.00,不计收支,成功\n2026-12-02,1.00,?,关闭\n",
      map)
    #expect(Self.values(rows, "amount") == ["5.00", "-3.00", "1.00"])
    #expect(Self.values(rows, "status") == ["booked", "pending", "void"])
    #expect(rows.map(\.faults.count) == [0, 0, 1])

    map = Self.map([("booked", "Tag"), ("credit", "Haben"), ("debit", "Soll")])
    map.kind = .statement
    let columns = try Samples.mapped(
      "Tag,Soll,Haben\n2026-12-01,,5.00\n2026-12-01,3.00,\n2026-12-01,-4.00,\n2026-12-01,,\n", map)
    #expect(Self.values(columns, "amount") == ["5.00", "-3.00", "-4.00", nil])
    #expect(columns.map(\.faults.count) == [0, 0, 0, 1])
  }

  @Test("cells of a workbook that are numbers and days are not read as text")
  func workbook() throws {
    let map = Self.map([("reference", "reference"), ("debtor", "debtor"), ("amount", "amount"), ("due", "due")]) {
      $0.file.numbers = NumberForm(decimal: ",", thousands: ".")
      $0.file.days = [DayForm("dd.mm.yyyy") ?? .iso]
    }
    var rows = try MappedRows(ByteStream(try Samples.bytes("open-items.xlsx")), map) { _ throws(TableTrouble) in
      throw TableTrouble("no join")
    }
    let first = try #require(try rows.next())
    #expect(first.fields.map(\.value) == ["RE-1", "Müller GmbH", "1234.56", "2026-12-31"])
    #expect(first.line == 4)
  }

  private static func statement(_ take: [(String, String)], _ change: (inout TableMap) -> Void = { _ in }) -> TableMap {
    map(take) {
      $0.kind = .statement
      change(&$0)
    }
  }

  @Test(
    "the account before the header",
    arguments: [
      ("IBAN;DE91 1000", "DE911000"), ("Konto:;DE91 / Giro", "DE91"), ("账号：[6222 01]", "622201"),
      ("Kontoname;1;IBAN;7", "7"),
      ("\"Girokonto DE91\"", "DE91"), ("Kontostand;5", nil),
    ] as [(String, String?)])
  func account(title: String, account: String?) throws {
    let map = Self.statement([("amount", "Betrag")]) { $0.file.account = ["IBAN", "Konto", "账号", "Girokonto"] }
    let rows = try Samples.mapped("\(title)\nBetrag;x;y;z\n5;;;\n", map)
    #expect(Self.values(rows, "own_account") == [account])
  }

  @Test("what a wallet leaves, and the other side by the way that the money goes")
  func wallet() throws {
    let map = Self.statement([
      ("gross", "Gross"), ("fee", "Fee"), ("payer", "From"), ("payee", "To"), ("status", "State"),
    ]) {
      $0.statuses = [.done: ["ok", "refunded*"]]
    }
    let rows = try Samples.mapped(
      "Gross,Fee,From,To,State\n10,-0.59,a,b,ok\n-5,0.10,a,b,refunded (1)\n7,,-,b,no\n", map)
    #expect(Self.values(rows, "amount") == ["9.41", "-5.10", "7"])
    #expect(Self.values(rows, "name") == ["a", "b", nil])
    #expect(rows.map(\.faults.count) == [0, 0, 1])
  }

  @Test("the state of a row that moves no money need not be known")
  func neither() throws {
    let map = Self.statement([("amount", "Sum"), ("direction", "Way"), ("status", "State")]) {
      ($0.directions, $0.statuses) = ([.in: ["in"], .neither: ["/"]], [.done: ["ok"]])
    }
    let rows = try Samples.mapped("Sum,Way,State\n1,/,what\n2,in,ok\n", map)
    #expect(Self.values(rows, "amount") == ["2"])
    #expect(rows.map(\.faults.count) == [0])
  }
}
