import Dunning
import DunningTables
import Yams

extension TableMap {
  private static let keys = [
    "title", "source", "kind", "file", "take", "set", "rows", "only", "not", "join", "direction", "status",
    "amount_is",
  ]

  /// Reads one file of `maps/`; nil when it cannot be used, which is reported.
  init?(_ root: Node, name: String, claimFields: [String], findings: Findings) {
    guard let section = Section(root, name: "", knows: Self.keys, findings: findings) else { return nil }
    self.init(name: name, kind: section.choice("kind", Kind.self) ?? .claims)
    let fields = kind == .claims ? claimFields : Kind.statementFields
    title = section.text("title")
    source = section.text("source")
    file = section.section("file", knows: FileSettings.keys).map(FileSettings.init) ?? FileSettings()
    section.require("take")
    take = section.takings("take", fields)
    set = section.settings("set", fields)
    rows = section.section("rows", knows: ["same", "amount"]).flatMap { RowGroup($0, fields) }
    filters = section.filters("only", takes: true) + section.filters("not", takes: false)
    join = section.section("join", knows: ["file", "on", "take"]).flatMap { TableJoin($0, fields) }
    directions = section.words("direction", Direction.self)
    statuses = section.words("status", Status.self)
    amountIs = section.choice("amount_is", AmountMeaning.self) ?? .sum
    if kind == .statement {
      if section.has("amount_is") {
        findings.error("amount_is is for maps of the kind claims", at: section.keyMark(of: "amount_is"))
      }
      return
    }
    for key in ["direction", "status"] where section.has(key) {
      findings.error("\(key) is for maps of the kind statement", at: section.keyMark(of: key))
    }
  }
}

extension FileSettings {
  fileprivate static let keys = [
    "encoding", "separator", "header", "decimal", "thousands", "date", "footer", "sheet", "year", "account",
  ]

  private static let separators: [String: UInt8] = [
    ",": 0x2C, ";": 0x3B, "|": 0x7C, "tab": 0x09, ":": 0x3A, "~": 0x7E, "^": 0x5E,
  ]

  fileprivate init(_ section: Section) {
    self.init()
    encoding = section.known("encoding", TextEncoding.init, among: TextEncoding.names)
    separator = section.known("separator", { Self.separators[$0] }, among: Self.separators.keys.sorted())
    header = section.text("header")
    numbers = NumberForm(
      decimal: section.known("decimal", { Self.sign($0, [".", ","]) }, among: [".", ","]) ?? ".",
      thousands: section.known(
        "thousands", { Self.sign($0, NumberForm.separators) }, among: NumberForm.separators.map { "\"\($0)\"" }))
    if section.has("date") { days = section.dayForms("date") }
    footer = section.texts("footer")?.map(\.0) ?? []
    sheet = section.text("sheet")
    account = section.texts("account")?.map(\.0) ?? []
    yearFrom = section.known("year", Self.place, among: ["LINE:FIELD"])
    if numbers.thousands == numbers.decimal {
      section.findings.error("decimal and thousands cannot be the same sign", at: section.mark)
    }
    if days.contains(where: { !$0.hasYear }), yearFrom == nil {
      section.findings.error(
        "date has no year", at: section.mark(of: "date"),
        suggestion: "say where the first day of the year stands before the header: year: LINE:FIELD")
    }
  }

  private static func sign(_ text: String, _ signs: [Character]) -> Character? {
    signs.first { text == String($0) || (text == "\u{A0}" && $0 == " ") }
  }

  private static func place(_ text: String) -> CellPlace? {
    let numbers = text.split(separator: ":").map { Int($0) ?? 0 }
    return numbers.count == 2 && numbers.allSatisfy { (1...1_000).contains($0) }
      ? CellPlace(line: numbers[0], cell: numbers[1]) : nil
  }
}

extension RowGroup {
  fileprivate init?(_ section: Section, _ fields: [String]) {
    for key in ["same", "amount"] { section.require(key) }
    guard let same = section.text("same"), let amount = section.choice("amount", Amount.self),
      section.isField(same, fields, at: section.mark(of: "same"))
    else { return nil }
    self.init(same: same, amount: amount)
  }
}

extension TableJoin {
  fileprivate init?(_ section: Section, _ fields: [String]) {
    for key in ["file", "on", "take"] { section.require(key) }
    let take = section.takings("take", fields)
    guard let file = section.text("file") else { return nil }
    if section.holdsMapping("on") {
      guard let pair = section.section("on", knows: nil), let here = pair.keys.first?.name,
        let there = pair.text(here), pair.keys.count == 1
      else { return nil }
      self.init(file: file, on: (here, there), take: take)
    } else {
      guard let on = section.text("on") else { return nil }
      self.init(file: file, on: (on, on), take: take)
    }
  }
}
