import DunningTables

/// What a table of claims says, by the map that reads it best, or why it cannot be read.
package struct ClaimTableReading: Codable, Hashable, Sendable {
  /// The headings of the file, in their order; empty where there is no table.
  package var headings: [String] = []
  /// What stands in the first rows below them, cell by cell, for whoever has to say what the columns hold.
  package var examples: [[String]] = []
  /// The map by which it was read; nil where the columns were found by their headings, or said by a person.
  package var map: String?
  /// All maps that fit.
  package var fitting: [String] = []
  package var columns = ClaimColumns()
  package var rows: [Row] = []
  /// How many rows were passed over: left out by the map, and with nothing owed.
  package var leftOut = 0
  package var nothingOwed = 0
  /// Nothing of the file counts then.
  package var trouble: Trouble?

  package struct Trouble: Codable, Hashable, Sendable {
    package let message: String
    package let hint: String?
    /// From 1; nil when it is the file as a whole.
    package let line: Int?
  }

  package struct Row: Codable, Hashable, Sendable {
    /// Where it begins, from 1.
    package let line: Int
    package let fields: [String: String]
    /// What is wrong with it; such a row is no claim.
    package let faults: [Fault]
  }

  package struct Fault: Codable, Hashable, Sendable {
    package let message: String
    package let field: String?
  }

  init() {}

  init(trouble message: String, hint: String? = nil, line: Int? = nil) {
    trouble = Trouble(message: message, hint: hint, line: line)
  }

  init(_ trouble: TableTrouble) {
    self.init(trouble: trouble.message, hint: trouble.hint, line: trouble.line)
  }

  /// - Parameter map: reads the text of a map, or tells what is wrong with it.
  init(
    _ question: ClaimTableQuestion, map: @escaping (ClaimTableQuestion.MapText) -> Result<TableMap, MapTrouble>
  ) {
    do throws(TableTrouble) {
      self = try ClaimTable(question, map).reading()
    } catch {
      self.init(error)
    }
  }
}

/// Finds how a table of claims is to be read, and reads it.
private struct ClaimTable {
  let question: ClaimTableQuestion
  let map: (ClaimTableQuestion.MapText) -> Result<TableMap, MapTrouble>

  init(_ question: ClaimTableQuestion, _ map: @escaping (ClaimTableQuestion.MapText) -> Result<TableMap, MapTrouble>) {
    (self.question, self.map) = (question, map)
  }

  /// What a person has said goes first, then the columns of a claim file, the map that fits, and the headings.
  func reading() throws(TableTrouble) -> ClaimTableReading {
    if let columns = question.columns { return try read(by: try draft(columns), nil, fitting: []) }
    if let chosen = question.chosen {
      guard let text = question.maps.first(where: { $0.name == chosen }) else {
        throw TableTrouble("there is no map \(chosen)")
      }
      return try read(by: try known(text), chosen, fitting: [chosen])
    }
    if let own = ownColumns() { return try read(by: own, nil, fitting: []) }
    let fitting = fittingMaps()
    guard let best = fitting.min(by: { $0.faults < $1.faults }) else {
      return try read(by: try draft(nil), nil, fitting: [])
    }
    let names = fitting.map(\.map.name)
    if best.faults > 0, let better = draft(below: best.faults) { return try read(by: better, nil, fitting: names) }
    return try read(by: best.map, best.map.name, fitting: names)
  }

  /// What the headings tell, where fewer rows are wrong so.
  private func draft(below faults: Int) -> TableMap? {
    // What makes no draft is read by the map.
    guard let draft = try? draft(nil), !draft.take.isEmpty, let rows = try? mapped(draft) else { return nil }
    let counts = Counts(rows)
    return counts.seen > 0 && counts.faulty < faults ? draft : nil
  }

  private func known(_ text: ClaimTableQuestion.MapText) throws(TableTrouble) -> TableMap {
    do throws(MapTrouble) { return try map(text).get() } catch { throw TableTrouble(error.message) }
  }

  /// The columns as a claim file has them: capitals, blanks and hyphens make no difference.
  private func ownColumns() -> TableMap? {
    let isHeader: ([String]) -> Bool = { cells in Self.needed.isSubset(of: cells.map(Self.key)) }
    // What is no table, or has other columns, is looked at otherwise.
    guard let table = try? FileTable(ByteStream(question.bytes), isHeader: isHeader), isHeader(table.headings) else {
      return nil
    }
    var own = TableMap(name: "claims", kind: .claims)
    own.file.header = table.headings.first { Self.key($0) == "reference" }
    own.take = table.headings.filter { !$0.isEmpty }.map {
      Taking(field: Self.key($0), sources: [Taking.Source($0)])
    }
    return own
  }

  private static func key(_ heading: String) -> String {
    heading.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" || $0.isWhitespace }).joined(separator: "_")
  }

  /// How many of the first rows are wrong.
  private struct Counts {
    var seen = 0
    /// Rows in which a value cannot be read.
    var unread = 0
    /// The same, and those that lack what every claim has.
    var faulty = 0

    init(_ rows: consuming MappedRows) {
      var rows = rows
      while seen < 50, let row = try? rows.next() {
        seen += 1
        unread += row.faults.isEmpty ? 0 : 1
        let filled = Set(row.fields.filter { !$0.value.isEmpty }.map(\.name))
        faulty += row.faults.isEmpty && ClaimTable.needed.isSubset(of: filled) ? 0 : 1
      }
    }
  }

  /// What every claim has.
  private static let needed: Set = ["reference", "debtor", "amount", "currency", "due"]

  /// The maps of claims whose columns the file has, and how many of its first rows are wrong by each.
  private func fittingMaps() -> [(map: TableMap, faults: Int)] {
    question.maps.compactMap { text in
      // A map with mistakes, or for another file, is not the one that is looked for.
      guard let known = try? map(text).get(), known.kind == .claims, known.join == nil,
        let rows = try? mapped(known)
      else { return nil }
      let counts = Counts(rows)
      return counts.seen > 0 && counts.unread < counts.seen ? (known, counts.faulty) : nil
    }
  }

  /// As far as the headings tell, with what a person has said of them.
  private func draft(_ columns: ClaimColumns?) throws(TableTrouble) -> TableMap {
    let draft = try MapDraft(question.bytes, name: question.name, kind: .claims)
    // A draft that is not finished may be none yet: then all columns are asked for.
    var made =
      (try? map(.init(name: "draft", yaml: draft.yaml)).get()) ?? TableMap(name: "draft", kind: .claims)
    guard let columns else { return made }
    made.take = columns.headings.sorted { $0.key < $1.key }.map { field, heading in
      // A heading that stands for several columns is one of the draft's.
      made.take.first { $0.field == field && $0.sources.first?.headings.first == heading }
        ?? Taking(field: field, sources: [Taking.Source(heading)])
    }
    made.set = columns.constants.sorted { $0.key < $1.key }.map { .init(field: $0.key, value: $0.value) }
    made.file.header = columns.headings["reference"] ?? columns.headings.values.min()
    made.file.numbers = NumberForm(
      decimal: columns.decimal == "," ? "," : ".", thousands: columns.decimal == "," ? "." : ",")
    made.file.days = [DayForm(columns.days) ?? .iso]
    made.amountIs = columns.isOpenBalance ? .open : .sum
    return made
  }

  private func mapped(_ map: TableMap) throws(TableTrouble) -> MappedRows {
    try MappedRows(ByteStream(question.bytes), map) { joined throws(TableTrouble) in
      throw TableTrouble("the map \(map.name) joins \(joined), which is not here")
    }
  }

  private func read(by map: TableMap, _ name: String?, fitting: [String]) throws(TableTrouble) -> ClaimTableReading {
    var reading = ClaimTableReading()
    (reading.map, reading.fitting) = (name, fitting)
    (reading.headings, reading.examples) = try beginning(map)
    reading.columns = Self.columns(of: map, in: reading.headings)
    guard !map.take.isEmpty else { return reading }
    var rows = try mapped(map)
    while let row = try rows.next() {
      guard reading.rows.count < ClaimTableLimits.rowsMax else {
        throw TableTrouble("it has more than \(ClaimTableLimits.rowsMax) rows", hint: "bring it in parts")
      }
      reading.rows.append(
        .init(
          line: row.line, fields: Dictionary(row.fields.map { ($0.name, $0.value) }) { first, _ in first },
          faults: row.faults.map { .init(message: $0.message, field: $0.field) }))
    }
    (reading.leftOut, reading.nothingOwed) = (rows.leftOut, rows.nothingOwed)
    return reading
  }

  /// The headings, and the first rows below them.
  private func beginning(_ map: TableMap) throws(TableTrouble) -> ([String], [[String]]) {
    // Where no column is known, the first line that is full: titles above it have a cell or two.
    var table = try FileTable(ByteStream(question.bytes), map.file) { cells in
      map.take.isEmpty ? cells.count > 2 && cells.allSatisfy { !$0.trimmed.isEmpty } : map.isHeader(cells)
    }
    var examples: [[String]] = []
    while examples.count < ClaimTableLimits.examplesMax, let row = try table.next() {
      // A row that does not fit is named when all are read.
      guard let cells = try? table.fitted(row).get() else { continue }
      examples.append(cells.map { String(($0.text ?? "").prefix(ClaimTableLimits.exampleCharactersMax)) })
    }
    return (table.headings, examples)
  }

  /// A program that renames its columns has several headings for one field: that which the file has counts.
  private static func columns(of map: TableMap, in headings: [String]) -> ClaimColumns {
    let pairs = map.take.compactMap { taking -> (String, String)? in
      let found = taking.sources.lazy.compactMap { source -> String? in
        let columns = source.headings.map { name in headings.first { $0.isHeading(name) } }
        return columns.contains(nil) ? nil : columns.first ?? nil
      }
      return found.first.map { (taking.field, $0) }
    }
    return ClaimColumns(
      headings: Dictionary(pairs) { first, _ in first },
      constants: Dictionary(map.set.map { ($0.field, $0.value) }) { first, _ in first },
      decimal: String(map.file.numbers.decimal), days: map.file.days.first?.name ?? "yyyy-mm-dd",
      isOpenBalance: map.amountIs == .open)
  }
}
