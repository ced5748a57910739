import Dunning
import DunningAPI
import DunningBytes
import DunningConfiguration
import FoundationEssentials
import Glibc

/// The files of one's own that a configuration is read from: what a backup takes along.
struct ConfigurationFiles: Sendable {
  /// Absolute, in order.
  let paths: [String]

  /// Folders beside a configuration whose files are read by their kind.
  private static let folders = ["templates", "guard", "calendars", "rates", "rules", "maps"]
  private static let filesMax = 10_000
  /// Of all of them together.
  private static let bytesMax = 256 << 20

  /// - Throws: ``Problem`` when they are more than a backup takes, or a folder cannot be read.
  init(_ places: Setup.Places) throws(Problem) {
    let own = places.directories.filter { $0 != places.dataDirectory }
    paths = Set(try Self.found(places.file, own).map(Self.absolute)).sorted()
    let bytes = paths.reduce(0) { $0 + Self.size($1) }
    guard paths.count <= Self.filesMax, bytes <= Self.bytesMax else {
      throw Problem(
        .notSupported, detail: "the configuration has \(paths.count) files of \(bytes >> 20) MiB",
        hint: "is something else in \(own.joined(separator: ", "))?")
    }
  }

  private static func found(_ file: String?, _ folders: [String]) throws(Problem) -> [String] {
    do throws(FileFailure) {
      var found: [String] = []
      if let file { found += [file] + (try plainFiles(below: file + ".d")) + (try named(in: file)) }
      for folder in folders { for name in Self.folders { found += try plainFiles(below: "\(folder)/\(name)") } }
      return found
    } catch {
      throw Problem(
        .invalidValue, detail: "\(error)", hint: "a backup has to be whole: let the daemon's user read the folder")
    }
  }

  /// Files beside the configuration that it names: a logo, holidays, a certificate.
  private static func named(in file: String) throws(FileFailure) -> [String] {
    let folder = DurableFile.parent(of: file)
    let text = String(decoding: try FileReader.content(of: file, atMost: 1 << 20), as: UTF8.self)
    return try FolderReader.names(in: folder).filter { text.contains($0) }.map { "\(folder)/\($0)" }.filter(isPlain)
  }

  private static func plainFiles(below folder: String) throws(FileFailure) -> [String] {
    try FolderReader.paths(below: folder).prefix(filesMax + 1).map { "\(folder)/\($0)" }.filter(isPlain)
  }

  /// Whether it is a file that the daemon may read: a secret beside them is handed to it, and is no part of a backup.
  private static func isPlain(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, R_OK) == 0
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    return FileManager.default.currentDirectoryPath + "/" + path
  }
}
