import Glibc

/// The folders in which a key of the configuration has the daemon put files, or look for them.
///
/// What is put into a folder that another key names would be taken for what is looked for there: the daemon's own letters
/// for statements, its reminders for replies.
struct FolderUse {
  /// As the configuration calls it, e.g. `payments.folder`; of the state directory its own name.
  let key: String
  /// As it stands there.
  let path: String
  /// That and the folders in it that are used, without links.
  private let places: Set<String>

  init(_ key: String, _ path: String, folders: [String] = []) {
    (self.key, self.path) = (key, path)
    let place = Self.resolved(path)
    places = Set([place] + folders.map { Self.resolved("\(place)/\($0)") })
  }

  /// All of a configuration.
  static func all(
    _ delivery: Delivery, _ inbound: Inbound, _ payments: Payments, _ invoices: Invoices, stateDirectory: String
  ) -> [FolderUse] {
    let maildir = ["new", "cur", "tmp"]
    var uses = [FolderUse("the state directory", stateDirectory, folders: ["attachments"])]
    if delivery.transport == .maildir { uses.append(.init("delivery.maildir", delivery.maildir, folders: maildir)) }
    if let spool = delivery.printSpool { uses.append(.init("delivery.print_spool", spool)) }
    if let path = inbound.maildir {
      let rejected = [".rejected"] + maildir.map { ".rejected/\($0)" }
      uses.append(.init("inbound.maildir", path, folders: maildir + rejected))
    }
    if let folder = payments.folder { uses.append(.init("payments.folder", folder, folders: ["done", "refused"])) }
    if let folder = invoices.folder {
      uses.append(.init("invoices.folder", folder, folders: ["done", "refused", "asked"]))
    }
    return uses
  }

  /// Reports each two that use the same folder.
  static func refuseClashes(_ uses: [FolderUse], in root: Section?, _ findings: Findings) {
    for (index, later) in uses.enumerated() {
      for earlier in uses[..<index] where !earlier.places.isDisjoint(with: later.places) {
        let section = later.key.split(separator: ".").first.map(String.init) ?? later.key
        findings.error(
          "\(later.key) (\(later.path)) and \(earlier.key) (\(earlier.path)) use the same folder",
          at: root?.mark(of: section), suggestion: "give each a folder of its own: what one puts there the other takes")
      }
    }
  }

  /// A path without links, and without `.` and `..`; of what is not there yet, as far as there is something.
  static func resolved(_ path: String) -> String {
    var missing: [Substring] = []
    var parts = path.split(separator: "/")
    while true {
      if let real = realpath("/" + parts.joined(separator: "/"), nil) {
        defer { free(real) }
        return missing.reduce(into: String(cString: real)) { place, part in
          switch part {
          case ".": break
          case "..": place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? ""
          default: place += place == "/" ? part : "/\(part)"
          }
        }
      }
      guard let last = parts.popLast() else { return path }
      missing.insert(last, at: 0)
    }
  }
}
