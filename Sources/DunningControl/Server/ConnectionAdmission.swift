import Logging
import NIOCore

/// The event that tells the handlers of a connection to end it when its work is done.
struct ConnectionShouldEnd {}

/// Keeps count of the open connections, and decides when the next one is accepted and when the listener may close.
///
/// It sits in the pipeline of the listening channel. All connections live on the event loop of the listener, so its
/// state is only touched there.
final class ConnectionAdmission: ChannelDuplexHandler {
  typealias InboundIn = any Channel
  typealias InboundOut = any Channel
  typealias OutboundIn = Never
  typealias OutboundOut = Never

  private struct Connection {
    let channel: any Channel
    /// Set if it counts against the limit of a user.
    var uid: UInt32?
    /// Whether a task serves it; before that, closing the listener would lose it.
    var served = false
  }

  private let limits: ControlLimits
  private let drained: AsyncStream<Never>.Continuation
  private let logger: Logger
  private var context: ChannelHandlerContext?
  private var connections: [ObjectIdentifier: Connection] = [:]
  private var connectionsPerUser: [UInt32: Int] = [:]
  private var holdsRead = false
  /// Whether accepting has been paused for want of descriptors, and whether the log knows.
  private var starved: Scheduled<Void>?
  private var starvationIsLogged = false
  private var stopping = false
  private var graceEnd: Scheduled<Void>?

  /// Makes one that finishes `drained` when it is stopped and has no connection left.
  init(limits: ControlLimits, drained: AsyncStream<Never>.Continuation, logger: Logger) {
    self.limits = limits
    self.drained = drained
    self.logger = logger
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  /// A read of a listening channel accepts; above the limit, clients wait in the backlog.
  func read(context: ChannelHandlerContext) {
    holdsRead = stopping || starved != nil || connections.count >= limits.connectionsMax
    if !holdsRead { context.read() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let channel = unwrapInboundIn(data)
    starvationIsLogged = false
    connections[ObjectIdentifier(channel)] = Connection(channel: channel)
    channel.closeFuture.assumeIsolated().whenComplete { _ in self.closed(channel) }
    context.fireChannelRead(data)
  }

  /// Running out of descriptors is no end, accepting goes on when one is free.
  ///
  /// NIO would ask again at once and keep a processor busy with it: it holds back only new reads, and the one that has
  /// failed is still pending. Turning automatic reading off ends that one, too.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is IOError, context.channel.isActive else { return context.fireErrorCaught(error) }
    if !starvationIsLogged { logger.warning("cannot accept a connection", metadata: ["error": "\(error)"]) }
    starvationIsLogged = true
    setAutomaticReading(false)
    starved?.cancel()
    starved = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limits.acceptPause)) { self.retry() }
  }

  /// A listener that closes by itself takes the server with it; a daemon that nobody can reach is no daemon.
  func channelInactive(context: ChannelHandlerContext) {
    if !stopping {
      logger.error("the control socket has ceased to accept")
      stop(grace: TimeAmount(limits.stopGrace), on: context.eventLoop)
    }
    context.fireChannelInactive()
  }

  /// Counts an accepted connection for its user; false if the user has too many.
  func admit(_ channel: any Channel, uid: UInt32) -> Bool {
    guard connectionsPerUser[uid, default: 0] < limits.connectionsPerUserMax else { return false }
    connectionsPerUser[uid, default: 0] += 1
    connections[ObjectIdentifier(channel)]?.uid = uid
    return true
  }

  /// Notes that a task serves the connection.
  func isServed(_ channel: any Channel) {
    connections[ObjectIdentifier(channel)]?.served = true
    guard stopping else { return }
    end(channel)
    closeListenerWhenSafe()
  }

  /// Accepts no more, lets every connection end by itself, and after `grace` closes those that have not.
  func stop(grace: TimeAmount, on eventLoop: any EventLoop) {
    if !stopping {
      stopping = true
      for connection in connections.values { end(connection.channel) }
      closeListenerWhenSafe()
    }
    graceEnd?.cancel()
    graceEnd = eventLoop.assumeIsolated().scheduleTask(in: grace) {
      for connection in self.connections.values { connection.channel.close(promise: nil) }
    }
    finishWhenDrained()
  }

  private func end(_ channel: any Channel) {
    channel.pipeline.fireUserInboundEventTriggered(ConnectionShouldEnd())
  }

  private func closed(_ channel: any Channel) {
    let connection = connections.removeValue(forKey: ObjectIdentifier(channel))
    if let uid = connection?.uid, let count = connectionsPerUser[uid] {
      connectionsPerUser[uid] = count > 1 ? count - 1 : nil
    }
    if stopping {
      closeListenerWhenSafe()
      finishWhenDrained()
    } else if starved != nil {
      retry()
    } else if holdsRead {
      holdsRead = false
      context?.read()
    }
  }

  private func retry() {
    starved?.cancel()
    starved = nil
    if !stopping { setAutomaticReading(true) }
  }

  private func setAutomaticReading(_ isOn: Bool) {
    do {
      try context?.channel.syncOptions?.setOption(.autoRead, value: isOn)
    } catch {
      // Only a closed listener refuses, and that one accepts nothing anyway.
      logger.debug("cannot change automatic reading", metadata: ["error": "\(error)"])
    }
  }

  /// Closes our descriptor of the listening socket; what still waits in its backlog waits for the next server.
  private func closeListenerWhenSafe() {
    if connections.values.allSatisfy(\.served) { context?.close(promise: nil) }
  }

  private func finishWhenDrained() {
    guard connections.isEmpty else { return }
    graceEnd?.cancel()
    drained.finish()
  }
}
