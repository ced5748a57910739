/// A table of claims that somebody dropped, and how it is to be read.
package struct DeskTableQuestion: Hashable, Sendable {
  package let name: String
  package let bytes: [UInt8]
  /// The map that a person has chosen; nil to find one.
  package let map: String?
  /// What a person has said of the columns; nil where nothing was.
  package let columns: DeskColumns?

  package init(name: String, bytes: [UInt8], map: String? = nil, columns: DeskColumns? = nil) {
    (self.name, self.bytes, self.map, self.columns) = (name, bytes, map, columns)
  }
}

/// Which column holds what, and how values are written.
package struct DeskColumns: Hashable, Sendable {
  /// The heading of each field of a claim that is taken.
  package var headings: [String: String]
  /// What every claim has that no column says, by its field.
  package var constants: [String: String]
  /// What stands before the decimals: `.` or `,`.
  package var decimal: String
  /// How days are written, such as `dd.mm.yyyy`.
  package var days: String
  /// Whether the amount is what is open now, and not what the claim was about.
  package var isOpenBalance: Bool

  package init(
    headings: [String: String], constants: [String: String], decimal: String, days: String, isOpenBalance: Bool
  ) {
    (self.headings, self.constants) = (headings, constants)
    (self.decimal, self.days, self.isOpenBalance) = (decimal, days, isOpenBalance)
  }
}

/// A table of claims as it was read.
package struct DeskTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    /// Where it begins, from 1.
    package let line: Int
    /// What it says, by the fields of a claim.
    package let fields: [String: String]
    /// What is wrong with it; such a row is no claim.
    package let faults: [Fault]

    package init(line: Int, fields: [String: String], faults: [Fault]) {
      (self.line, self.fields, self.faults) = (line, fields, faults)
    }
  }

  package struct Fault: Hashable, Sendable {
    package let message: String
    package let field: String?

    package init(message: String, field: String?) { (self.message, self.field) = (message, field) }
  }

  package let headings: [String]
  /// What stands in the first rows below them, cell by cell.
  package let examples: [[String]]
  /// The map by which it was read; nil where the columns were found by their headings, or said by a person.
  package let map: String?
  /// All maps that fit.
  package let fitting: [String]
  package let columns: DeskColumns
  package let rows: [Row]
  /// Rows that are no claims, such as those on which nothing is owed.
  package let passedOver: Int

  package init(
    headings: [String], examples: [[String]] = [], map: String?, fitting: [String], columns: DeskColumns, rows: [Row],
    passedOver: Int
  ) {
    (self.headings, self.examples, self.map, self.fitting) = (headings, examples, map, fitting)
    (self.columns, self.rows, self.passedOver) = (columns, rows, passedOver)
  }
}

/// What a claim may name: what the configuration in force knows.
package struct DeskNames: Hashable, Sendable {
  package let creditors: [String]
  package let policies: [String]
  /// Those of the creditors' accounts.
  package let currencies: [String]

  package init(creditors: [String], policies: [String], currencies: [String]) {
    (self.creditors, self.policies, self.currencies) = (creditors, policies, currencies)
  }
}
