import Glibc

/// Which folder a path led to. A mount over it, and another name of a folder above it, change that, and the kernel tells
/// nobody who watches the folder itself (inotify(7)).
struct FolderPlace: Sendable {
  private let path: String
  private let device: UInt64
  private let inode: UInt64

  init(path: String) {
    self.path = path
    (device, inode) = Self.number(of: path)
  }

  /// Whether the path still leads there.
  var isUnchanged: Bool { Self.number(of: path) == (device, inode) }

  /// Noughts where there is nothing.
  private static func number(of path: String) -> (UInt64, UInt64) {
    var status = stat()
    return stat(path, &status) == 0 ? (UInt64(status.st_dev), UInt64(status.st_ino)) : (0, 0)
  }

  /// Returns once the path leads elsewhere.
  ///
  /// - Throws: `CancellationError`.
  func isLeft(_ timer: any Clock<Duration>) async throws {
    while isUnchanged { try await timer.sleep(for: Self.pause) }
  }

  /// Between two looks.
  static let pause = Duration.seconds(60)
}
