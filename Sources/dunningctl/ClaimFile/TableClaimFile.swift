import DunningAPI
import DunningTables

/// A claim file, or another with a header of known columns, as CSV or as an Excel workbook.
struct TableClaimFile: ClaimFileReader {
  private var table: FileTable
  private let name: String
  private let keys: [String]
  private let columns: FileColumns
  let lineOfHeader: Int

  var bytesRead: Int { table.bytesRead }

  /// Reads the header; lines of a title before it are passed over.
  ///
  /// - Throws: when a column is unknown or stands twice, or a required one is missing.
  init(_ file: InputFile, columns: FileColumns = .claims) throws(Failure) {
    do throws(TableTrouble) {
      table = try FileTable(file.bytes) { cells in
        let keys = cells.map(columns.key)
        return columns.required.allSatisfy(keys.contains)
      }
    } catch {
      throw Failure(error, in: file.name)
    }
    name = file.name
    self.columns = columns
    keys = table.headings.map(columns.key)
    lineOfHeader = table.headerLine
    try columns.check(keys, in: "\(file.name):\(table.headerLine)")
  }

  mutating func row() throws(Failure) -> ClaimRow? {
    do throws(TableTrouble) {
      guard let row = try table.next() else { return nil }
      do throws(Problem) {
        return ClaimRow(line: row.line, content: .success(try content(of: row)))
      } catch {
        return ClaimRow(line: row.line, content: .failure(error))
      }
    } catch {
      throw Failure(error, in: name)
    }
  }

  /// The row as a JSON object, with all of its faults at once.
  private func content(of row: TableRow) throws(Problem) -> [UInt8] {
    let cells: [TableCell]
    switch table.fitted(row) {
    case .success(let fitted): cells = fitted
    case .failure(let fault): throw Problem([fault]) ?? Problem(.invalidValue, detail: fault.message)
    }
    var members: [JSONValue.Member] = []
    var faults: [TableFault] = []
    for (key, cell) in zip(keys, cells) {
      do throws(TableFault) {
        let text = try PlainCell.text(cell, of: key)
        // An optional field that is empty is one that is not given; a required one is for the daemon to refuse.
        if !key.isEmpty, !text.isEmpty || columns.required.contains(key) {
          members.append(JSONValue.Member(key: key, value: .string(text)))
        }
      } catch {
        faults.append(error)
      }
    }
    if let sum = PlainCell.sum(in: members) {
      faults = [sum]
    } else if !faults.isEmpty {
      // The daemon, which would say it, does not get to see the row.
      faults += members.filter { $0.value.text == "" && $0.key != "email" }.map {
        TableFault("the field is empty", field: $0.key)
      }
    }
    if let problem = Problem(faults) { throw problem }
    return Array(JSONValue.object(members).json.utf8)
  }
}
