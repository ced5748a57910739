import DunningAPI

/// Which column of a table holds what, asked of a person.
struct ColumnForm: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  /// The fields that are asked for, and what they are called; those that must be there first.
  static let fields: [(name: String, label: Phrase)] = [
    ("reference", .fieldReference), ("debtor", .debtor), ("amount", .fieldAmount), ("currency", .currency),
    ("due", .fieldDue), ("email", .fieldEmail), ("address", .fieldAddress), ("debtor_id", .fieldDebtorNumber),
    ("issued", .fieldIssued), ("kind", .fieldDebtorKind), ("language", .fieldLanguage), ("policy", .fieldPolicy),
    ("creditor", .creditor),
  ]

  /// Fields that every claim of a file may have alike.
  private static let constants = ["currency", "due", "policy", "creditor", "kind", "language"]

  private static let days = ["yyyy-mm-dd", "dd.mm.yyyy", "dd.mm.yy", "dd/mm/yyyy", "mm/dd/yyyy", "yyyy/mm/dd", "excel"]

  func html(_ reading: DeskTable, _ ticket: String) -> HTML {
    let columns = reading.columns
    let fields = Self.fields.map { field -> HTML in
      let isNeeded = ClaimRequest.requiredKeys.contains(field.name)
      let optional: HTML = isNeeded ? .empty : " <span class=\"hint\">\(words(.optional))</span>"
      let always: HTML =
        Self.constants.contains(field.name)
        ? """
        <label class="always">\(words(.columnAlways)) \(always(field.name, columns.constants[field.name] ?? ""))</label>
        """ : .empty
      return """
        <div class="field"><label for="col_\(field.name)">\(words(field.label))\(optional)</label>
        <select id="col_\(field.name)" name="col_\(field.name)"><option value="">–</option>\
        \(options(reading.headings, chosen: columns.headings[field.name]))</select>\(always)</div>

        """
    }
    let isOpen: HTML = columns.isOpenBalance ? " checked" : .empty
    return """
      \(examples(reading))
      <form class="form" method="post" action="/claims/bring/read">\(visit.formToken)
      <input type="hidden" name="ticket" value="\(ticket)"><input type="hidden" name="columns" value="1">
      \(fields)
      <div class="field"><label for="decimal">\(words(.columnDecimal))</label>
      <select id="decimal" name="decimal">\(options(["1.234,56", "1,234.56"], chosen: columns.decimal == "," ? "1.234,56" : "1,234.56"))</select></div>
      <div class="field"><label for="days">\(words(.columnDays))</label>
      <select id="days" name="days">\(options(Self.days, chosen: columns.days))</select></div>
      <label class="check"><input type="checkbox" name="open_balance" value="true"\(isOpen)> \(words(.columnOpenBalance))</label>
      <div class="actions"><button class="main">\(words(.readAgain))</button>
      <a class="button quiet" href="/claims/bring">\(words(.cancel))</a></div>
      </form>
      """
  }

  /// What all claims have alike: one of what is known, or a text.
  private func always(_ name: String, _ value: String) -> HTML {
    let known: [(String, String)]
    switch name {
    case "policy": known = visit.desk.house.names.policies.map { ($0, $0) }
    case "creditor": known = visit.desk.house.names.creditors.map { ($0, $0) }
    case "kind": known = ["business", "consumer"].map { ($0, words.term($0)) }
    default: return "<input name=\"always_\(name)\" maxlength=\"200\" value=\"\(value)\">"
    }
    let options = known.map { choice, title -> HTML in
      let mark: HTML = choice == value ? " selected" : .empty
      return "<option value=\"\(choice)\"\(mark)>\(title)</option>"
    }
    return "<select name=\"always_\(name)\"><option value=\"\">–</option>\(options)</select>"
  }

  /// How the file begins.
  private func examples(_ reading: DeskTable) -> HTML {
    guard !reading.examples.isEmpty else { return .empty }
    let table = Table(
      caption: words(.file), columns: reading.headings.map { Table.Column($0) },
      rows: reading.examples.map { $0.map { $0.isEmpty ? .empty : HTML.foreign($0) } })
    return "<div class=\"example\">\(table.html)</div>"
  }

  /// What the form said.
  ///
  /// - Throws: ``Refusal`` when one column is to hold two things.
  func entered() throws -> DeskColumns {
    let form = visit.form
    var (headings, constants): ([String: String], [String: String]) = ([:], [:])
    for field in Self.fields {
      if let heading = form.text("col_\(field.name)") {
        if headings.values.contains(heading) {
          throw Refusal(.invalidValue, words(.columnTwice, heading), field: field.name)
        }
        headings[field.name] = heading
      } else if let always = form.text("always_\(field.name)") {
        constants[field.name] = always
      }
    }
    return DeskColumns(
      headings: headings, constants: constants, decimal: form.text("decimal") == "1.234,56" ? "," : ".",
      days: form.text("days").flatMap { Self.days.contains($0) ? $0 : nil } ?? "yyyy-mm-dd",
      isOpenBalance: form["open_balance"] == "true")
  }

  /// The same, to be sent again.
  func hidden(_ columns: DeskColumns) -> HTML {
    var pairs = [("columns", "1"), ("decimal", columns.decimal == "," ? "1.234,56" : "1,234.56")]
    pairs.append(("days", columns.days))
    pairs += columns.headings.sorted { $0.key < $1.key }.map { ("col_\($0.key)", $0.value) }
    pairs += columns.constants.sorted { $0.key < $1.key }.map { ("always_\($0.key)", $0.value) }
    if columns.isOpenBalance { pairs.append(("open_balance", "true")) }
    return HTML(pairs.map { name, value in "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n" })
  }

  private func options(_ choices: [String], chosen: String?) -> [HTML] {
    choices.filter { !$0.isEmpty }.map { choice -> HTML in
      let mark: HTML = choice == chosen ? " selected" : .empty
      return "<option value=\"\(choice)\"\(mark)>\(choice)</option>"
    }
  }
}
