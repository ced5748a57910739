import CLinux
@preconcurrency import Dispatch
import Glibc

/// Says whenever something may have been delivered into a folder, for as long as it lives.
///
/// - Source: inotify(7).
final class FolderWatch {
  /// One element for any number of deliveries before the next look.
  let deliveries: AsyncStream<Void>
  private let source: any DispatchSourceRead

  /// - Throws: ``MailFolderError`` when the kernel does not watch the folder.
  init(path: String) throws(MailFolderError) {
    let descriptor = dunning_watch_folder(path)
    guard descriptor >= 0 else { throw MailFolderError("cannot watch \(path)", errno) }
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    deliveries = stream
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: DispatchQueue(label: "mail"))
    source.setEventHandler {
      var events = [UInt8](repeating: 0, count: 1 << 14)
      while read(descriptor, &events, events.count) > 0 {}
      continuation.yield()
    }
    source.setCancelHandler { close(descriptor) }
    source.activate()
  }

  deinit { source.cancel() }
}
