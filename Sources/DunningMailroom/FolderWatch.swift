import CLinux
@preconcurrency import Dispatch
import Glibc

/// Says whenever something may have been delivered into a folder, for as long as it lives.
///
/// - Source: inotify(7).
final class FolderWatch {
  /// One element for any number of deliveries before the next look; ends when there is another folder in this one's
  /// place, or none.
  let deliveries: AsyncStream<Void>
  /// Where it watches.
  let place: FolderPlace
  private let source: any DispatchSourceRead

  /// - Throws: ``MailFolderError`` when the kernel does not watch the folder.
  init(path: String) throws(MailFolderError) {
    // Looked at first: another folder that takes its place meanwhile is found out at the next look.
    place = FolderPlace(path: path)
    let descriptor = dunning_watch_folder(path)
    guard descriptor >= 0 else { throw MailFolderError("cannot watch \(path)", errno) }
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    deliveries = stream
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: DispatchQueue(label: "mail"))
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
