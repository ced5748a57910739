import ArgumentParser
import DunningDossier

/// `dunningctl verify`.
struct Verify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every byte of a case file, without the daemon.",
    discussion: """
      Looks at the hash of each file, at files that are missing or too many, at
      the chain of the journal, its data, the way to the seal, the signatures,
      and at the archive itself, byte by byte. Whatever is not as it was written
      is named, and the exit status is 1.

      EXAMPLES
        dunningctl verify RE-2026-1.zip
      """)

  @Argument(help: ArgumentHelp("The case file, ending with .zip.", valueName: "file"), completion: .file())
  var file: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let check: DossierCheck
    do {
      _ = try Session.form(of: file, among: ["zip"])
      check = try DossierCheck(path: file)
    } catch let error as DossierError {
      throw .badData("\(printable(file)): \(error.message)", hint: "get the file again from where it was made")
    } catch {
      throw error as? Failure ?? Failure(.bug, code: "verify", "\(error)")
    }
    if !check.findings.isEmpty { session.exitStatus = .partlyDone }
    try show(check, in: session)
  }

  private func show(_ check: DossierCheck, in session: Session) throws(Failure) {
    guard session.format == .table else {
      return try session.present(
        Array(document(check).json.utf8), as: [String: String].self, columns: ["file", "intact", "files", "entries"],
        describe: { _ in [] })
    }
    for finding in check.findings { try session.writeLine(printable(finding)) }
    if check.findings.isEmpty {
      try session.writeLine(
        "intact: \(check.files) files, \(check.bytes) bytes, \(check.entries) entries of the journal")
    }
    for key in check.publicKeys { try session.writeLine("signed with the key \(key)") }
    for note in check.notes { try session.note(printable(note)) }
  }

  private func document(_ check: DossierCheck) -> JSONValue {
    func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    return .object([
      .init(key: "file", value: .string(file)), .init(key: "intact", value: .bool(check.findings.isEmpty)),
      .init(key: "files", value: .number("\(check.files)")), .init(key: "bytes", value: .number("\(check.bytes)")),
      .init(key: "entries", value: .number("\(check.entries)")), .init(key: "findings", value: texts(check.findings)),
      .init(key: "notes", value: texts(check.notes)), .init(key: "public_keys", value: texts(check.publicKeys)),
    ])
  }
}
