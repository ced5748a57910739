/// What a map says of the file itself.
package struct FileSettings: Hashable, Sendable {
  /// Nil for UTF-8; a byte order mark goes before it.
  package var encoding: TextEncoding?
  /// Nil when the header shows it.
  package var separator: UInt8?
  /// A heading by which the header is known among lines of a title.
  package var header: String?
  /// How amounts are written.
  package var numbers = NumberForm()
  /// How days are written: in the first of these forms that fits.
  package var days = [DayForm.iso]
  /// How the first cell of a row begins that is a sum, and ends the table: any of these.
  package var footer: [String] = []
  /// The name of the sheet; nil for the first.
  package var sheet: String?
  /// Where the day stands from which days without a year count; nil when they have one.
  package var yearFrom: CellPlace?
  /// What stands before the number of the creditor's own account in the lines before the header, as `IBAN`.
  package var account: [String] = []

  package init() {}
}

/// A place in the lines before the header, both counted from 1.
package struct CellPlace: Hashable, Sendable {
  package let line: Int
  package let cell: Int

  package init(line: Int, cell: Int) {
    self.line = line
    self.cell = cell
  }
}
