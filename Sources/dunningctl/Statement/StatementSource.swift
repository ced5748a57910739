import DunningStatements
import DunningTables

/// A file of a bank or wallet that can be read several times.
struct StatementSource {
  private let path: String
  /// By which a table is read; nil for a format that says itself what it is.
  private var map: TableMap?
  /// What came from standard input, which can be read only once.
  private let bytes: [UInt8]?

  init(path: String, map: TableMap?) throws(Failure) {
    (self.path, self.map) = (path, map)
    guard path == "-" else {
      bytes = nil
      return
    }
    let all = try InputFile(path: path).rest(atMost: ClientLimits.statementBytesMax)
    guard all.count <= ClientLimits.statementBytesMax else {
      throw Failure(
        .badData, code: "file-too-large",
        "standard input has more than \(ClientLimits.statementBytesMax >> 20) MiB: save it and name the file")
    }
    bytes = all
  }

  /// The same file, as a map reads it.
  func read(by map: TableMap) -> StatementSource {
    var source = self
    source.map = map
    return source
  }

  /// Reads it from the beginning.
  ///
  /// - Returns: the name of its format.
  func read(_ take: (StatementEvent) throws(Failure) -> Void) throws(Failure) -> String {
    let file = try opened()
    while let event = try stating({ () throws(StatementFailure) in try file.next() }) { try take(event) }
    return file.format.name
  }

  private func opened() throws(Failure) -> StatementFile {
    if let map { return try table(map) }
    let input = try input()
    return try stating { () throws(StatementFailure) in try StatementFile(input) }
  }

  private func table(_ map: TableMap) throws(Failure) -> StatementFile {
    let source = if let bytes { ByteStream(bytes) } else { try InputFile(path: path).bytes }
    do throws(TableTrouble) {
      return StatementFile(
        try MappedRows(source, map) { name throws(TableTrouble) in
          throw TableTrouble("the map \(map.name) joins \(name), which statements cannot")
        })
    } catch {
      throw Failure(error, in: path)
    }
  }

  private func input() throws(Failure) -> ByteInput {
    if let bytes { return ByteInput(bytes) }
    let file = try InputFile(path: path)
    return ByteInput { () throws(StatementFailure) in
      do throws(Failure) { return try file.read() } catch { throw StatementFailure(error.problem.detail) }
    }
  }

  private func stating<Result>(_ work: () throws(StatementFailure) -> Result) throws(Failure) -> Result {
    do throws(StatementFailure) { return try work() } catch { throw .badData(printable("\(path): \(error)")) }
  }
}
