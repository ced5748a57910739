import DunningBytes
import DunningTables
import Glibc

/// A file, or standard input, read in pieces.
final class InputFile {
  /// As messages name it.
  let name: String
  /// In bytes; nil when it is no regular file.
  let size: Int?
  /// Its bytes, whose beginning can be looked at before they are read.
  let bytes: ByteStream
  private let reader: FileReader

  /// Opens the file; `-` is standard input.
  init(path: String) throws(Failure) {
    self.name = path == "-" ? "standard input" : path
    do {
      reader = try path == "-" ? FileReader(descriptor: 0, name: name) : FileReader(path)
      let bytes = try reader.size()
      size = bytes > 0 ? bytes : nil
    } catch {
      throw Self.failure(name, error)
    }
    bytes = ByteStream(reader)
  }

  /// The next bytes; none at the end.
  func read() throws(Failure) -> [UInt8] {
    do throws(TableTrouble) {
      return try bytes.next()
    } catch {
      throw Failure(.badData, code: "file-not-readable", "cannot read \(name): \(error.message)")
    }
  }

  /// Whether it is an e-invoice by its first bytes: XML, or a PDF.
  func isInvoice() throws(Failure) -> Bool {
    do throws(TableTrouble) {
      return [.xml, .pdf].contains(FileForm(try bytes.beginning(4_096)))
    } catch {
      throw Failure(error, in: name)
    }
  }

  /// The same where its beginning was looked at.
  func all(atMost limit: Int) throws(Failure) -> [UInt8] {
    var all: [UInt8] = []
    while all.count <= limit {
      let piece = try read()
      if piece.isEmpty { break }
      all += piece
    }
    return all
  }

  /// All bytes that are left, at most one more than `limit`.
  func rest(atMost limit: Int) throws(Failure) -> [UInt8] {
    do {
      return try reader.rest(atMost: limit + 1)
    } catch {
      throw Self.failure(name, error)
    }
  }

  private static func failure(_ name: String, _ error: FileFailure) -> Failure {
    Failure(
      error.errorNumber == ENOENT ? .notFound : .badData, code: "file-not-readable",
      "cannot read \(name): \(error.words)")
  }
}
