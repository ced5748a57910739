import DunningBytes
import DunningTables
import Foundation

/// Files of the tests.
enum Samples {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  static func bytes(_ name: String) throws -> [UInt8] {
    try FileReader.content(of: "\(fixtures)/\(name)", atMost: 1 << 20)
  }

  /// The header and the rows of a table as text; nil stands for what cannot be read.
  static func table(
    _ bytes: [UInt8], _ settings: FileSettings = FileSettings(), header: String = "reference"
  ) throws -> [[String?]] {
    var table = try FileTable(ByteStream(bytes), settings) { $0.contains(header) }
    var rows: [[String?]] = [table.headings]
    while let row = try table.next() {
      switch table.fitted(row) {
      case .success(let cells): rows.append(cells.map(\.text))
      case .failure: rows.append([nil])
      }
    }
    return rows
  }

  /// All rows of a text as a map reads them.
  static func mapped(
    _ text: String, _ map: TableMap, joined: [String: String] = [:]
  ) throws -> [MappedRow] {
    var rows = try MappedRows(ByteStream(Array(text.utf8)), map) { file throws(TableTrouble) in
      guard let text = joined[file] else { throw TableTrouble("there is no \(file)") }
      return ByteStream(Array(text.utf8))
    }
    var all: [MappedRow] = []
    while let row = try rows.next() { all.append(row) }
    return all
  }
}
