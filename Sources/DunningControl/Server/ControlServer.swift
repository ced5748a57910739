import DunningAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore
import NIOHTTPTypes
import NIOPosix
import ServiceLifecycle

/// Serves HTTP/1.1 on the control socket until it is told to stop.
///
/// On a graceful shutdown it accepts no more, answers what is running for up to ``ControlLimits/stopGrace``, answers the
/// first request of connections that were already accepted, ends event streams, and returns. Connections that wait in
/// the backlog of an adopted socket are left to the next server.
package struct ControlServer: Service {
  let socket: ControlSocket
  let responder: ControlResponder
  let limits: ControlLimits
  let eventLoop: any EventLoop
  let logger: Logger

  /// Makes a server whose connections all live on `eventLoop`, and their requests as well, but for routes that take long.
  package init(
    socket: ControlSocket, responder: ControlResponder, limits: ControlLimits = ControlLimits(),
    eventLoop: any EventLoop, logger: Logger
  ) {
    self.socket = socket
    self.responder = responder
    self.limits = limits
    self.eventLoop = eventLoop
    self.logger = logger
  }

  /// Serves until graceful shutdown or cancellation; returns before that only if the socket ceases to accept, which is
  /// logged.
  ///
  /// - Throws: ``ControlSocketError`` or an `IOError` if the socket cannot be listened on.
  package func run() async throws {
    let (drained, drainedContinuation) = AsyncStream<Never>.makeStream()
    let admission = NIOLoopBoundBox.makeBoxSendingValue(
      ConnectionAdmission(limits: limits, drained: drainedContinuation, logger: logger), eventLoop: eventLoop)
    let listener = try await listen(admission)
    // A task of its own, which no cancellation reaches: a connection that was accepted while the loop over them was
    // being cancelled would be dropped, and NIO ends the process for that. The admission of connections ends it instead.
    let serving = Task { try await serve(listener, admission: admission, drained: drained) }
    try await withTaskCancellationHandler {
      try await withGracefulShutdownHandler {
        try await serving.value
      } onGracefulShutdown: {
        stop(admission, grace: limits.stopGrace)
      }
    } onCancel: {
      stop(admission, grace: .zero)
    }
  }
}

extension ControlServer {
  private typealias Admission = NIOLoopBoundBox<ConnectionAdmission>
  /// `nil` stands for a connection that could not be set up and is closed.
  private typealias Listener = NIOAsyncChannel<Connection?, Never>

  private struct Connection: Sendable {
    let http: HTTP1Channel
    let stream: HTTP1Channel.Value
  }

  private func listen(_ admission: Admission) async throws -> Listener {
    let descriptor = try socket.duplicate()
    let listener = try await ServerBootstrap(group: eventLoop)
      // One at a time, so that the limit of connections is exact.
      .serverChannelOption(.maxMessagesPerRead, value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(admission.value) }
      }
      .bind(descriptor) { channel in setUp(channel, admission: admission) }
    // NIO listens again with a shorter backlog of its own.
    try socket.listen()
    return listener
  }

  /// Never fails, since NIO ends the listener with the first connection that does.
  private func setUp(_ channel: any Channel, admission: Admission) -> EventLoopFuture<Connection?> {
    channel.setOption(.allowRemoteHalfClosure, value: true)
      .flatMap { PeerCredential.read(from: channel) }
      .flatMap { peer in
        let http = makeHTTP(peer: peer, admitted: admission.value.admit(channel, uid: peer.uid))
        return http.setup(channel: channel, logger: logger).map { Connection(http: http, stream: $0) }
      }
      .flatMapError { error in
        logger.warning("cannot set up a connection", metadata: ["error": "\(error)"])
        channel.close(promise: nil)
        return channel.eventLoop.makeSucceededFuture(nil)
      }
  }

  private func serve(_ listener: Listener, admission: Admission, drained: AsyncStream<Never>) async throws {
    let executor = EventLoopTaskExecutor(eventLoop)
    try await withThrowingDiscardingTaskGroup { tasks in
      do {
        try await listener.executeThenClose { connections in
          for try await connection in connections {
            guard let connection else { continue }
            eventLoop.execute { admission.value.isServed(connection.stream.channel) }
            tasks.addTask(executorPreference: executor) {
              await connection.http.handle(value: connection.stream, logger: logger)
            }
          }
        }
      } catch {
        stop(admission, grace: .zero)
        throw error
      }
      for await _ in drained {}
      // A route that still runs has nobody left to answer.
      tasks.cancelAll()
    }
  }

  private func stop(_ admission: Admission, grace: Duration) {
    socket.retire()
    eventLoop.execute { admission.value.stop(grace: TimeAmount(grace), on: eventLoop) }
  }

  private func makeHTTP(peer: PeerCredential, admitted: Bool) -> HTTP1Channel {
    let limits = limits
    let headTimeout = admitted ? limits.headTimeout : limits.refusedHeadTimeout
    return HTTP1Channel(
      responder: { request, writer, _ in
        let response = admitted ? try await answer(request, peer: peer, writer) : Self.refusal(limits)
        try await send(response, writer)
      },
      configuration: .init(
        additionalChannelHandlers: [ConnectionWatch(limits: limits, headTimeout: headTimeout)],
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: limits.headerBytesMax, maxHeaderListSize: limits.headerBytesMax,
          maxHeaderFieldCount: limits.headerFieldsMax)))
  }
}
