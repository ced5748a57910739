import DunningAPI
import HTTPTypes
package import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore
import NIOHTTP1
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
  /// Answers a request of a peer.
  let respond: @Sendable (Request, PeerCredential, Logger) async -> Response
  let limits: ControlLimits
  let eventLoop: any EventLoop
  let logger: Logger
  /// Tells who is at the other end of a connection; a test says who that is.
  var identify: @Sendable (any Channel) -> EventLoopFuture<PeerCredential>

  /// Makes a server whose connections all live on `eventLoop`, and their requests as well, but for routes that take long.
  package init(
    socket: ControlSocket, responder: ControlResponder, limits: ControlLimits = ControlLimits(),
    eventLoop: any EventLoop, logger: Logger
  ) {
    self.init(socket: socket, limits: limits, eventLoop: eventLoop, logger: logger) { request, peer, logger in
      await responder.respond(
        to: request, context: ControlContext(source: ControlContextSource(peer: peer, logger: logger)))
    }
  }

  /// Makes a server of something else than the control API, with the same manners.
  ///
  /// - Parameter peer: who is at the other end of every connection; nil asks the kernel.
  package init(
    socket: ControlSocket, limits: ControlLimits = ControlLimits(), eventLoop: any EventLoop, logger: Logger,
    peer: PeerCredential? = nil,
    respond: @escaping @Sendable (Request, PeerCredential, Logger) async -> Response
  ) {
    self.socket = socket
    self.respond = respond
    identify = { channel in
      peer.map { channel.eventLoop.makeSucceededFuture($0) } ?? PeerCredential.read(from: channel)
    }
    self.limits = limits
    self.eventLoop = eventLoop
    self.logger = logger
  }

  /// Serves until graceful shutdown or cancellation; returns before that only if the socket ceases to accept, which is
  /// logged. A socket that the daemon has made itself is made again when somebody removes its file.
  ///
  /// - Throws: ``ControlSocketError`` or an `IOError` if the socket cannot be listened on.
  package func run() async throws {
    let (sockets, made) = AsyncStream.makeStream(of: ControlSocket.self)
    made.yield(socket)
    try await withThrowingTaskGroup(of: Bool.self) { tasks in
      if socket.path == nil {
        made.finish()
      } else {
        tasks.addTask {
          await cancelWhenGracefulShutdown {
            await SocketKeeper(limits: limits, eventLoop: eventLoop, logger: logger).keep(socket) { made.yield($0) }
          }
          made.finish()
          return false
        }
      }
      tasks.addTask {
        try await serveAll(sockets, ended: made)
        return true
      }
      while let hasServed = try await tasks.next() {
        if hasServed { tasks.cancelAll() }
      }
    }
  }

  /// Serves each socket in its turn; what was begun on the one before it ends there.
  private func serveAll(
    _ sockets: AsyncStream<ControlSocket>, ended: AsyncStream<ControlSocket>.Continuation
  ) async throws {
    try await withThrowingDiscardingTaskGroup { servers in
      var last: Admission?
      for await socket in sockets {
        let (drained, drainedContinuation) = AsyncStream<Never>.makeStream()
        let admission = NIOLoopBoundBox.makeBoxSendingValue(
          ConnectionAdmission(limits: limits, drained: drainedContinuation, logger: logger), eventLoop: eventLoop)
        servers.addTask {
          try await serve(socket, admission, drained)
          // One that clients still find has ceased to accept, and there is none after it.
          if socket.isInPlace { ended.finish() }
        }
        if let last { stop(last, grace: limits.stopGrace) }
        last = admission
      }
    }
  }

  private func serve(_ socket: ControlSocket, _ admission: Admission, _ drained: AsyncStream<Never>) async throws {
    let listener = try await listen(socket, admission)
    // A task of its own, which no cancellation reaches: a connection that was accepted while the loop over them was
    // being cancelled would be dropped, and NIO ends the process for that. The admission of connections ends it instead.
    let serving = Task { try await serve(listener, admission: admission, drained: drained) }
    try await withTaskCancellationHandler {
      try await withGracefulShutdownHandler {
        try await serving.value
      } onGracefulShutdown: {
        socket.retire()
        stop(admission, grace: limits.stopGrace)
      }
    } onCancel: {
      socket.retire()
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

  private func listen(_ socket: ControlSocket, _ admission: Admission) async throws -> Listener {
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
      .flatMap { identify(channel) }
      .flatMap { peer in
        let http = makeHTTP(peer: peer, admitted: admission.value.admit(channel, uid: peer.uid))
        return http.setup(channel: channel, logger: logger).flatMapThrowing { stream in
          let pipeline = channel.pipeline.syncOperations
          let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
          try pipeline.addHandler(VersionWatch(), position: .after(decoder))
          return Connection(http: http, stream: stream)
        }
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
