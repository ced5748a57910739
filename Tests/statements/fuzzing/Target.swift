import DunningStatements
import DunningTables
import Glibc

/// The one reader that is tried; nil for any.
private let reader = getenv("FUZZ_READER").map { String(cString: $0) }.flatMap { $0 == "any" ? nil : $0 }

/// What libFuzzer calls with each input: whatever the bytes are, they are read or refused.
///
/// An input comes in pieces of seven bytes: what a reader looks back for is then never in the same piece.
///
/// - Returns: -1 for an input that is of another reader, which is not kept.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(StatementFailure) {
    let file: StatementFile
    switch reader {
    case "csv", "xlsx": file = try table(bytes)
    default: file = try StatementFile(inPieces(bytes))
    }
    if let reader, !file.format.name.hasPrefix(reader) { return -1 }
    try read(file)
  } catch {
    precondition(!error.message.isEmpty)
  }
  return 0
}

private func inPieces(_ bytes: [UInt8]) -> ByteInput {
  var rest = bytes[...]
  return ByteInput { () throws(StatementFailure) in
    defer { rest = rest.dropFirst(7) }
    return Array(rest.prefix(7))
  }
}

/// Events come in their order.
private func read(_ file: StatementFile) throws(StatementFailure) {
  var isOpen = false
  while let event = try file.next() {
    switch event {
    case .began:
      precondition(!isOpen, "a statement begins in another")
      isOpen = true
    case .entry: precondition(isOpen, "an entry of no statement")
    case .ended:
      precondition(isOpen, "the end of no statement")
      isOpen = false
    }
  }
  precondition(!isOpen, "a statement without end")
}

/// A table by a map that takes what it can get.
private func table(_ bytes: [UInt8]) throws(StatementFailure) -> StatementFile {
  do throws(TableTrouble) {
    var rest = bytes[...]
    let stream = ByteStream { () in
      defer { rest = rest.dropFirst(7) }
      return Array(rest.prefix(7))
    }
    return StatementFile(
      try MappedRows(stream, map) { path throws(TableTrouble) in throw TableTrouble("there is no \(path)") },
      account: "DE02120300000000202051")
  } catch {
    throw StatementFailure(error.message, line: error.line)
  }
}

private let map: TableMap = {
  var map = TableMap(name: "fuzz", kind: .statement)
  map.file.numbers = NumberForm(decimal: ",")
  map.file.days = ["dd.mm.yyyy", "yyyy-mm-dd"].compactMap { DayForm($0) }
  map.file.footer = ["Summe"]
  map.set = [.init(field: "currency", value: "EUR")]
  map.take = [
    Taking(field: "amount", sources: [Taking.Source("amount"), Taking.Source("Betrag"), Taking.Source("Offen")]),
    Taking(field: "booked", sources: [Taking.Source("due"), Taking.Source("Datum")], isOptional: true),
    Taking(field: "text", sources: [Taking.Source("reference"), Taking.Source("Nr")], isOptional: true),
  ]
  return map
}()
