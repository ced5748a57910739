import Dunning

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The template files of one language, gathered from all directories: the first directory that has a name wins.
struct TemplateFolder: Sendable {
  let language: String
  /// Whether the first of the directories has a folder for the language: a firm's own beside the vendor's.
  let isOwn: Bool
  private var paths: [String: String] = [:]
  private(set) var files: [String: TemplateFile] = [:]

  /// Every language that is a folder in one of the directories, in alphabetical order; its files are not read yet.
  ///
  /// A directory that does not exist is left out: the one for a firm's own templates often does not.
  static func all(in directories: [String], errors: inout [TemplateError]) -> [TemplateFolder] {
    var folders: [String: TemplateFolder] = [:]
    for directory in directories {
      for language in names(in: directory, errors: &errors) where isDirectory("\(directory)/\(language)") {
        let isOwn = directory != directories.last
        folders[language, default: TemplateFolder(language: language, isOwn: isOwn)]
          .list("\(directory)/\(language)", &errors)
      }
    }
    return folders.values.map { $0.completed(from: folders) }.sorted { $0.language < $1.language }
  }

  /// With the files of the language that it is a variety of, where it has none of that name itself.
  private func completed(from folders: [String: TemplateFolder]) -> TemplateFolder {
    guard let base = LetterLanguage.known(language)?.base.flatMap({ folders[$0] }) else { return self }
    var folder = TemplateFolder(language: language, isOwn: isOwn || base.isOwn)
    folder.paths = paths.merging(base.paths) { own, _ in own }
    return folder
  }

  /// With its files read; what is wrong with them is added to `errors`.
  func read(_ errors: inout [TemplateError]) -> TemplateFolder {
    var folder = self
    for (name, path) in paths.sorted(by: { $0.key < $1.key }) {
      guard let bytes = FileManager.default.contents(atPath: path),
        let source = String(validating: bytes, as: UTF8.self)
      else {
        errors.append(
          TemplateError(
            .unreadableFile, "the file cannot be read as UTF-8 text", hint: "check its permissions and its encoding",
            place: TemplatePlace(file: path)))
        continue
      }
      folder.files[name] = TemplateFile(name: name, path: path, source: Self.normalized(source), errors: &errors)
    }
    return folder
  }

  /// The templates that are no partials, by stem, in alphabetical order.
  var stems: [String] {
    Set(paths.keys.filter { !$0.hasPrefix("_") }.compactMap { $0.split(separator: ".").first.map(String.init) })
      .sorted()
  }

  func template(_ stem: String, _ kind: TemplateKind) -> TemplateFile? {
    files["\(stem).\(kind.rawValue)\(TemplateFile.suffix)"]
  }

  /// The partial for this kind, else the one for every kind.
  func partial(_ name: String, _ kind: TemplateKind) -> TemplateFile? {
    files["_\(name).\(kind.rawValue)\(TemplateFile.suffix)"] ?? files["_\(name)\(TemplateFile.suffix)"]
  }

  var partialNames: Set<String> { Set(files.values.filter(\.isPartial).map(\.stem)) }

  private init(language: String, isOwn: Bool) { (self.language, self.isOwn) = (language, isOwn) }

  private mutating func list(_ directory: String, _ errors: inout [TemplateError]) {
    for name in Self.names(in: directory, errors: &errors) where name.hasSuffix(TemplateFile.suffix) {
      if paths[name] == nil { paths[name] = "\(directory)/\(name)" }
    }
  }

  /// Without a byte-order mark, with the line ends of Unix.
  private static func normalized(_ source: String) -> String {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = source.utf8.starts(with: mark) ? source.utf8.dropFirst(mark.count) : source.utf8[...]
    return String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
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
