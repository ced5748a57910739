import DunningBytes
import Glibc

/// A file that is there whole or not at all: written beside its place, synced, and put there by its name. It takes the
/// place of a plain file alone, and of a link never: what that names is not what was meant.
final class OutputFile {
  private let path: String
  private let draft: FileDraft

  /// - Throws: a failure of bad data when there is something else than a plain file in its place, or the folder cannot be
  ///   written to.
  init(path: String) throws(Failure) {
    self.path = path
    try Self.checkPlace(path)
    do {
      draft = try FileDraft("\(path).part")
    } catch {
      throw Self.failure(path, error)
    }
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    do {
      try draft.append(bytes)
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Puts the file into its place.
  func keep() throws(Failure) {
    try Self.checkPlace(path)
    do {
      try draft.publish(as: path)
    } catch {
      throw Self.failure(path, error)
    }
  }

  private static func checkPlace(_ path: String) throws(Failure) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    let what = status.st_mode & S_IFMT == S_IFLNK ? "a link" : "no plain file"
    throw .badData("\(printable(path)) is there already, and is \(what)", hint: "choose another place with --out")
  }

  private static func failure(_ path: String, _ error: FileFailure) -> Failure {
    .badData("cannot write \(path): \(error.words)", hint: "choose another place with --out")
  }
}

extension Session {
  /// Writes data to a file, or to standard output for `-`.
  func save(_ bytes: [UInt8], to path: String) throws(Failure) {
    if path == "-" { return try write(bytes) }
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.keep()
    try note("wrote \(printable(path)), \(bytes.count) bytes")
  }

  /// Asks for a document and writes it into a file, part by part.
  func save(_ request: ControlRequest, to path: String) throws(Failure) {
    let file = try OutputFile(path: path)
    var answer = try client().send(request)
    while let part = try answer.part() { try file.write(part) }
    try file.keep()
    try note("written: \(path)")
  }

  /// The form that the name of a file asks for, e.g. `csv`.
  static func form(of path: String, among forms: [String]) throws(Failure) -> String {
    if let form = forms.first(where: { path.lowercased().hasSuffix(".\($0)") }) { return form }
    throw .usage(
      "\(printable(path)) does not say in what form it is wanted",
      hint: "let its name end with \(forms.map { ".\($0)" }.joined(separator: " or "))")
  }
}
