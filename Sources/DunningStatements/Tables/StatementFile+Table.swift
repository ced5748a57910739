package import DunningTables

extension StatementFile {
  /// Takes the rows of a table for entries, as a map reads them.
  ///
  /// A row with a fault is a fault of the file: a statement counts as a whole.
  ///
  /// - Parameters:
  ///   - rows: of a map of the kind statement.
  ///   - account: the creditor's own, where the rows do not say it.
  package convenience init(_ rows: MappedRows, account: String? = nil) {
    var rows = rows
    self.init(table: rows.form) { () throws(StatementFailure) in
      try Self.next(&rows).map { row throws(StatementFailure) in try StatementRow(row, account: account) }
    }
  }

  private static func next(_ rows: inout MappedRows) throws(StatementFailure) -> MappedRow? {
    do throws(TableTrouble) { return try rows.next() } catch { throw StatementFailure(error) }
  }
}
