import DunningDossier

extension VerifyVerb {
  /// Checks a case file without the daemon.
  func verify(caseFile file: String, in session: Session) throws(Failure) {
    let check: DossierCheck
    do {
      _ = try Session.form(of: file, among: ["zip"])
      check = try DossierCheck(path: file, keys: key)
    } catch let error as DossierError {
      throw .badData("\(printable(file)): \(error.message)", hint: "get the file again from where it was made")
    } catch {
      throw error as? Failure ?? Failure(.bug, code: "verify", "\(error)")
    }
    switch check.verdict {
    case .intact: break
    case .agreesWithItself: session.exitStatus = .unproven
    case .changed: session.exitStatus = .partlyDone
    }
    try show(check, of: file, in: session)
  }

  private func show(_ check: DossierCheck, of file: String, in session: Session) throws(Failure) {
    let document = document(check, of: file)
    try session.present(
      Array(document.json.utf8), as: CheckedFile.self, columns: ["file", "verdict", "files", "entries"]
    ) { _ in lines(check) }
    for note in check.notes { try session.note(printable(note)) }
  }

  private struct CheckedFile: Decodable { var file: String }

  private func lines(_ check: DossierCheck) -> [String] {
    let counts = "\(check.files) files, \(check.bytes) bytes, \(check.entries) entries of the journal"
    let keys = check.fingerprints.map { "signed with the key \($0)" }
    return (check.findings + check.unproven.map { "not proven: \($0)" } + ["\(words(check)): \(counts)"] + keys)
      .map(printable)
  }

  private func words(_ check: DossierCheck) -> String {
    switch check.verdict {
    case .intact: "intact"
    case .agreesWithItself:
      key.isEmpty ? "agrees with itself; key not compared" : "agrees with itself; not all is proven"
    case .changed: "changed, \(check.findings.count) findings"
    }
  }

  private func document(_ check: DossierCheck, of file: String) -> JSONValue {
    func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    return .object([
      .init(key: "file", value: .string(file)), .init(key: "intact", value: .bool(check.verdict == .intact)),
      .init(key: "verdict", value: .string(check.verdict.rawValue)),
      .init(key: "key_compared", value: .bool(!key.isEmpty && !check.publicKeys.isEmpty)),
      .init(key: "files", value: .number("\(check.files)")), .init(key: "bytes", value: .number("\(check.bytes)")),
      .init(key: "entries", value: .number("\(check.entries)")), .init(key: "findings", value: texts(check.findings)),
      .init(key: "unproven", value: texts(check.unproven)),
      .init(key: "notes", value: texts(check.notes)), .init(key: "public_keys", value: texts(check.publicKeys)),
      .init(key: "fingerprints", value: texts(check.fingerprints)),
    ])
  }
}
