package import DunningLetters

extension PhraseBook {
  /// Reads `guard/*.yaml` of all directories: what must never stand in a letter.
  ///
  /// - Parameter directories: a firm's own first, then the vendor's. A file in an earlier one hides that of the same name
  ///   in a later one; a file of another name adds to them, and its entries take the place of those of their names.
  /// - Throws: ``ConfigurationError`` with every mistake there is.
  package static func load(directories: [String]) throws(ConfigurationError) -> PhraseBook {
    var known: Set<String> = []
    var files: [LawFile] = []
    for directory in directories {
      let own = LawFile.all(in: [directory + "/guard"]).filter { known.insert($0.name).inserted }
      files = own + files
    }
    let chapters = files.compactMap { file in file.root.flatMap { PhraseBook.Chapter($0, findings: file.findings) } }
    let diagnostics = files.flatMap(\.findings.inOrder)
    guard diagnostics.isEmpty else { throw ConfigurationError(diagnostics: diagnostics) }
    return PhraseBook(chapters)
  }
}
