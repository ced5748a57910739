import ArgumentParser
import DunningAPI

/// The form of a claim file.
enum ClaimFileFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case csv
  case jsonl

  /// By the ending of the name; CSV when it says nothing.
  init(path: String) {
    let name = path.lowercased()
    self = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") ? .jsonl : .csv
  }
}

/// One row of a claim file.
struct ClaimRow {
  /// The line of the file on which it begins, from 1.
  var line: Int
  /// The row as one line of `POST /v1/claims/batch`, or what is wrong with it.
  var content: Result<[UInt8], Problem>
}

/// Reads the rows of a claim file one after the other, whatever its form.
protocol ClaimFileReader {
  /// The next row; nil at the end.
  ///
  /// - Throws: when nothing of the file can be used, e.g. because a required column is missing.
  mutating func row() throws(Failure) -> ClaimRow?
  /// How many bytes of the file have been read.
  var bytesRead: Int { get }
}

extension ClaimFileFormat {
  /// The reader of a file of this form.
  func reader(of file: InputFile, columns: FileColumns = .claims) throws(Failure) -> any ClaimFileReader {
    switch self {
    case .csv: try CSVClaimFile(file, columns: columns)
    case .jsonl: JSONLinesClaimFile(file)
    }
  }
}
