/// How the table of another program becomes rows of ours: what its columns are called and how its values are written.
package struct TableMap: Sendable {
  /// As it is called on the command line.
  package var name: String
  package var kind: Kind
  /// The program, and the way to its export.
  package var title: String?
  /// Where the headings are written down; nil when nobody has held the map against a real export or its documentation.
  package var source: String?
  package var file = FileSettings()
  /// Which columns each field of ours is taken from, in the order of the map.
  package var take: [Taking] = []
  /// What a field is where the table says nothing.
  package var set: [Setting] = []
  /// How the rows of one claim become one; nil when each row is a claim.
  package var rows: RowGroup?
  /// Only rows that pass all of these count.
  package var filters: [RowFilter] = []
  package var join: TableJoin?
  /// Whether its table names all that is open, so that what it does not name may be paid; a batch of bookings does not.
  package var isComplete = true
  /// Words of the column of the field `direction`, which give the amount its sign.
  package var directions: [Direction: [String]] = [:]
  /// Words of the column of the field `status`.
  package var statuses: [Status: [String]] = [:]
  /// What the amount of a claim is.
  package var amountIs = AmountMeaning.sum

  /// What its rows are.
  package enum Kind: String, CaseIterable, Sendable {
    case claims, statement
  }

  /// What the amount of a row of claims is.
  package enum AmountMeaning: String, CaseIterable, Sendable {
    /// What the claim is about.
    case sum
    /// What is still open of it.
    case open
  }

  /// Which way money goes.
  package enum Direction: String, CaseIterable, Sendable {
    case `in`, out
    /// A row that moves no money of the account; it does not count.
    case neither
  }

  /// What a bank or wallet says of an entry.
  package enum Status: String, CaseIterable, Sendable {
    case done, pending
    /// It was taken back or never came about.
    case void
  }

  /// A constant, or a day counted from another.
  package struct Setting: Hashable, Sendable {
    package let field: String
    package let value: String

    package init(field: String, value: String) {
      self.field = field
      self.value = value
    }
  }

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The headings by which the header is known among other lines: the one that the map names, else those it takes. A map
  /// that takes none knows no line.
  package func isHeader(_ cells: [String]) -> Bool {
    let cells = cells.map(HeadingName.init)
    if let header = file.header { return cells.contains(HeadingName(header)) }
    let needed = take.filter(\.isNeeded)
    return !needed.isEmpty
      && needed.allSatisfy { taking in
        taking.sources.contains { source in source.headings.allSatisfy { cells.contains(HeadingName($0)) } }
      }
  }
}

extension TableMap.Kind {
  /// The fields that hold an amount.
  var amounts: Set<String> {
    self == .claims ? ["amount"] : ["amount", "credit", "debit", "charges", "gross", "fee", "balance"]
  }

  /// The fields that hold a day.
  var days: Set<String> { self == .claims ? ["due", "issued", "discount_until"] : ["booked", "value"] }

  /// The fields of a statement's map; those of a claim are the claim file's.
  package static let statementFields = [
    "amount", "credit", "debit", "direction", "currency", "booked", "value", "status", "name", "payer", "payee",
    "account", "text",
    "structured", "bank_reference", "end_to_end", "mandate", "charges", "gross", "fee", "balance", "own_account",
  ]
}
