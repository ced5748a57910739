import ArgumentParser
import Dunning
import FoundationEssentials
import Glibc

/// `dunningctl backup`.
struct BackupVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write a backup while the daemon runs.",
    discussion: """
      One tar file: the docket as it stood at one moment, the attachments, the key
      of the seals, the configuration, and a manifest with the SHA-256 of each. In
      a folder it is called dunningd-TIME.tar; --keep leaves so many there. It is
      readable by its owner alone, and holds names, letters and the seal key: keep
      it as you keep the docket. `dunningctl verify FILE.tar` looks through it,
      `dunningctl restore FILE.tar` puts it back.

      Needs the role admin; where no roles are given, root or the daemon's user.

      EXAMPLES
        dunningctl backup /backup/dunningd.tar
        dunningctl backup /var/backups/dunningd --keep 14
      """)

  @Argument(
    help: ArgumentHelp("A file to write, or a folder to write one into.", valueName: "place"), completion: .file())
  var place: String
  @Option(help: ArgumentHelp("In a folder: how many to leave there.", valueName: "count"))
  var keep: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let keep, keep < 1 { throw ValidationError("--keep takes 1 or more.") }
  }

  func run(in session: Session) throws(Failure) {
    let isFolder = Self.isFolder(place)
    guard isFolder || place.hasSuffix(".tar") else {
      throw .usage(
        "\(printable(place)) is no folder, and its name does not end with .tar", hint: "dunningctl backup \(place).tar")
    }
    guard isFolder || keep == nil else {
      throw .usage("--keep is for a folder", hint: "name a folder, or leave it out")
    }
    let file = isFolder ? "\(place)/\(Self.prefix)\(Self.time).tar" : place
    try session.save(.get(["backup"]), to: file)
    if let keep { try Self.thin(place, leaving: keep, in: session) }
  }

  private static let prefix = "dunningd-"

  /// 20261130T171500Z: names in this form sort by time.
  private static var time: String {
    Clock.now().rfc3339(offsetSeconds: 0).prefix { $0 != "." && $0 != "Z" }.filter { $0.isLetter || $0.isNumber } + "Z"
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes the oldest of those that this verb has named, once the new one is on disk.
  private static func thin(_ folder: String, leaving count: Int, in session: Session) throws(Failure) {
    // A folder that cannot be listed was written to a moment ago, and keeps what it has.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let own = names.filter { $0.hasPrefix(prefix) && $0.hasSuffix("Z.tar") && $0.utf8.count == prefix.utf8.count + 20 }
    for name in own.sorted().dropLast(count) {
      guard unlink("\(folder)/\(name)") == 0 else {
        throw .badData("cannot remove \(folder)/\(name): \(String(cString: strerror(errno)))")
      }
      try session.note("removed \(printable("\(folder)/\(name)"))")
    }
  }
}
