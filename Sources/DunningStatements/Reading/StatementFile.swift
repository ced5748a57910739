/// Reads a file of a bank or wallet from its beginning, with no more of it in memory than one entry.
///
/// A file counts as a whole or not at all: whoever acts on what is read waits for the end, or takes it back on a failure.
package final class StatementFile {
  package let format: StatementFormat
  private var reader: any FormatReader
  /// Whether a statement has begun and not ended.
  private var isOpen = false

  /// Recognises the file by its bytes.
  ///
  /// - Throws: ``StatementFailure`` that says what it is, when it is no statement.
  package init(_ input: ByteInput) throws(StatementFailure) {
    format = try FormatGuess(try input.peek(StatementLimits.recognitionBytes)).format()
    reader = try format.kind.reader(input)
  }

  /// Takes the rows of a table for entries.
  ///
  /// - Parameters:
  ///   - format: how the table is called: `csv`, `xlsx`.
  ///   - rows: the next row; nil after the last.
  init(table format: String, rows: @escaping () throws(StatementFailure) -> StatementRow?) {
    self.format = StatementFormat(.table, format)
    reader = RowReader(rows)
  }

  /// The next thing that the file says; nil after the last.
  ///
  /// - Throws: ``StatementFailure`` with the line, when the file is cut off or says what cannot be read.
  package func next() throws(StatementFailure) -> StatementEvent? {
    let event = try reader.next()
    switch event {
    case .began(let head):
      guard !isOpen else { throw StatementFailure("a statement begins before the last one has ended", line: head.line) }
      isOpen = true
    case .entry(let entry):
      guard isOpen else { throw StatementFailure("an entry stands outside of a statement", line: entry.line) }
    case .ended:
      guard isOpen else { throw StatementFailure("a statement ends that has not begun") }
      isOpen = false
    case nil:
      guard !isOpen else { throw StatementFailure("the file ends inside a statement: it is cut off; get it again") }
    }
    return event
  }
}

extension StatementFormat.Kind {
  fileprivate func reader(_ input: ByteInput) throws(StatementFailure) -> any FormatReader {
    switch self {
    case .camt: return try CamtReader(input)
    case .mt940: return LineFormatReader(input, MTFormat(isReport: false))
    case .mt942: return LineFormatReader(input, MTFormat(isReport: true))
    case .ofx: return OFXReader(input)
    case .coda: return LineFormatReader(input, CODAFormat())
    case .norma43: return LineFormatReader(input, Norma43Format())
    case .cfonb120: return LineFormatReader(input, CFONBFormat())
    case .bgmax: return LineFormatReader(input, BgMaxFormat())
    case .bai2: return LineFormatReader(input, BAI2Format())
    case .qif: return LineFormatReader(input, QIFFormat())
    case .jsonLines: return JSONLinesReader(input)
    // A table is no file that is recognised: its rows come by a map.
    case .table: throw StatementFailure("this is a table: name the map that reads it with --map")
    }
  }
}
