import Dunning

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The template files of one language, gathered from all directories: the first directory that has a name wins.
struct TemplateFolder {
  let language: String
  private(set) var files: [String: TemplateFile] = [:]

  /// Every language that is a folder in one of the directories, in alphabetical order.
  ///
  /// A directory that does not exist is left out: the one for a firm's own templates often does not.
  static func all(in directories: [String], errors: inout [TemplateError]) -> [TemplateFolder] {
    var folders: [String: TemplateFolder] = [:]
    for directory in directories {
      for language in names(in: directory, errors: &errors) where isDirectory("\(directory)/\(language)") {
        folders[language, default: TemplateFolder(language: language)].add("\(directory)/\(language)", &errors)
      }
    }
    return folders.values.map { $0.completed(from: folders) }.sorted { $0.language < $1.language }
  }

  /// With the files of the language that it is a variety of, where it has none of that name itself.
  private func completed(from folders: [String: TemplateFolder]) -> TemplateFolder {
    guard let base = LetterLanguage.known(language)?.base.flatMap({ folders[$0] }) else { return self }
    var folder = self
    folder.files.merge(base.files) { own, _ in own }
    return folder
  }

  /// The templates that are no partials, by stem, in alphabetical order.
  var stems: [String] { Set(files.values.filter { !$0.isPartial }.map(\.stem)).sorted() }

  func template(_ stem: String, _ kind: TemplateKind) -> TemplateFile? {
    files["\(stem).\(kind.rawValue)\(TemplateFile.suffix)"]
  }

  /// The partial for this kind, else the one for every kind.
  func partial(_ name: String, _ kind: TemplateKind) -> TemplateFile? {
    files["_\(name).\(kind.rawValue)\(TemplateFile.suffix)"] ?? files["_\(name)\(TemplateFile.suffix)"]
  }

  var partialNames: Set<String> { Set(files.values.filter(\.isPartial).map(\.stem)) }

  private init(language: String) { self.language = language }

  private mutating func add(_ directory: String, _ errors: inout [TemplateError]) {
    for name in Self.names(in: directory, errors: &errors) where name.hasSuffix(TemplateFile.suffix) {
      guard files[name] == nil else { continue }
      let path = "\(directory)/\(name)"
      guard let bytes = FileManager.default.contents(atPath: path),
        let source = String(validating: bytes, as: UTF8.self)
      else {
        errors.append(
          TemplateError(
            .unreadableFile, "the file cannot be read as UTF-8 text", hint: "check its permissions and its encoding",
            place: TemplatePlace(file: path)))
        continue
      }
      files[name] = TemplateFile(name: name, path: path, source: Self.normalized(source), errors: &errors)
    }
  }

  /// Without a byte-order mark, with the line ends of Unix.
  private static func normalized(_ source: String) -> String {
    var scalars = source.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
    return String(String.UnicodeScalarView(scalars.filter { $0 != "\r" }))
  }

  private static func names(in directory: String, errors: inout [TemplateError]) -> [String] {
    guard isDirectory(directory) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      errors.append(
        TemplateError(
          .unreadableFile, "the directory cannot be read", hint: "check its permissions",
          place: TemplatePlace(file: directory)))
      return []
    }
  }

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: Bool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }
}
