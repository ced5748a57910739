import DunningAPI
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Watches one connection: gives a client only so much time, refuses what is not HTTP, and ends the connection politely.
///
/// It sits between the HTTP parser and the request handling. Its timer is one scheduled task that looks at the state
/// when it fires, so that a body in many parts does not move a task for each.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ControlLimits
  private var state: ConnectionState
  private var timer: (task: Scheduled<Void>, deadline: NIODeadline)?

  /// Makes a watch that gives a client `headTimeout` for its first complete request head.
  init(limits: ControlLimits, headTimeout: Duration) {
    self.limits = limits
    self.state = ConnectionState(limits: limits, headTimeout: headTimeout)
  }

  func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { progress(context) } }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.task.cancel() }

  func channelActive(context: ChannelHandlerContext) {
    progress(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.task.cancel()
    context.fireChannelInactive()
  }

  func read(context: ChannelHandlerContext) {
    // Between reads it is the route that is slow, not the client.
    if !state.isReading {
      state.isReading = true
      progress(context)
    }
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !state.ignoresInput else { return }
    state.received(unwrapInboundIn(data))
    progress(context)
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    // Nobody behind this handler asks for more of what is thrown away.
    if state.ignoresInput { context.read() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard !state.ignoresInput else { return }
    guard state.isIdle, !(error is IOError) else {
      state.inputFailed = true
      progress(context)
      return context.fireErrorCaught(error)
    }
    refuse(error, context: context)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ConnectionShouldEnd:
      if state.shouldEnd() { end(context) } else { progress(context) }
    case ChannelEvent.inputClosed:
      state.inputClosed = true
      if state.outputClosed { context.close(promise: nil) }
      context.fireUserInboundEventTriggered(event)
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    state.isBlocked = !context.channel.isWritable
    progress(context)
    context.fireChannelWritabilityChanged()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head) where head.status.kind != .informational:
      if state.endsAfterResponse { head.headerFields[.connection] = "close" }
      if head.headerFields[.connection] == "close" { state.endsAfterResponse = true }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .end:
      context.write(data, promise: promise)
      if state.responded() { end(context) } else { progress(context) }
    default:
      context.write(data, promise: promise)
    }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode == .output else { return context.close(mode: mode, promise: promise) }
    end(context, promise: promise)
  }

  /// Sends what is written and closes; to a client that may still be sending, only our half, until it has closed its
  /// half or for `lingerTimeout`.
  private func end(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>? = nil) {
    guard !state.isEnding else {
      promise?.succeed()
      return
    }
    state.isEnding = true
    progress(context)
    context.flush()
    let closed = promise ?? context.eventLoop.makePromise()
    closed.futureResult.assumeIsolated().whenComplete { _ in
      self.state.outputClosed = true
      guard self.state.lingers else { return context.close(promise: nil) }
      self.progress(context)
      context.read()
    }
    context.close(mode: .output, promise: closed)
  }

  private func refuse(_ error: any Error, context: ChannelHandlerContext) {
    state.inputFailed = true
    switch error {
    case HTTPParserError.headerOverflow:
      let room = "\(limits.headerBytesMax) bytes or \(limits.headerFieldsMax) fields"
      answer(Problem(.headersTooLarge, detail: "the head of the request has more than \(room)"), context)
    default:
      answer(Problem(.malformedRequest, detail: "the request cannot be read as HTTP/1.1"), context)
    }
  }

  private func answer(_ problem: Problem, _ context: ChannelHandlerContext) {
    var head = Response.problem(problem, headers: [.connection: "close"]).head
    let body = problem.json
    head.headerFields[.contentLength] = "\(body.count)"
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
    context.write(wrapOutboundOut(.end(nil)), promise: nil)
    end(context)
  }

  /// Notes that something has happened, and sets the timer for what has to happen next.
  private func progress(_ context: ChannelHandlerContext) {
    state.lastProgress = context.eventLoop.now
    setTimer(context)
  }

  private func setTimer(_ context: ChannelHandlerContext) {
    guard let deadline = state.deadline, context.channel.isActive else { return }
    if let timer {
      guard deadline < timer.deadline else { return }
      timer.task.cancel()
    }
    let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
      self.timer = nil
      guard let deadline = self.state.deadline else { return }
      if deadline <= context.eventLoop.now { self.expire(context) } else { self.setTimer(context) }
    }
    timer = (task, deadline)
  }

  private func expire(_ context: ChannelHandlerContext) {
    switch state.lateness {
    case .firstHead:
      answer(Problem(.requestTimeout, detail: "no complete request head arrived in time"), context)
    case .nextHead:
      end(context)
    case .body:
      state.inputFailed = true
      // The route that waits for the body gets the error, and its answer is the 408.
      context.fireErrorCaught(StalledBody())
    case .answer:
      context.close(promise: nil)
    }
  }
}
