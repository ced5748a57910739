import DunningBytes
import Glibc

/// A file that is there whole or not at all: written beside its place, synced, and put there by its name. It takes the
/// place of no other one unless that is asked for, and of a link never: what it names is not what was meant.
final class OutputFile {
  private let path: String
  private let draft: FileDraft
  private let replaces: Bool

  /// - Parameter replaces: whether it takes the place of a file that is there.
  /// - Throws: a failure of bad data when there is something in its place, or the folder cannot be written to.
  init(path: String, replaces: Bool = false) throws(Failure) {
    (self.path, self.replaces) = (path, replaces)
    try Self.checkPlace(path, replaces)
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
    try Self.checkPlace(path, replaces)
    do {
      try draft.publish(as: path)
    } catch {
      throw Self.failure(path, error)
    }
  }

  private static func checkPlace(_ path: String, _ replaces: Bool) throws(Failure) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    if isFile, replaces { return }
    throw .badData(
      "\(printable(path)) is there already\(isFile ? "" : ", and is no plain file")",
      hint: isFile ? "choose another place with --out, or take it with --force" : "choose another place with --out")
  }

  private static func failure(_ path: String, _ error: FileFailure) -> Failure {
    .badData("cannot write \(path): \(error.words)", hint: "choose another place with --out")
  }
}

extension Session {
  /// Writes data to a file, or to standard output for `-`.
  ///
  /// - Parameter force: whether it takes the place of a file that is there.
  func save(_ bytes: [UInt8], to path: String, force: Bool) throws(Failure) {
    if path == "-" { return try write(bytes) }
    let file = try OutputFile(path: path, replaces: force)
    try file.write(bytes)
    try file.keep()
    try note("wrote \(printable(path)), \(bytes.count) bytes")
  }

  /// Asks for a document and writes it into a file, part by part.
  ///
  /// - Parameter force: whether it takes the place of a file that is there.
  func save(_ request: ControlRequest, to path: String, force: Bool) throws(Failure) {
    let file = try OutputFile(path: path, replaces: force)
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
