/// A draft on its way to a page of YAML.
struct DraftPage {
  private(set) var map: TableMap
  private(set) var questions: [String] = []
  private let table: FileTable
  private let samples: [[TableCell]]
  /// Where the column of each field stands.
  private var places: [(field: String, place: Int)] = []
  private var dayQuestion: String?

  init(_ table: FileTable, kind: TableMap.Kind, samples: [[TableCell]], encoding: TextEncoding?) {
    self.table = table
    self.samples = samples
    map = TableMap(name: "draft", kind: kind)
    map.file.encoding = encoding
    var taken: Set<Int> = []
    for words in FieldWords.all(kind) {
      guard let place = words.best(of: table.headings, except: taken) else { continue }
      taken.insert(place)
      places.append((words.field, place))
      map.take.append(Taking(field: words.field, sources: [Taking.Source(table.headings[place])]))
      if kind == .claims, words.field == "amount", FieldWords.isOpenBalance(table.headings[place]) {
        map.amountIs = .open
      }
    }
    takeAddress(&taken)
  }

  /// An address that stands in several columns.
  private mutating func takeAddress(_ taken: inout Set<Int>) {
    guard map.kind == .claims, !map.take.contains(where: { $0.field == "address" }) else { return }
    let columns = [FieldWords.street, .postcode, .town].map { $0.best(of: table.headings, except: taken) }
    let found = columns.compactMap(\.self)
    guard found.count == columns.count else { return }
    taken.formUnion(found)
    places += found.map { ("address", $0) }
    let names = found.map { "{\(table.headings[$0])}" }
    map.take.append(Taking(field: "address", sources: [Taking.Source("\(names[0])|\(names[1]) \(names[2])")]))
  }

  /// Finds out how the values are written, and what only a person knows.
  mutating func ask(for content: [UInt8]) {
    if table.headerLine > 1 { map.file.header = map.take.first?.sources.first?.headings.first ?? table.headings.first }
    askForAmounts()
    findCurrency()
    askForDays()
    askForFooter()
    askForDiscount()
    for field in needed where isMissing(field) {
      questions.append("no column is known to hold \(field): \(Self.advice[field] ?? "name it under `take:`")")
    }
  }

  private var needed: [String] {
    map.kind == .claims ? ["reference", "debtor", "email", "amount", "currency", "due"] : ["booked", "amount"]
  }

  private func isMissing(_ field: String) -> Bool {
    let isIn = field == "amount" && map.kind == .statement ? ["amount", "credit", "debit"] : [field]
    return !places.contains { isIn.contains($0.field) } && !map.set.contains { $0.field == field }
  }

  /// The euro's sign in every amount or in the heading says what the currency is; a dollar's says nothing.
  private mutating func findCurrency() {
    guard !places.contains(where: { $0.field == "currency" }) else { return }
    let amounts = places.filter { map.kind.amounts.contains($0.field) }
    let cells = texts(of: map.kind.amounts)
    let isInCells = !cells.isEmpty && cells.allSatisfy { $0.contains("€") || $0.uppercased().contains("EUR") }
    let isInHeadings =
      !amounts.isEmpty
      && amounts.allSatisfy { _, place in
        let words = table.headings[place].uppercased().split { !$0.isLetter && $0 != "€" }
        return words.contains { ["EUR", "EURO", "€"].contains($0) }
      }
    if isInCells || isInHeadings { map.set.append(TableMap.Setting(field: "currency", value: "EUR")) }
  }

  /// A sum below the rows is none of them.
  private mutating func askForFooter() {
    let words = ["summe", "gesamt", "gesamtsumme", "total", "sum", "totaal", "合计", "总计", "合計"]
    for cells in samples.suffix(Self.footerRowsMax) {
      guard let place = cells.firstIndex(where: { $0.text.map { !$0.trimmed.isEmpty } ?? false }),
        let word = cells[place].text?.trimmed,
        words.contains(word.lowercased().replacing(":", with: "")), !table.headings[place].isEmpty
      else { continue }
      map.filters.append(RowFilter(heading: table.headings[place], words: [word], takes: false))
    }
  }

  private static let footerRowsMax = 3

  private static let advice = [
    "currency": "say it under `set:`, e.g. `currency: EUR`",
    "due": "name it under `take:`, or count it under `set:`, e.g. `due: issued+30d`",
    "email": "name it under `take:`, or take it from a list of customers with `join:`",
  ]

  private mutating func askForAmounts() {
    let texts = texts(of: map.kind.amounts)
    guard !texts.isEmpty else { return }
    if let form = NumberForm.likely(for: texts) {
      map.file.numbers = form
    } else if let (form, except) = NumberForm.mostly(for: texts) {
      map.file.numbers = form
      questions.append("\"\(except[0])\" is no amount as the others are written: mend it in the file")
    } else {
      questions.append(
        "amounts such as \"\(texts[0])\" can be read in two ways, or in none: "
          + "say `decimal:` and `thousands:` under `file:`")
    }
  }

  private mutating func askForDays() {
    let texts = texts(of: map.kind.days)
    switch DayForm.likely(for: texts) {
    case .one(let form): map.file.days = [form]
    case .several(let forms):
      let names = forms.map(\.name).joined(separator: " or ")
      dayQuestion = names
      questions.append("\"\(texts[0])\" can be read as \(names): say which as `date:` under `file:`")
    case .mostly(let form, let except):
      map.file.days = [form]
      questions.append(
        "\"\(except[0])\" is no day as \(form.name), in which the others are written: mend it in the file")
    case .none:
      if let first = texts.first {
        questions.append("it is not known how the day \"\(first)\" is written: say it as `date:` under `file:`")
      }
    }
  }

  /// A discount is a sum or a share, and a number alone does not say which.
  private mutating func askForDiscount() {
    guard let place = places.first(where: { $0.field == "discount" })?.place else { return }
    let bare = samples.lazy.compactMap { cells -> String? in
      switch cells[place] {
      case .text(let text): text.trimmed.isEmpty || text.contains("%") ? nil : String(text.trimmed)
      case .number(let number): "\(number)"
      default: nil
      }
    }.first
    guard let bare else { return }
    questions.append(
      "is \"\(bare)\" under \"\(table.headings[place])\" a sum? It is taken for one: leave the line out where it is per cent"
    )
  }

  /// What stands as text in the columns of these fields.
  private func texts(of fields: Set<String>) -> [String] {
    places.filter { fields.contains($0.field) }.flatMap { _, place in
      samples.compactMap { cells in
        if case .text(let text) = cells[place], !text.trimmed.isEmpty { MappedColumn.unmarked(text) } else { nil }
      }
    }
  }
}

extension DraftPage {
  /// The page, with the rows as they are read in remarks below.
  func text(file: String, rows: [MappedRow]) -> String {
    var lines = ["# A draft from the headings of \(Self.line(file)): look at every line of it, then try"]
    lines.append(
      "#   dunningctl \(command) \(Self.line(file)) --map THIS-FILE\(map.kind == .claims ? " --dry-run" : "")")
    lines += questions.map { "# Question: \(Self.line($0))" }
    lines += ["kind: \(map.kind.rawValue)"] + fileLines + ["take:"]
    lines += map.take.map { "  \($0.field): \(Self.quoted($0.sources[0].text))" }
    lines += needed.filter(isMissing).map { "  # \($0): ?" }
    if !map.set.isEmpty { lines += ["set:"] + map.set.map { "  \($0.field): \(Self.quoted($0.value))" } }
    if !map.filters.isEmpty {
      lines += ["not:"] + map.filters.map { "  \(Self.quoted($0.heading)): \(Self.quoted($0.words[0]))" }
    }
    if map.amountIs == .open { lines += Self.openLines }
    lines += restLines + ["# Read with it:"] + rows.map { "#   line \($0.line): \(Self.words($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a list of open items means, and where it is taken in every week.
  private static let openLines = [
    "# The amount is what is open now: a claim that was paid in part is known again by it. A list that is complete is",
    "# taken in with import --snapshot.", "amount_is: open",
  ]

  private var command: String { map.kind == .claims ? "import" : "statement read" }

  private var fileLines: [String] {
    var lines: [String] = []
    if let encoding = map.file.encoding { lines.append("  encoding: \(encoding.name)") }
    if let header = map.file.header { lines.append("  header: \(Self.quoted(header))") }
    let numbers = map.file.numbers
    if numbers != NumberForm() { lines.append("  decimal: \"\(numbers.decimal)\"") }
    if let thousands = numbers.thousands { lines.append("  thousands: \"\(thousands)\"") }
    for form in map.file.days where form != .iso { lines.append("  date: \(Self.quoted(form.name))") }
    if let dayQuestion { lines.append("  # date: \(dayQuestion)?") }
    return lines.isEmpty ? [] : ["file:"] + lines
  }

  private var restLines: [String] {
    let taken = Set(places.map(\.place))
    let rest = table.headings.enumerated().filter { !taken.contains($0.offset) && !$0.element.isEmpty }
    return rest.isEmpty ? [] : ["# Not taken: \(rest.map { Self.quoted($0.element) }.joined(separator: ", "))"]
  }

  private static func words(_ row: MappedRow) -> String {
    let fields = row.fields.map { "\($0.name) \(quoted($0.value))" }
    return (fields + row.faults.map { "wrong: \(line($0.message))" }).joined(separator: ", ")
  }

  /// A text in double quotes, as YAML and JSON write it.
  private static func quoted(_ text: String) -> String {
    "\"" + line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// In one line, whatever stands in it.
  private static func line(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x2028 ? " " : $0 }))
  }
}
