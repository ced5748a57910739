/// Reads one format.
protocol FormatReader {
  /// The next thing that the file says; nil at its end, once that is known to be one.
  mutating func next() throws(StatementFailure) -> StatementEvent?
}

/// Reads a format of lines: what each of them says, as far as it is known by then.
protocol LineFormat {
  mutating func take(_ line: TextLine, _ events: inout [StatementEvent]) throws(StatementFailure)
  /// - Parameter line: the number of the last.
  mutating func end(_ line: Int, _ events: inout [StatementEvent]) throws(StatementFailure)
}

/// Hands lines to a format until it knows something.
struct LineFormatReader<Format: LineFormat>: FormatReader {
  private var lines: LineInput
  private var format: Format
  /// What is known and not told yet, in reverse order.
  private var known: [StatementEvent] = []
  private var isAtEnd = false

  init(_ input: ByteInput, _ format: Format) {
    lines = LineInput(input)
    self.format = format
  }

  mutating func next() throws(StatementFailure) -> StatementEvent? {
    while known.isEmpty, !isAtEnd {
      var events: [StatementEvent] = []
      if let line = try lines.next() {
        try format.take(line, &events)
      } else {
        isAtEnd = true
        try format.end(lines.number, &events)
      }
      known = events.reversed()
    }
    return known.popLast()
  }
}
