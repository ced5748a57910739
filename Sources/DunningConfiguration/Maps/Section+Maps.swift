import Dunning
import DunningTables
import Yams

extension Section {
  /// The fields of ours with the columns that they are taken from.
  func takings(_ key: String, _ fields: [String]) -> [Taking] {
    (section(key, knows: nil)).map { section in
      section.keys.compactMap { field, node, _ in
        guard section.isField(field, fields, at: node.mark), let sources = section.texts(field) else { return nil }
        // A list names columns that may be there, one value one that must.
        return Taking(
          field: field, sources: sources.map { Taking.Source($0.text) }, isOptional: section.holdsList(field))
      }
    } ?? []
  }

  /// What fields are where the table says nothing.
  func settings(_ key: String, _ fields: [String]) -> [TableMap.Setting] {
    (section(key, knows: nil)).map { section in
      section.keys.compactMap { field, node, _ in
        guard section.isField(field, fields, at: node.mark), let value = section.text(field) else { return nil }
        return TableMap.Setting(field: field, value: value)
      }
    } ?? []
  }

  /// Columns with the words that they must have, or must not.
  func filters(_ key: String, takes: Bool) -> [RowFilter] {
    (section(key, knows: nil)).map { section in
      section.keys.compactMap { heading, _, _ in
        section.texts(heading).map { RowFilter(heading: heading, words: $0.map(\.text), takes: takes) }
      }
    } ?? []
  }

  /// The words of a column for each meaning that it can have.
  func words<Meaning: RawRepresentable & CaseIterable & Hashable>(
    _ key: String, _ type: Meaning.Type
  ) -> [Meaning: [String]] where Meaning.RawValue == String {
    var words: [Meaning: [String]] = [:]
    let section = section(key, knows: Meaning.allCases.map(\.rawValue))
    for meaning in Meaning.allCases where section?.has(meaning.rawValue) ?? false {
      words[meaning] = section?.texts(meaning.rawValue)?.map(\.text)
    }
    return words
  }

  /// One way to write days, or several that nobody can take for each other: all with day, month and year in one order, or
  /// of digits alone and of different lengths.
  func dayForms(_ key: String) -> [DayForm] {
    let texts = texts(key) ?? []
    let forms = texts.compactMap { text, mark in
      let form = DayForm(text)
      if form == nil {
        findings.error(
          "\(key) cannot be \(quoted(text))", at: mark,
          suggestion: "write for example dd.mm.yyyy, mm/dd/yyyy, dd mmm yyyy or excel")
      }
      return form
    }
    let areApart = forms.allSatisfy(\.isClosed) && Set(forms.map(\.name.count)).count == forms.count
    if forms.count > 1, !areApart, Set(forms.map(\.order)).count > 1 {
      findings.error(
        "\(key) names forms that one day could be read in", at: self.mark(of: key),
        suggestion:
          "several must have one order, e.g. [yyyy-mm-dd, yyyy/m/d], or be of digits alone and of different lengths")
    }
    return forms
  }

  /// Whether a field of this name is ours; reported when it is not.
  func isField(_ name: String, _ fields: [String], at mark: Mark?) -> Bool {
    if fields.contains(name) { return true }
    let near = nearest(to: name, in: fields).map { "did you mean \($0)?" }
    findings.error(
      "there is no field \(quoted(name))", at: mark, suggestion: near ?? "there are \(fields.joined(separator: ", "))")
    return false
  }

  /// A value that is read by a function which answers nil for what it does not know.
  func known<Value>(_ key: String, _ read: (String) -> Value?, among words: [String]) -> Value? {
    guard let text = text(key) else { return nil }
    if let value = read(text) { return value }
    findings.error(
      "\(key) cannot be \(quoted(text))", at: mark(of: key),
      suggestion: "write for example \(words.joined(separator: ", "))")
    return nil
  }
}
