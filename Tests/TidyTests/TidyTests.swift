import Testing

@Suite("The sources keep the rules of the house")
struct TidyTests {
  @Test("every import goes in the direction of the design")
  func imports() throws {
    let files = try SourceFile.all()
    #expect(Set(files.map(\.target)) == Set(ImportTable.allowed.keys))
    #expect(ImportTable.violations(in: files) == [])
  }

  @Test("the picture in ARCHITECTURE.md is what the imports say")
  func picture() throws {
    #expect(try ArchitecturePicture.edges(in: SourceFile.architecture()) == ImportTable.edges(in: SourceFile.all()))
  }

  @Test("what does not belong into the sources does not stand there", arguments: BannedWord.all)
  func banned(word: BannedWord) throws {
    #expect(try word.violations(in: SourceFile.all()) == [])
  }

  @Test("no folder has more Swift files than a reader looks through")
  func folders() throws { #expect(try Folders.crowded(SourceFile.allPaths()) == []) }

  @Test("every exception is a file or a target that there is")
  func exceptions() throws {
    let files = try SourceFile.all()
    let known = Set(files.map(\.target)).union(files.map { "\($0.target)/\($0.path)" })
    #expect(BannedWord.all.flatMap(\.exceptions).filter { !known.contains($0) } == [])
  }
}

@Suite("The rules of the house find what they are for")
struct BadSampleTests {
  private func isFound(_ word: String, _ text: String, target: String = "DunningEngine", path: String = "Sample.swift")
    throws -> Bool
  {
    let rule = try #require(BannedWord.all.first { $0.name == word })
    return try !rule.violations(in: [SourceFile(target: target, path: path, text)]).isEmpty
  }

  @Test(
    "an import against the direction is found, however it is written",
    arguments: [
      ("Dunning", "import DunningStore"), ("Dunning", "import Foundation"),
      ("DunningControl", "package import DunningEngine"),
      ("DunningEngine", "@preconcurrency import DunningControl"), ("DunningMail", "internal import Dunning"),
      ("dunningctl", "@testable import DunningStore"), ("DunningAPI", "import struct Dunning.Money"),
      ("DunningStore", "  import DunningLetters // for once"), ("DunningNew", "import Dunning"),
    ])
  func badImports(target: String, text: String) {
    #expect(ImportTable.violations(in: [SourceFile(target: target, text)]).count == 1)
  }

  @Test(
    "an import in the right direction, a foreign one or one in a comment is let through",
    arguments: [
      ("DunningEngine", "package import DunningStore"), ("DunningMail", "import CGMime"),
      ("DunningStore", "import GRDB"),
      ("Dunning", "// import DunningStore"), ("Dunning", "let text = \"import DunningStore\""),
      ("Dunning", "func import(_ file: String)"),
    ])
  func goodImports(target: String, text: String) {
    #expect(ImportTable.violations(in: [SourceFile(target: target, text)]) == [])
  }

  @Test("every arrow of a picture is read, also several in a line")
  func arrows() {
    let picture = "flowchart TB\n  A --> B & C\n  D -->E\nA --> F\n```"
    #expect(
      ArchitecturePicture.edges(in: "A --> X\n```mermaid\n" + picture)
        == ["A --> B", "A --> C", "D --> E", "A --> F"])
  }

  @Test("a folder with too many files is found, and those of the folders in it do not count")
  func crowdedFolder() {
    let files = (1...31).map { "Sources/Dunning/File\($0).swift" }
    let apart = files.prefix(30) + (1...30).map { "Sources/Dunning/Money/File\($0).swift" }
    #expect(
      Folders.crowded(files)
        == ["Sources/Dunning: it has 31 Swift files; give what belongs together a folder of its own"])
    #expect(Folders.crowded(Array(apart)) == [])
  }

  @Test("a violation names the file, the line and what is wrong")
  func names() throws {
    let file = SourceFile(target: "Dunning", path: "Claim.swift", "\n\nimport DunningStore\n")
    #expect(ImportTable.violations(in: [file]) == ["Dunning/Claim.swift:3: Dunning must not import DunningStore"])
    let rule = try #require(BannedWord.all.first { $0.name == "try!" })
    #expect(
      try rule.violations(in: [SourceFile(target: "Dunning", path: "Claim.swift", "\nlet x = try! y()")])
        == ["Dunning/Claim.swift:2: try!; throw, or say with `try?` and a comment why it may fail"])
  }

  @Test(
    "the library below SQL is imported by its engine alone", arguments: ["import GRDB", "package import GRDBSQLite"])
  func library(text: String) throws {
    #expect(try isFound("the library below SQL", text, target: "DunningStore"))
    #expect(try !isFound("the library below SQL", text, target: "DunningSQL"))
    #expect(try !isFound("the library below SQL", "import DunningSQL // not GRDB", target: "DunningStore"))
  }

  @Test("a key of the journal in quotes is found")
  func journalKey() throws {
    #expect(try isFound("a key of the journal in quotes", "let said = entry.data[\"reason\"]", target: "DunningStore"))
    #expect(try !isFound("a key of the journal in quotes", "let said = entry.data[.reason]", target: "DunningStore"))
  }

  @Test(
    "a look at the machine's clock is found outside the clock's own file",
    arguments: [
      "let now = Date()", "Date.now", "Date(timeIntervalSinceNow: 5)", "ContinuousClock.now", "ContinuousClock().now",
      "SuspendingClock().now", "DispatchTime.now()", "NIODeadline.now()", "clock_gettime(CLOCK_REALTIME, &time)",
      "time(nil)", "\"it is \\(Date())\"",
    ])
  func clock(text: String) throws {
    #expect(try isFound("the machine's clock", text))
    #expect(try !isFound("the machine's clock", text, target: "dunningd", path: "SystemClock.swift"))
    #expect(try isFound("the machine's clock", text, target: "dunningd", path: "Daemon.swift"))
  }

  @Test(
    "a clock that was handed in may be looked at",
    arguments: [
      "clock.now", "desk.now()", "context.eventLoop.now", "CivilDate()", "// Date()", "\"Date()\"", "invoiceDate()",
      "Date(timeIntervalSince1970: 0)",
    ])
  func injectedClock(text: String) throws {
    #expect(try !isFound("the machine's clock", text))
  }

  @Test(
    "chance is found outside the file that brings it in",
    arguments: [
      "UUID()", "Int.random(in: 0...1)", "bytes.shuffled()", "names.randomElement()",
      "var generator = SystemRandomNumberGenerator()",
    ])
  func chance(text: String) throws {
    #expect(try isFound("chance", text))
    #expect(try !isFound("chance", text, target: "dunningd", path: "Outside.swift"))
  }

  @Test(
    "a task without a parent is found",
    arguments: [
      "Task { await run() }", "Task.detached { }", "Task(priority: .high) { }", "let task = Task<Void, Never> { }",
      "Task{}",
    ])
  func tasks(text: String) throws {
    #expect(try isFound("a task without a parent", text))
  }

  @Test(
    "child tasks and tasks that are only named are let through",
    arguments: [
      "group.addTask { await run() }", "Task.isCancelled", "Task.checkCancellation()", "struct TaskList { }",
    ])
  func childTasks(text: String) throws {
    #expect(try !isFound("a task without a parent", text))
  }

  @Test("sleeping by the machine's clock is found", arguments: ["try await Task.sleep(for: .seconds(1))", "usleep(1)"])
  func sleeping(text: String) throws {
    #expect(try isFound("sleeping by the machine's clock", text))
    #expect(try !isFound("sleeping by the machine's clock", "try await timer.sleep(for: .seconds(1))"))
  }

  @Test("what ends the program on a mistake of somebody else is found")
  func crashes() throws {
    #expect(try isFound("try!", "let x = try! y()"))
    #expect(try !isFound("try!", "let x = try? y() // not try!"))
    #expect(try isFound("fatalError", "default: fatalError(\"no\")"))
    #expect(try !isFound("fatalError", "precondition(x > 0)"))
  }

  @Test("printing is found outside the programs", arguments: ["print(x)", "  debugPrint(x)", "dump(x)"])
  func printing(text: String) throws {
    #expect(try isFound("print", text))
    #expect(try !isFound("print", text, target: "dunningctl"))
    #expect(try !isFound("print", "printer.print(x)"))
    #expect(try !isFound("print", "func print(_ x: Int)"))
    #expect(try !isFound("print", "fingerprint(x)"))
  }

  @Test(
    "an unchecked promise is found unless a comment above says why",
    arguments: [
      "nonisolated(unsafe) var x = 1", "final class Box: @unchecked Sendable {",
    ])
  func promises(text: String) throws {
    #expect(try isFound("an unchecked promise", text))
    #expect(try isFound("an unchecked promise", "let y = 2\n\(text)"))
    #expect(try !isFound("an unchecked promise", "// Only the queue touches it.\n\(text)"))
    #expect(try !isFound("an unchecked promise", "  /// Kept by `lock`.\n  \(text)"))
  }

  @Test("unfinished work is found in comments", arguments: ["// TODO: more", "/* FIXME */", "// XXX"])
  func unfinished(text: String) throws {
    #expect(try isFound("unfinished work", text))
    #expect(try !isFound("unfinished work", "let todo = 1"))
  }

  @Test(
    "SQL is found outside the store",
    arguments: [
      "\"SELECT id FROM claim\"", "\"\"\"\n  SELECT count(*)\n  FROM claim\n  \"\"\"",
      "\"INSERT OR IGNORE INTO claim VALUES (1)\"",
      "\"UPDATE claim SET paid = 1\"", "#\"DELETE FROM claim\"#", "\"PRAGMA user_version\"", "\"CREATE TABLE x (y)\"",
      "\"a \\(b) SELECT c FROM d\"",
    ])
  func sql(text: String) throws {
    #expect(try isFound("SQL", text))
    #expect(try !isFound("SQL", text, target: "DunningStore"))
  }

  @Test(
    "words that only look like SQL are let through",
    arguments: [
      "\"select a claim from the list\"", "// SELECT id FROM claim", "case SELECT", "\"UPDATE_GOLDENS=1\"",
      "\"DELETE /v1/claims\"",
    ])
  func noSQL(text: String) throws {
    #expect(try !isFound("SQL", text))
  }
}

@Suite("Swift is taken apart into code and text")
struct SwiftTextTests {
  @Test(
    "comments and literals are blank in the code, and nothing moves",
    arguments: [
      ("a // b", "a     "), ("a /* b */ c", "a         c"), ("a /* /* b */ */ c", "a               c"),
      ("a \"b\" c", "a     c"),
      ("a \"\\\"\" c", "a      c"), ("a #\"b\\\"# c", "a        c"), ("a \"\\(b(\"c\"))\" d", "a    b(   ))  d"),
      ("a \"// b\" c", "a        c"),
    ])
  func code(text: String, code: String) {
    let taken = SwiftText(text)
    #expect(taken.code == [code])
    #expect(taken.literals.map(\.count) == [text.count])
  }

  @Test("a literal and a comment of several lines end where they end")
  func severalLines() {
    let text = SwiftText("let a = \"\"\"\n  b \"c\" \\(d)\n  \"\"\" + e\n/* f\n g */ h")
    #expect(text.code.map { $0.filter { $0 != " " } } == ["leta=", "d)", "+e", "", "h"])
    #expect(text.literals[1].contains("b \"c\""))
  }
}
