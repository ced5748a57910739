/// The folders of Swift files: none has so many that a reader gets lost in it.
enum Folders {
  /// Files of one folder, without those of the folders in it.
  static let filesMax = 30

  /// `FOLDER: …` for every folder that has more.
  ///
  /// - Parameter paths: of the Swift files, from the project's folder on.
  static func crowded(_ paths: [String]) -> [String] {
    let folders = Dictionary(grouping: paths) { $0.split(separator: "/").dropLast().joined(separator: "/") }
    return folders.filter { $0.value.count > filesMax }.sorted { $0.key < $1.key }.map { folder, files in
      "\(folder): it has \(files.count) Swift files; give what belongs together a folder of its own"
    }
  }
}
