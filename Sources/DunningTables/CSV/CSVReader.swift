/// Splits the bytes of a CSV file into rows, as they come.
///
/// Takes what is found in the wild: CRLF, LF or CR at the end of a line, line breaks and doubled quotes inside quotes, a
/// line `sep=;` before all others, lines of a title before the header. A comma, a semicolon, a tab or a bar separates
/// cells: the one by which a line becomes the header that is looked for, else the one that the first line has most of,
/// quotes left aside.
///
/// - Source: RFC 4180.
package struct CSVReader: TableRows {
  private let source: TextStream
  private let isHeader: ([String]) -> Bool
  private var buffer: [UInt8] = []
  private var index = 0
  private var line = 1
  private var separator: UInt8
  private let separators: [UInt8]
  private var hasBegun = false

  private static let usual = Array(",;\t|".utf8)

  /// - Parameters:
  ///   - separator: nil when it is to be found out.
  ///   - isHeader: whether a line with these cells is the header; lines before it are passed over, where there is one.
  package init(_ source: TextStream, separator: UInt8? = nil, isHeader: @escaping ([String]) -> Bool = { _ in false }) {
    self.source = source
    self.isHeader = isHeader
    self.separator = separator ?? UInt8(ascii: ",")
    separators = separator.map { [$0] } ?? Self.usual
  }

  package var bytesRead: Int { source.bytesRead }

  package mutating func next() throws(TableTrouble) -> TableRow? {
    if !hasBegun { try begin() }
    while try peek() != nil {
      let row = try readRow()
      if row.cells != [.text("")] { return row }
    }
    return nil
  }

  private mutating func readRow() throws(TableTrouble) -> TableRow {
    let rowLine = line
    var cells: [TableCell] = []
    var bytes = 0
    repeat {
      let (cell, count) = try readCell(bytesBefore: bytes, rowLine: rowLine)
      bytes += count
      cells.append(cell)
      guard cells.count <= TableLimits.columnsMax else { throw Self.tooLong(rowLine) }
    } while try take(separator)
    try takeLineEnd()
    return TableRow(line: rowLine, cells: cells)
  }

  /// Reads up to the separator or the end of the line that ends the cell.
  private mutating func readCell(
    bytesBefore: Int, rowLine: Int
  ) throws(TableTrouble) -> (cell: TableCell, count: Int) {
    let startLine = line
    var bytes: [UInt8] = []
    var isQuoted = false
    var fault: TableFault?
    if try take(Byte.quote) {
      isQuoted = true
      fault = try readQuoted(into: &bytes, bytesBefore: bytesBefore, rowLine: rowLine)
    }
    while let byte = try peek(), byte != separator, byte != Byte.lineFeed, byte != Byte.carriageReturn {
      if isQuoted, byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { fault = fault ?? .textAfterQuote }
      if !isQuoted { bytes.append(byte) }
      index += 1
      guard bytesBefore + bytes.count <= TableLimits.rowBytesMax else { throw Self.tooLong(rowLine) }
    }
    if let fault { return (.fault(fault), bytes.count) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return (.fault(.notUTF8(bytes, from: startLine)), bytes.count)
    }
    return (.text(text), bytes.count)
  }

  /// Reads the inside of quotes and the quote that ends it.
  private mutating func readQuoted(
    into bytes: inout [UInt8], bytesBefore: Int, rowLine: Int
  ) throws(TableTrouble) -> TableFault? {
    let startLine = line
    while let byte = try peek() {
      index += 1
      if byte == Byte.quote {
        guard try take(Byte.quote) else { return nil }
      } else if byte == Byte.lineFeed {
        line += 1
      }
      bytes.append(byte)
      guard bytesBefore + bytes.count <= TableLimits.rowBytesMax else { throw Self.tooLong(rowLine) }
    }
    return .quoteNotClosed(openedOn: startLine)
  }

  private mutating func takeLineEnd() throws(TableTrouble) {
    let hadReturn = try take(Byte.carriageReturn)
    let hadFeed = try take(Byte.lineFeed)
    if hadReturn || hadFeed { line += 1 }
  }

  private mutating func peek() throws(TableTrouble) -> UInt8? {
    if index == buffer.count {
      buffer = []
      index = 0
      guard try fill() else { return nil }
    }
    return buffer[index]
  }

  private mutating func take(_ byte: UInt8) throws(TableTrouble) -> Bool {
    guard try peek() == byte else { return false }
    index += 1
    return true
  }

  private mutating func fill() throws(TableTrouble) -> Bool {
    let part = try source.next()
    buffer += part
    return !part.isEmpty
  }

  private static func tooLong(_ line: Int) -> TableTrouble {
    TableTrouble(
      "the row that begins on line \(line) has more than \(TableLimits.rowBytesMax) bytes",
      hint: "is there a quote that is never closed?", line: line)
  }
}

extension CSVReader {
  /// Goes to the header and finds out what separates the cells.
  private mutating func begin() throws(TableTrouble) {
    hasBegun = true
    while !hasBeginning, buffer.count <= TableLimits.rowBytesMax, try fill() {}
    let lines = beginningLines
    let stated = lines.first.flatMap { Self.statedSeparator(in: buffer[$0]) }
    if let stated { separator = stated }
    let skipped = stated == nil ? 0 : 1
    if let found = header(in: lines.dropFirst(skipped), by: stated.map { [$0] } ?? separators) {
      (line, index, separator) = (found.line + 1, lines[found.line].lowerBound, found.separator)
    } else {
      (line, index) = (skipped + 1, lines.dropFirst(skipped).first?.lowerBound ?? buffer.count)
      if stated == nil, separators.count > 1 { separator = mostFrequent(in: lines.dropFirst(skipped).first) }
    }
  }

  /// Whether enough is in memory to find the header in.
  private var hasBeginning: Bool {
    buffer.count { $0 == Byte.lineFeed } >= TableLimits.headerLinesMax
      || buffer.count { $0 == Byte.carriageReturn } >= TableLimits.headerLinesMax
  }

  /// Where the first lines lie in memory, without what ends them.
  private var beginningLines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var place = 0
    while place < buffer.count, lines.count < TableLimits.headerLinesMax {
      let isReturn = buffer[place] == Byte.carriageReturn
      guard isReturn || buffer[place] == Byte.lineFeed else {
        place += 1
        continue
      }
      lines.append(start..<place)
      let isPair = isReturn && place + 1 < buffer.count && buffer[place + 1] == Byte.lineFeed
      place += isPair ? 2 : 1
      start = place
    }
    if start < buffer.count, lines.count < TableLimits.headerLinesMax { lines.append(start..<buffer.count) }
    return lines
  }

  private func header(
    in lines: ArraySlice<Range<Int>>, by separators: [UInt8]
  ) -> (line: Int, separator: UInt8)? {
    for (number, range) in zip(lines.indices, lines) {
      for separator in separators where isHeader(Self.cells(of: buffer[range], by: separator)) {
        return (number, separator)
      }
    }
    return nil
  }

  private static func cells(of line: ArraySlice<UInt8>, by separator: UInt8) -> [String] {
    var isQuoted = false
    let parts = line.split(omittingEmptySubsequences: false) { byte in
      if byte == Byte.quote { isQuoted.toggle() }
      return byte == separator && !isQuoted
    }
    return parts.map { String(decoding: $0.filter { $0 != Byte.quote }, as: UTF8.self) }
  }

  private func mostFrequent(in line: Range<Int>?) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line.map({ buffer[$0] }) ?? [] {
      if byte == Byte.quote { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let most = separators.map { counts[$0, default: 0] }.max() ?? 0
    return separators.first { counts[$0, default: 0] == most } ?? separator
  }

  /// What Excel writes into the first line for itself to read.
  private static func statedSeparator(in line: ArraySlice<UInt8>) -> UInt8? {
    let letters = line.filter { $0 != Byte.quote }
    return letters.count == 5 && letters.starts(with: "sep=".utf8) ? letters.last : nil
  }
}

enum Byte {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
}
