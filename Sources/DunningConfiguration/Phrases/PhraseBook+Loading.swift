package import DunningLetters
import FoundationEssentials

extension PhraseBook {
  /// Reads `guard/*.yaml` of all directories: what must never stand in a letter.
  ///
  /// A file of the last directory that is named after a language, as the vendor's are, is read with the first letter in
  /// that language.
  ///
  /// - Parameter directories: a firm's own first, then the vendor's. A file in an earlier one hides that of the same name
  ///   in a later one; a file of another name adds to them, and its entries take the place of those of their names.
  /// - Throws: ``ConfigurationError`` with every mistake in the files that are read at once.
  package static func load(directories: [String]) throws(ConfigurationError) -> PhraseBook {
    var hidden: Set<String> = []
    var files: [LawFile] = []
    for directory in directories.dropLast() {
      let own = try LawFile.all(in: [directory + "/guard"]).filter { hidden.insert($0.name).inserted }
      files = own + files
    }
    var vendors: [String: Reader] = [:]
    for (name, path) in try LawFile.paths(in: directories.suffix(1).map { $0 + "/guard" }) {
      guard hidden.insert(name).inserted else { continue }
      if isLanguage(name) {
        let read: Reader = { () throws(TemplateErrors) in try Chapter.read(LawFile(name: name, path: path)) }
        vendors[name] = read
      } else {
        files.insert(LawFile(name: name, path: path), at: 0)
      }
    }
    let chapters = files.compactMap { file in file.root.flatMap { Chapter($0, findings: file.findings) } }
    let diagnostics = files.flatMap(\.findings.inOrder)
    guard diagnostics.isEmpty else { throw ConfigurationError(diagnostics: diagnostics) }
    return PhraseBook(chapters, vendors: vendors)
  }
}

extension PhraseBook.Chapter {
  /// - Throws: ``TemplateErrors`` with every mistake there is; a file that is named after one language and speaks of
  ///   another is one.
  fileprivate static func read(_ file: LawFile) throws(TemplateErrors) -> Self {
    let chapter = file.root.flatMap { Self($0, findings: file.findings) }
    if let chapter, chapter.language != file.name {
      file.findings.error("the language is not \(file.name), as the file's name says", at: nil)
    }
    let errors = file.findings.inOrder.map { diagnostic in
      TemplateError(
        .unreadableFile, diagnostic.message, hint: diagnostic.suggestion,
        place: TemplatePlace(
          file: diagnostic.file, line: diagnostic.position?.line, column: diagnostic.position?.column))
    }
    guard errors.isEmpty, let chapter else { throw TemplateErrors(all: errors) }
    return chapter
  }
}
