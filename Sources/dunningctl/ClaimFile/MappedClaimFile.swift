import DunningAPI
import DunningTables

/// A table of another program, read as a map says.
struct MappedClaimFile: ClaimFileReader {
  private var rows: MappedRows
  private let name: String
  private let isOfBalances: Bool

  /// - Parameter path: of the file; a file that the map joins lies beside it.
  init(_ file: InputFile, path: String, map: TableMap) throws(Failure) {
    (name, isOfBalances) = (file.name, map.amountIs == .open)
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    do throws(TableTrouble) {
      rows = try MappedRows(file.bytes, map) { joined throws(TableTrouble) in
        let place = joined.hasPrefix("/") || !path.contains("/") ? joined : "\(folder)/\(joined)"
        do throws(Failure) {
          return try InputFile(path: place).bytes
        } catch {
          throw TableTrouble(error.problem.detail, hint: "the map \(map.name) joins it")
        }
      }
    } catch {
      throw Failure(error, in: file.name)
    }
  }

  var bytesRead: Int { rows.bytesRead }

  /// What a person should know of rows that were passed over.
  var remarks: [String] {
    [(rows.leftOut, "left out by the map"), (rows.nothingOwed, "with nothing owed")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.0 == 1 ? "row" : "rows") \($0.1)" }
  }

  mutating func row() throws(Failure) -> ClaimRow? {
    do throws(TableTrouble) {
      guard let row = try rows.next() else { return nil }
      if let problem = Problem(row.faults) { return ClaimRow(line: row.line, content: .failure(problem)) }
      return ClaimRow(line: row.line, content: .success(line(of: row)))
    } catch {
      throw Failure(error, in: name)
    }
  }

  private func line(of row: MappedRow) -> [UInt8] {
    var members = row.fields.map { JSONValue.Member(key: $0.name, value: .string($0.value)) }
    // What is missing is for the daemon to name, with all else that is wrong.
    for key in ClaimRequest.requiredKeys where row[key] == nil {
      members.append(JSONValue.Member(key: key, value: .string("")))
    }
    if isOfBalances { members.append(JSONValue.Member(key: "open_balance", value: .bool(true))) }
    return Array(JSONValue.object(members).json.utf8)
  }
}
