import ArgumentParser
import DunningAPI
import DunningTables

/// The form of a claim file.
enum ClaimFileFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case csv
  case xlsx
  case jsonl
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
  /// What a person should know of rows that were passed over.
  var remarks: [String] { get }
}

extension ClaimFileReader {
  var remarks: [String] { [] }
}

extension InputFile {
  /// The reader of the rows.
  ///
  /// - Parameter format: what the file is; told by its bytes, and by its name where they do not tell, when nil.
  func rows(format: ClaimFileFormat? = nil, columns: FileColumns = .claims) throws(Failure) -> any ClaimFileReader {
    let isLines = if let format { format == .jsonl } else { try isJSONLines() }
    return isLines ? JSONLinesClaimFile(self) : try TableClaimFile(self, columns: columns)
  }

  private func isJSONLines() throws(Failure) -> Bool {
    let ending = name.lowercased()
    if ending.hasSuffix(".jsonl") || ending.hasSuffix(".ndjson") { return true }
    do throws(TableTrouble) {
      return FileForm(try bytes.beginning(1_024)) == .jsonLines
    } catch {
      throw Failure(error, in: name)
    }
  }
}
