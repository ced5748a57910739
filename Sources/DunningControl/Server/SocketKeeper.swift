import Logging
import NIOCore

/// Sees to it that clients find the daemon: makes the file of its control socket again when somebody has removed it.
///
/// Those who clear `/tmp`, and the end of a login that takes `/run/user` along, leave a daemon that nobody can reach and
/// that knows nothing of it.
struct SocketKeeper {
  let limits: ControlLimits
  let eventLoop: any EventLoop
  let logger: Logger

  /// Watches until it is cancelled.
  ///
  /// - Parameter made: hears of every socket that was made again.
  func keep(_ socket: ControlSocket, made: (ControlSocket) -> Void) async {
    var socket = socket
    while let path = socket.path, !Task.isCancelled {
      await untilRemoved(socket, path)
      await pause(limits.remakePause)
      guard !Task.isCancelled, !socket.isInPlace else { continue }
      do throws(ControlSocketError) {
        socket = try socket.madeAgain()
        logger.warning("the control socket was removed, and is made again", metadata: ["path": "\(path)"])
        made(socket)
      } catch {
        logger.error("the control socket was removed, and nobody reaches the daemon: \(error)")
        await untilFree(path)
      }
    }
  }

  /// Returns when the file is gone or another is in its place.
  private func untilRemoved(_ socket: ControlSocket, _ path: String) async {
    guard let watch = RemovalWatch(folder: Self.folder(of: path)) else { return }
    defer { withExtendedLifetime(watch) {} }
    var removals = watch.removals.makeAsyncIterator()
    // Looked at after the watch has begun, so that nothing falls between.
    while socket.isInPlace, await removals.next() != nil {}
  }

  /// Returns when it may be worth another try.
  private func untilFree(_ path: String) async {
    await withTaskGroup(of: Void.self) { tasks in
      tasks.addTask { await pause(limits.remakeRetry) }
      if let watch = RemovalWatch(folder: Self.folder(of: path)) {
        let removals = watch.removals
        tasks.addTask { for await _ in removals { break } }
        await tasks.next()
        withExtendedLifetime(watch) {}
      }
      tasks.cancelAll()
    }
  }

  /// Ends early only when nobody waits any more.
  private func pause(_ duration: Duration) async {
    let end = eventLoop.scheduleTask(in: TimeAmount(duration)) {}
    await withTaskCancellationHandler {
      try? await end.futureResult.get()  // throws when it is cancelled
    } onCancel: {
      end.cancel()
    }
  }

  private static func folder(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return folder.isEmpty ? "/" : folder
  }
}
