import CLinux
@preconcurrency import Dispatch
import Glibc

/// Says whenever something was removed from a folder or replaced in it, for as long as it lives.
///
/// - Source: inotify(7).
final class RemovalWatch {
  /// One element for any number of removals before the next look; ends when the folder itself is gone.
  let removals: AsyncStream<Void>
  private let source: any DispatchSourceRead

  /// Nil when the kernel does not watch the folder, e.g. since there is none.
  init?(folder: String) {
    let descriptor = dunning_watch_removals(folder)
    guard descriptor >= 0 else { return nil }
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    removals = stream
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: DispatchQueue(label: "socket"))
    source.setEventHandler {
      let isLost = dunning_watch_is_lost(descriptor) != 0
      continuation.yield()
      if isLost { continuation.finish() }
    }
    source.setCancelHandler { close(descriptor) }
    source.activate()
  }

  deinit { source.cancel() }
}
