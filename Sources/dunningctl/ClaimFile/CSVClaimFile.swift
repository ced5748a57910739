import DunningAPI

/// A claim file, or another with a header and named columns, in CSV.
struct CSVClaimFile: ClaimFileReader {
  private let name: String
  private var reader: CSVReader
  private let keys: [String]
  private let columns: FileColumns

  var bytesRead: Int { reader.bytesRead }

  /// Reads the header.
  ///
  /// - Throws: when a column is unknown or stands twice, or a required one is missing.
  init(_ file: InputFile, columns: FileColumns = .claims) throws(Failure) {
    self.name = file.name
    self.columns = columns
    self.reader = CSVReader { () throws(Failure) in try file.read() }
    guard let header = try reader.record() else {
      throw .badData(
        "\(file.name) is empty", hint: "the first line names the columns: \(columns.required.joined(separator: ", "))")
    }
    self.keys = header.fields.map { field in
      // A name that is not UTF-8 is no known column, and refused as such.
      (try? field.get()).map { String($0.filter { !$0.isWhitespace }).lowercased() } ?? ""
    }
    try columns.check(keys, in: "\(file.name):\(header.line)")
  }

  mutating func row() throws(Failure) -> ClaimRow? {
    guard let record = try reader.record() else { return nil }
    do throws(Problem) {
      return ClaimRow(line: record.line, content: .success(try line(of: record)))
    } catch {
      return ClaimRow(line: record.line, content: .failure(error))
    }
  }

  private func line(of record: CSVReader.Record) throws(Problem) -> [UInt8] {
    guard record.fields.count == keys.count else {
      throw Problem(
        .invalidValue, detail: "\(record.fields.count) fields, but the header has \(keys.count)",
        hint: "a field with the separator, a quote or a line break in it stands in quotes")
    }
    var members: [JSONValue.Member] = []
    for (key, field) in zip(keys, record.fields) {
      let text = try Self.text(field, key: key)
      // An optional field that is empty is one that is not given; a required one is for the daemon to refuse.
      if !text.isEmpty || columns.required.contains(key) {
        members.append(JSONValue.Member(key: key, value: .string(text)))
      }
    }
    return Array(JSONValue.object(members).json.utf8)
  }

  private static func text(_ field: Result<String, CSVFault>, key: String) throws(Problem) -> String {
    switch field {
    case .success(let text): return text
    case .failure(.notUTF8(let byte, let line)):
      throw Problem(
        .invalidValue, detail: "byte 0x\(String(byte, radix: 16, uppercase: true)) on line \(line) is not UTF-8",
        field: key,
        hint: "convert the file first, e.g. iconv -f WINDOWS-1252 -t UTF-8")
    case .failure(.quoteNotClosed):
      throw Problem(.invalidValue, detail: "the quote is never closed", field: key)
    case .failure(.textAfterQuote):
      throw Problem(
        .invalidValue, detail: "there is text after the closing quote", field: key,
        hint: "a quote inside a quoted field is written twice")
    }
  }
}
