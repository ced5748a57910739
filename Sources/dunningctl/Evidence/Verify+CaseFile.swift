import DunningDossier

extension Verify {
  /// Checks a case file without the daemon.
  func verify(caseFile file: String, in session: Session) throws(Failure) {
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
    try show(check, of: file, in: session)
  }

  private func show(_ check: DossierCheck, of file: String, in session: Session) throws(Failure) {
    guard session.format == .table else {
      return try session.present(
        Array(document(check, of: file).json.utf8), as: [String: String].self,
        columns: ["file", "intact", "files", "entries"],
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

  private func document(_ check: DossierCheck, of file: String) -> JSONValue {
    func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    return .object([
      .init(key: "file", value: .string(file)), .init(key: "intact", value: .bool(check.findings.isEmpty)),
      .init(key: "files", value: .number("\(check.files)")), .init(key: "bytes", value: .number("\(check.bytes)")),
      .init(key: "entries", value: .number("\(check.entries)")), .init(key: "findings", value: texts(check.findings)),
      .init(key: "notes", value: texts(check.notes)), .init(key: "public_keys", value: texts(check.publicKeys)),
    ])
  }
}
