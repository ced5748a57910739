import DunningBytes

/// A file that is there whole or not at all: written beside its place, synced, and put there by its name.
final class OutputFile {
  private let path: String
  private let draft: FileDraft

  /// - Throws: a failure of bad data when the folder cannot be written to.
  init(path: String) throws(Failure) {
    self.path = path
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
    do {
      try draft.publish(as: path)
    } catch {
      throw Self.failure(path, error)
    }
  }

  private static func failure(_ path: String, _ error: FileFailure) -> Failure {
    .badData("cannot write \(path): \(error.words)", hint: "choose another place with --out")
  }
}

extension Session {
  /// Writes data to a file that takes the place of what was there, or to standard output for `-`.
  func save(_ bytes: [UInt8], to path: String) throws(Failure) {
    if path == "-" { return try write(bytes) }
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.keep()
    try note("wrote \(printable(path)), \(bytes.count) bytes")
  }

  /// Asks for a document and writes it into a file, part by part.
  func save(_ request: ControlRequest, to path: String) throws(Failure) {
    var answer = try client().send(request)
    let file = try OutputFile(path: path)
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
