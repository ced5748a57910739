import Dunning
import Glibc

/// Files that wait in a watched folder for longer than it takes to take them in.
enum Lingering {
  /// A sentence; nil where there are none, and where the folder cannot be read, of which others tell.
  static func words(in folder: String, now: Instant) -> String? {
    guard let items = try? FolderListing(of: folder).items else { return nil }
    // When it came there, whenever it was written.
    let waiting = items.filter {
      $0.isFile && Int64($0.status.st_ctim.tv_sec) + minutes * 60 < now.milliseconds / 1_000
    }
    guard let first = waiting.first else { return nil }
    return waiting.count == 1
      ? "\(first.name) has waited in \(folder) for over \(minutes) minutes; the log says why"
      : "\(waiting.count) files have waited in \(folder) for over \(minutes) minutes; the log says why"
  }

  private static let minutes: Int64 = 10
}
