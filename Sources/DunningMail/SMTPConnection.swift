import NIOCore
import NIOPosix

/// One connection, as a task sees it: each call starts something and waits for the session's next milestone.
struct SMTPConnection: Sendable {
  private let loop: any EventLoop
  private let handler: NIOLoopBound<SMTPChannelHandler>

  /// A connection that was not opened yet.
  static func new(_ configuration: SMTPConfiguration, _ encryption: SMTPEncryption?) async -> SMTPConnection {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    return await withCheckedContinuation { continuation in
      loop.execute {
        let handler = SMTPChannelHandler(configuration, encryption, loop)
        continuation.resume(returning: SMTPConnection(loop: loop, handler: NIOLoopBound(handler, eventLoop: loop)))
      }
    }
  }

  /// Connects, greets, encrypts and logs in.
  func open() async -> SMTPSession.Milestone {
    await milestone { $0.connect() }
  }

  /// Sends the envelope and all of the message but the final dot.
  func sendBody(_ delivery: SMTPDelivery) async -> SMTPSession.Milestone {
    await milestone { $0.begin(delivery) }
  }

  /// Sends the final dot and waits for the reply.
  func sendDot() async -> SMTPSession.Milestone {
    await milestone { $0.permitDot() }
  }

  /// Drops the connection instead of sending the dot.
  func abandon(_ error: any Error) async -> SMTPSession.Milestone {
    await milestone { $0.abandon(error) }
  }

  /// Whether another message may be tried over it.
  var isOpen: Bool {
    get async {
      await withCheckedContinuation { continuation in
        loop.execute { continuation.resume(returning: !handler.value.isClosed) }
      }
    }
  }

  /// Says good-bye and does not wait for the answer.
  func quit() {
    loop.execute { handler.value.quit() }
  }

  /// Says good-bye and waits until the connection is closed.
  func close() async {
    await withCheckedContinuation { continuation in
      loop.execute {
        handler.value.quit()
        handler.value.whenClosed { continuation.resume() }
      }
    }
  }

  /// Cancelling the task makes the session give up, which is a milestone as well.
  private func milestone(
    _ start: @escaping @Sendable (SMTPChannelHandler) -> Void
  ) async -> SMTPSession.Milestone {
    let ticket = SMTPChannelHandler.Ticket()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.execute { handler.value.wait(ticket, { continuation.resume(returning: $0) }, start) }
      }
    } onCancel: {
      loop.execute { handler.value.cancel(ticket) }
    }
  }
}
