import DunningSQL
import DunningTesting
import Testing

@Suite("Statements")
struct SQLTests {
  private let folder: ScratchFolder
  private let database: SQLiteEngine

  init() throws {
    folder = try ScratchFolder()
    database = try SQLiteEngine(file: folder.path + "/test.sqlite", readers: 1)
    try database.migrate(Self.migrations)
  }

  private static let migrations = [
    SQLMigration("1: things") { try $0.script("CREATE TABLE thing (id INTEGER PRIMARY KEY, value, name TEXT UNIQUE)") }
  ]

  @Test(
    "a value comes back as it was given, also nothing, an empty text and no bytes",
    arguments: [
      SQLValue.null, .number(.min), .number(0), .text(""), .text("Köln \u{1F600}"), .bytes([]), .bytes([0, 255]),
    ])
  func roundTrip(value: SQLValue) throws {
    let read = try database.write { sql in
      let id = try sql.inserted("INSERT INTO thing (value) VALUES (?)", value)
      return try sql.first("SELECT value FROM thing WHERE id = ?", .number(id)) { $0.value(0) }
    }
    #expect(read == value)
  }

  @Test("nothing is told from an empty value")
  func nothing() throws {
    try database.write { try $0.run("INSERT INTO thing (id, value, name) VALUES (1, ?, ?)", .null, .text("")) }
    let row = try database.read { sql in
      try sql.first("SELECT value, name FROM thing") { row in
        (bytes: row.bytesIfAny(0), text: row.textIfAny(1), number: row.number(0), any: row.numberIfAny(0))
      }
    }
    let missing = try database.read { try $0.first("SELECT name FROM thing WHERE id = 2") { $0.text(0) } }
    #expect(row?.bytes == .some(nil))
    #expect(row?.text == "")
    #expect(row?.number == 0)
    #expect(row?.any == .some(nil))
    #expect(missing == nil)
  }

  @Test("what is inserted has the number of its row, and what is changed is counted")
  func numbers() throws {
    let insert = "INSERT INTO thing (name) VALUES (?)"
    let inserted = try database.write { sql in
      [try sql.inserted(insert, .text("a")), try sql.inserted(insert, [.text("b")])]
    }
    let changed = try database.write { sql in
      [
        try sql.changed("UPDATE thing SET value = 7"), try sql.changed("DELETE FROM thing WHERE id = ?", .number(3)),
      ]
    }
    let returned = try database.write { sql in
      try sql.first("UPDATE thing SET value = 8 WHERE id = 2 RETURNING name") { $0.text(0) }
    }
    #expect(inserted == [1, 2])
    #expect(changed == [2, 0])
    #expect(returned == "b")
  }

  @Test("a step that fails is taken back alone, and one that is only looked at as well")
  func apart() throws {
    struct Refused: Error {}
    let names = try database.write { sql in
      try sql.run("INSERT INTO thing (name) VALUES ('before')")
      #expect(throws: Refused.self) {
        try sql.apart {
          try sql.run("INSERT INTO thing (name) VALUES ('refused')")
          throw Refused()
        }
      }
      let count = try sql.apart(isKept: false) {
        try sql.run("INSERT INTO thing (name) VALUES ('seen')")
        return try sql.all("SELECT name FROM thing") { $0.text(0) }.count
      }
      #expect(count == 2)
      try sql.apart { try sql.run("INSERT INTO thing (name) VALUES ('after')") }
      return try sql.all("SELECT name FROM thing ORDER BY id") { $0.text(0) }
    }
    #expect(names == ["before", "after"])
  }

  @Test("each row is handed over as it is read, the walk ends when enough was seen, and the body may ask the same")
  func each() throws {
    let query = "SELECT value FROM thing WHERE value > ? ORDER BY id"
    var (seen, asked) = ([Int64](), [Int64?]())
    try database.write { sql in
      for number: Int64 in 1...5 { try sql.run("INSERT INTO thing (value) VALUES (?)", .number(number)) }
      try sql.each(query, .number(1)) { row in
        seen.append(row.number(0))
        asked.append(try sql.first(query, .number(4)) { $0.number(0) })
        return seen.count < 3
      }
    }
    #expect(seen == [2, 3, 4])
    #expect(asked == [5, 5, 5])
  }

  @Test("a mistake, a second row of what there is once, a full file and no database are told apart")
  func kinds() throws {
    func kind(_ body: (SQLConnection) throws -> Void) -> SQLError.Kind? {
      #expect(throws: SQLError.self) { try database.write(body) }?.kind
    }
    #expect(kind { try $0.run("INSERT INTO thyng (name) VALUES ('a')") } == .other)
    #expect(kind { for _ in 1...2 { try $0.run("INSERT INTO thing (name) VALUES ('a')") } } == .constraint)
    #expect(kind { _ = try $0.all("SELECT value FROM thing WHERE") { $0.number(0) } } == .other)
    #expect(try database.read { try $0.all("SELECT id FROM thing") { $0.number(0) } } == [])
    try database.write { _ = try $0.first("PRAGMA max_page_count = 1") { $0.number(0) } }
    #expect(kind { try $0.run("INSERT INTO thing (value) VALUES (zeroblob(1000000))") } == .full)
    try folder.write(String(repeating: "not a database ", count: 1000), to: "other.sqlite")
    let error = #expect(throws: SQLError.self) { try SQLiteEngine(file: folder.path + "/other.sqlite", readers: 1) }
    #expect(error?.kind == .damaged)
    let missing = #expect(throws: SQLError.self) { try SQLiteEngine(reading: folder.path + "/none/test.sqlite") }
    #expect(missing?.kind == .cannotOpen)
  }

  @Test("what throws in a transaction leaves nothing, and statements go on afterwards")
  func rollback() throws {
    struct Refused: Error {}
    #expect(throws: Refused.self) {
      try database.write { sql in
        try sql.run("INSERT INTO thing (name) VALUES ('a')")
        _ = try sql.all("SELECT name FROM thing") { _ in throw Refused() }
      }
    }
    #expect(try database.read { try $0.all("SELECT name FROM thing") { $0.text(0) } } == [])
  }

  @Test("the schema is told as earlier, current or later, and each migration runs once")
  func schema() throws {
    let later = Self.migrations + [SQLMigration("2: another") { try $0.script("CREATE TABLE other (id INTEGER)") }]
    #expect(try database.schema(Self.migrations) == .current)
    #expect(try database.schema(later) == .earlier)
    try database.migrate(later)
    try database.migrate(later)
    #expect(try database.schema(later) == .current)
    #expect(try database.schema(Self.migrations) == .later)
    #expect(try SQLiteEngine(reading: folder.path + "/test.sqlite").schema(later) == .current)
  }
}
