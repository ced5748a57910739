import NIOCore
import NIOPosix
import NIOSSL

/// Carries out on a channel what a session decides. It lives on one event loop and is touched nowhere else.
final class SMTPChannelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Tells one wait from another.
  final class Ticket: Sendable {}

  private struct Waiter {
    let ticket: Ticket
    let resume: (SMTPSession.Milestone) -> Void
  }

  private let configuration: SMTPConfiguration
  private let encryption: SMTPEncryption?
  private let loop: any EventLoop
  private var session: SMTPSession
  private var context: ChannelHandlerContext?
  private var waiter: Waiter?
  /// A wait that was cancelled before it began.
  private var cancelled: Ticket?
  /// How a message ended while nobody was waiting: between the body and the permission for its final dot.
  private var unclaimed: SMTPSession.Milestone?
  private var body = ByteBuffer()
  private var timer: Scheduled<Void>?
  private var timedStep = -1

  init(_ configuration: SMTPConfiguration, _ encryption: SMTPEncryption?, _ loop: any EventLoop) {
    self.configuration = configuration
    self.encryption = encryption
    self.loop = loop
    session = SMTPSession(SMTPSession.Setting(configuration))
  }

  var isClosed: Bool { session.isClosed }

  // MARK: What the caller wants

  /// Starts something; `resume` is called once, at the next milestone.
  func wait(
    _ ticket: Ticket, _ resume: @escaping (SMTPSession.Milestone) -> Void, _ start: (SMTPChannelHandler) -> Void
  ) {
    if let milestone = unclaimed {
      unclaimed = nil
      return resume(milestone)
    }
    waiter = Waiter(ticket: ticket, resume: resume)
    start(self)
    if cancelled === ticket { cancel(ticket) }
  }

  /// Gives up the wait with this ticket, if it still lasts.
  func cancel(_ ticket: Ticket) {
    if waiter?.ticket === ticket {
      perform(session.abandon(CancellationError()))
    } else {
      cancelled = ticket
    }
  }

  func connect() {
    // Reading begins when this handler is in place, else the greeting could be missed.
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(TimeAmount(configuration.timeouts.connect))
      .channelOption(.autoRead, value: false)
    let channel =
      switch configuration.endpoint {
      case .tcp(let host, let port): bootstrap.connect(host: host, port: port)
      case .unix(let path): bootstrap.connect(unixDomainSocketPath: path)
      }
    channel.assumeIsolated().whenComplete { result in
      switch result {
      case .success(let channel): self.join(channel)
      case .failure(let error): self.perform(self.session.lost("cannot connect: \(error)"))
      }
    }
  }

  func begin(_ delivery: SMTPDelivery) {
    body = ByteBuffer()
    if !session.isClosed { body.writeBytes(delivery.message.dotStuffed()) }
    perform(session.begin(delivery))
  }

  func permitDot() { perform(session.permitDot()) }

  func abandon(_ error: any Error) { perform(session.abandon(error)) }

  func quit() { perform(session.quit()) }

  func whenClosed(_ done: @escaping () -> Void) {
    guard let context else { return done() }
    context.channel.closeFuture.assumeIsolated().whenComplete { _ in done() }
  }

  private func join(_ channel: any Channel) {
    guard !session.isClosed else { return channel.close(promise: nil) }
    do {
      try checkPeer(channel)
      if configuration.encryption == .implicit, let encryption {
        try channel.pipeline.syncOperations.addHandler(encryption.handler())
      }
      try channel.pipeline.syncOperations.addHandler(self)
      try channel.syncOptions?.setOption(.autoRead, value: true)
    } catch {
      perform(session.lost("cannot connect: \(error)", .relay))
      channel.close(promise: nil)
    }
  }

  /// The lenience for loopback must not follow a name that leads elsewhere.
  private func checkPeer(_ channel: any Channel) throws {
    guard configuration.isLoopback, case .tcp(let host, _) = configuration.endpoint,
      let address = channel.remoteAddress?.ipAddress
    else { return }
    guard address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.") else {
      throw MailError(.relay, "\(host) leads to \(address), which is not this machine")
    }
  }

  // MARK: What happens

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    perform([])
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    perform(session.lost("the connection was closed"))
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    perform(session.received(unwrapInboundIn(data).readableBytesView))
  }

  func channelInactive(context: ChannelHandlerContext) {
    perform(session.lost("the server closed the connection"))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case NIOSSLError.uncleanShutdown: perform(session.lost("the server closed the connection"))
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
      perform(session.lost("TLS failed: \(error)", .relay))
    default: perform(session.lost("the connection failed: \(error)"))
    }
    context.close(promise: nil)
  }

  // MARK: Actions

  private func perform(_ actions: [SMTPSession.Action]) {
    for action in actions {
      switch action {
      case .send(let bytes): send(ByteBuffer(bytes: bytes))
      case .startTLS: startTLS()
      case .sendBody: sendNextBlock()
      case .report(let milestone): report(milestone)
      case .close: context?.close(promise: nil)
      }
    }
    keepTime()
  }

  private func send(_ bytes: ByteBuffer) {
    context?.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
  }

  private func report(_ milestone: SMTPSession.Milestone) {
    guard let waiter else {
      unclaimed = milestone
      return
    }
    self.waiter = nil
    waiter.resume(milestone)
  }

  private func startTLS() {
    guard let context, let encryption else { return }
    do {
      try context.pipeline.syncOperations.addHandler(encryption.handler(), position: .first)
    } catch {
      perform(session.lost("TLS could not be started: \(error)", .relay))
    }
  }

  /// One block at a time, so that each has its own time limit and a large message is not held twice.
  private func sendNextBlock() {
    guard let context, !session.isClosed else { return }
    guard let block = body.readSlice(length: min(MailLimits.blockBytes, body.readableBytes)), block.readableBytes > 0
    else {
      body = ByteBuffer()
      return perform(session.bodySent())
    }
    let written = loop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { result in
      switch result {
      case .success:
        self.session.blockSent()
        self.keepTime()
        // Not from within: a socket that takes all at once would nest as deep as the message is long.
        self.loop.assumeIsolated().execute { self.sendNextBlock() }
      case .failure(let error): self.perform(self.session.lost("the connection failed: \(error)"))
      }
    }
    context.writeAndFlush(wrapOutboundOut(block), promise: written)
  }

  // MARK: Time

  /// Starts the clock anew whenever the session has moved on.
  private func keepTime() {
    guard context != nil, timedStep != session.step else { return }
    timedStep = session.step
    timer?.cancel()
    timer = nil
    guard let patience = session.patience else { return }
    timer = loop.assumeIsolated().scheduleTask(in: TimeAmount(patience)) {
      self.timer = nil
      self.perform(self.session.timedOut())
    }
  }
}
