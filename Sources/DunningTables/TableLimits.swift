/// The bounds of what is kept in memory of a file of strangers.
package enum TableLimits {
  /// Bytes of one row: a quote that is never closed must not swallow a whole file.
  package static let rowBytesMax = 256 << 10
  /// Bytes of the beginning by which a file is told.
  static let beginningBytes = 4 << 10
  /// Bytes of the beginning by which UTF-8 is known where a map says otherwise.
  static let encodingBytes = 256 << 10
  /// Lines at the beginning among which the header is looked for.
  static let headerLinesMax = 60
  /// Columns of one row; a spreadsheet has no more.
  static let columnsMax = 16_384
  /// Bytes that one part of a workbook may unpack to, and all of them together.
  static let sheetBytesMax = 1 << 30
  static let sharedTextBytesMax = 64 << 20
  /// Bytes of a workbook: it is read from its end, and so kept whole.
  package static let workbookBytesMax = 64 << 20
  /// Rows of a file that is joined to another.
  static let joinedRowsMax = 1_000_000
  /// Rows of a file that are held back because those of one claim must be added up.
  static let groupedRowsMax = 1_000_000
}
