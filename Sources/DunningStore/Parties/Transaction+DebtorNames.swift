import Dunning
import DunningSQL

/// A debtor that a name fits, as far as that tells them from others.
private struct NamedDebtor {
  let id: Int64
  let creditor: String
  let key: String
  let name: String
  let email: String
  let mergedInto: Int64?

  init(_ row: SQLRow) {
    (id, creditor, key, name, email) = (row.number(0), row.text(1), row.text(2), row.text(3), row.text(4))
    mergedInto = row.numberIfAny(5)
  }

  /// What names this one alone among the creditor's debtors.
  var description: String { "\(name) (\(key)) of \(creditor)" }

  /// Two creditors may number two people alike.
  func isSamePerson(as other: NamedDebtor) -> Bool {
    name.folded == other.name.folded && (key == other.key || email.folded == other.email.folded)
  }
}

extension Reading {
  /// The one debtor that a person means, or the same one of each creditor where all are meant.
  ///
  /// - Throws: ``DocketError`` `.notFound`; `.ambiguous` when a creditor has several whom the name fits, so that nothing is
  ///   done to somebody who was not meant.
  func find(_ name: DebtorName) throws -> [Int64] {
    let found = try present(try debtors(called: name))
    guard let first = found.first else { throw try noDebtor(name) }
    let isAllowed =
      switch name.whose {
      case .only, .creditor: found.count == 1
      case .all: Set(found.map(\.creditor)).count == found.count && found.allSatisfy { $0.isSamePerson(as: first) }
      }
    guard isAllowed else { throw ambiguous(name, found) }
    return found.map(\.id)
  }

  /// The debtors of whom a list may tell when it is asked for this name: all whom it fits.
  func debtorsToList(_ name: String) throws -> [Int64] {
    try present(try debtors(called: DebtorName(name, of: .all))).map(\.id)
  }

  /// The one debtor that a person means among those who were put together with another.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  func findMerged(_ name: DebtorName) throws -> Int64 {
    let found = try debtors(called: name).filter { $0.mergedInto != nil }
    guard let first = found.first else {
      throw DocketError(
        .notFound, "no debtor \(quoted(name.text))\(name.whose.words) was put together with another",
        hint: "`dunningctl debtor` shows what is known of one")
    }
    guard found.count == 1 else { throw ambiguous(name, found) }
    return first.id
  }

  /// Each once, and in the place of one who was put together with another that other one.
  private func present(_ debtors: [NamedDebtor]) throws -> [NamedDebtor] {
    var known: Set<Int64> = []
    return try debtors.compactMap { debtor in
      var debtor = debtor
      while let id = debtor.mergedInto {
        let next = try sql.first("\(Selection.debtor) WHERE id = ?", .number(id), read: NamedDebtor.init)
        guard let next else { throw ClaimRecord.damaged("debtor") }
        debtor = next
      }
      return known.insert(debtor.id).inserted ? debtor : nil
    }
  }

  /// Whom it fits as number, name or address: one debtor's name may be another's number. Case, width and blanks matter only
  /// where they tell two apart.
  private func debtors(called name: DebtorName) throws -> [NamedDebtor] {
    let (composed, decomposed) = (SQLValue.text(name.text), SQLValue.text(name.text.decomposed))
    let exact = try debtors(
      of: name.whose, where: "key IN (?, ?) OR name IN (?, ?) OR email = ?", composed, decomposed, composed, decomposed,
      composed)
    guard exact.isEmpty else { return exact }
    let wanted = name.text.folded
    var alike: [NamedDebtor] = []
    try eachDebtor(of: name.whose) { debtor in
      if [debtor.key, debtor.name, debtor.email].contains(where: { $0.folded == wanted }) { alike.append(debtor) }
    }
    return alike
  }

  private func debtors(of whose: DebtorName.Whose, where condition: String, _ values: SQLValue...) throws
    -> [NamedDebtor]
  {
    let (narrowed, creditor) = whose.condition
    return try sql.all(
      "\(Selection.debtor) WHERE (\(condition)) AND \(narrowed) ORDER BY id LIMIT \(Selection.namesMax)",
      values + creditor, read: NamedDebtor.init)
  }

  private func eachDebtor(of whose: DebtorName.Whose, _ body: (NamedDebtor) -> Void) throws {
    let (narrowed, creditor) = whose.condition
    _ = try sql.all("\(Selection.debtor) WHERE \(narrowed) ORDER BY id", creditor) { body(NamedDebtor($0)) }
  }

  private func noDebtor(_ name: DebtorName) throws -> DocketError {
    let near = try nearDebtors(name)
    return DocketError(
      .notFound, "there is no debtor \(quoted(name.text))\(name.whose.words)",
      hint: near.isEmpty
        ? "use the debtor's number, name or address; `dunningctl debtors` finds them, and `dunningctl debtor add` enters one "
          + "who has no claim yet"
        : "did you mean \(near.map { quoted($0) }.joined(separator: ", "))?")
  }

  /// Names of debtors of whom a text tells only a part, or which it may be a misspelling of; at most three.
  func nearDebtors(_ name: DebtorName) throws -> [String] {
    let part = name.text.folded
    var (words, whole): ([String], [String]) = ([], [])
    try eachDebtor(of: name.whose) { debtor in
      let own = [debtor.key, debtor.name, debtor.email]
      if words.count < Selection.candidatesMax { words += own }
      if whole.count < Selection.nearMax, !part.isEmpty, !whole.contains(debtor.name),
        own.contains(where: { $0.folded.contains(part) })
      {
        whole.append(debtor.name)
      }
    }
    return whole.isEmpty ? nearestNames(to: name.text, in: Set(words).sorted(), max: Selection.nearMax) : whole
  }

  private func ambiguous(_ name: DebtorName, _ found: [NamedDebtor]) -> DocketError {
    let creditors = Set(found.map(\.creditor))
    let meanings = found.prefix(Selection.meaningsMax).map(\.description).joined(separator: ", ")
    let isOneOfEach = creditors.count == found.count
    return DocketError(
      .ambiguous,
      "\(quoted(name.text)) fits several debtors: \(meanings)\(found.count > Selection.meaningsMax ? ", …" : "")",
      hint: isOneOfEach && name.whose == .only
        ? "say whose: `--creditor \(found[0].creditor)`, or `--all-creditors` where it is one and the same"
        : "use a number, name or address that is this one's alone"
          + (creditors.count > 1 ? ", and say whose by `--creditor`" : ""))
  }
}

extension DebtorName.Whose {
  /// Which debtors are looked through; those that were erased have no name any more.
  fileprivate var condition: (sql: String, values: [SQLValue]) {
    switch self {
    case .creditor(let creditor): ("erased_at IS NULL AND creditor = ?", [.text(creditor)])
    case .only, .all: ("erased_at IS NULL", [])
    }
  }

  fileprivate var words: String {
    if case .creditor(let creditor) = self { return " of creditor \(creditor)" }
    return ""
  }
}

private enum Selection {
  static let debtor = "SELECT id, creditor, key, name, email, merged_into FROM debtor"
  /// Debtors that are looked at when one is named, which is far more than are told of.
  static let namesMax = 50
  static let meaningsMax = 8
  static let nearMax = 3
  /// Words among which a misspelt name is looked for.
  static let candidatesMax = 60_000
}
