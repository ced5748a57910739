import DunningTLS
import NIOCore
import NIOPosix
import NIOSSL

/// Carries out on a channel what a session decides. It lives on one event loop and is touched nowhere else.
final class SMTPChannelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let configuration: SMTPConfiguration
  private let encryption: SMTPEncryption?
  private let loop: any EventLoop
  private let words: TroubleWords
  /// Hears every milestone in its order, and `nil` once when there is nothing more to come.
  private var hear: ((SMTPSession.Milestone?) -> Void)?
  private(set) var session: SMTPSession
  private var context: ChannelHandlerContext?
  private var body = ByteBuffer()
  private var timer: Scheduled<Void>?
  private var timerEnd = NIODeadline.distantFuture
  /// When the session has waited long enough.
  private var deadline: NIODeadline?
  private var timedStep = -1

  init(
    _ configuration: SMTPConfiguration, _ encryption: SMTPEncryption?, _ loop: any EventLoop,
    hear: @escaping (SMTPSession.Milestone?) -> Void
  ) {
    self.configuration = configuration
    self.encryption = encryption
    self.loop = loop
    self.hear = hear
    words = TroubleWords(configuration)
    session = SMTPSession(SMTPSession.Setting(configuration))
  }

  /// Whether a message may begin.
  var isReady: Bool { session.state == .ready }

  // MARK: What the pool wants

  func connect() {
    guard let token = configuration.credentials?.token else { return connectChannel() }
    // Off the loop, for it may be a file.
    NIOThreadPool.singleton.runIfActive(eventLoop: loop) { try Self.checked(token()) }.assumeIsolated().whenComplete {
      switch $0 {
      case .success(let token):
        self.session.token = token
        self.connectChannel()
      case .failure(let error): self.perform(self.session.lost("the access token cannot be read: \(error)", .local))
      }
    }
  }

  /// A token is what RFC 6750 2.1 lets stand in a header, so that it cannot break the message it travels in.
  private static func checked(_ token: Secret) throws -> Secret {
    let text = token.revealed()
    guard (1...MailLimits.tokenBytesMax).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw MailError(.configuration, "it is empty, too long or holds other than visible ASCII") }
    return token
  }

  private func connectChannel() {
    guard !session.isClosed else { return }
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
      case .failure(let error): self.perform(self.session.lost(self.words.connecting(error)))
      }
    }
  }

  /// Sends the envelope of a message, and the body if the server takes it.
  func begin(_ mail: SMTPMail) { perform(session.begin(mail)) }

  /// Whether the envelope of another message may leave together with the final dot that is due.
  func canFollow(_ next: SMTPMail) -> Bool { session.canFollow(next) }

  /// Lets the final dot leave, and the envelope of the next message with it.
  func permitDot(then next: SMTPMail?) { perform(session.permitDot(then: next)) }

  /// Takes back the message whose envelope left with the dot.
  func withdraw(_ error: any Error) { perform(session.withdraw(error)) }

  /// Drops the connection.
  func abandon(_ error: any Error) { perform(session.abandon(error)) }

  /// Says good-bye if nothing is under way.
  func quit() { perform(session.quit()) }

  func whenClosed(_ done: @escaping () -> Void) {
    guard let context else { return done() }
    context.channel.closeFuture.assumeIsolated().whenComplete { _ in done() }
  }

  private func join(_ channel: any Channel) {
    guard !session.isClosed else { return channel.close(promise: nil) }
    if configuration.ehloName == nil { session.ehloName = Self.literal(channel.localAddress) }
    do {
      try checkPeer(channel)
      if configuration.encryption == .implicit, let encryption {
        try channel.pipeline.syncOperations.addHandler(encryption.handler())
      }
      try channel.pipeline.syncOperations.addHandler(self)
      try channel.syncOptions?.setOption(.autoRead, value: true)
    } catch {
      perform(session.lost(words.connecting(error), .relay))
      channel.close(promise: nil)
    }
  }

  /// The address in place of a name.
  ///
  /// - Source: RFC 5321 4.1.3.
  private static func literal(_ address: SocketAddress?) -> String {
    guard let address, let text = address.ipAddress else { return "localhost" }
    // A zone index says something on this machine alone.
    return address.protocol == .inet6 ? "[IPv6:\(text.prefix { $0 != "%" })]" : "[\(text)]"
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
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError, is OtherHostError:
      perform(session.lost(words.handshaking(error, peerCertificate), .relay))
    default: perform(session.lost(words.broken(error)))
    }
    context.close(promise: nil)
  }

  /// What the server has shown, also where it was not believed.
  private var peerCertificate: NIOSSLCertificate? {
    // Throws when there is no TLS on this connection.
    try? context?.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self).peerCertificate
  }

  // MARK: Actions

  private func perform(_ actions: [SMTPSession.Action]) {
    for action in actions {
      switch action {
      case .send(let bytes): context?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      case .startTLS: startTLS()
      case .sendBody(let message):
        body = ByteBuffer(bytes: message.dotStuffed())
        sendBlocks()
      case .report(let milestone): hear?(milestone)
      case .close: leave()
      }
    }
    keepTime()
  }

  /// The last action of every session.
  private func leave() {
    timer?.cancel()
    context?.close(promise: nil)
    let hear = hear
    self.hear = nil
    hear?(nil)
  }

  private func startTLS() {
    guard let context, let encryption else { return }
    do {
      try context.pipeline.syncOperations.addHandler(encryption.handler(), position: .first)
    } catch {
      perform(session.lost(words.handshaking(error, nil), .relay))
    }
  }

  /// One block at a time, so that each has its own time limit and a large message is not held twice.
  private func sendBlocks() {
    while !session.isClosed, body.readableBytes > 0 {
      guard sendBlock() else { return }
    }
    body = ByteBuffer()
    if !session.isClosed { perform(session.bodySent()) }
  }

  /// Answers whether the socket took the block at once; if not, the rest follows when it did.
  private func sendBlock() -> Bool {
    guard let context, let block = body.readSlice(length: min(MailLimits.blockBytes, body.readableBytes)) else {
      return false
    }
    var isTaken = false
    var isLater = false
    let written = loop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { result in
      switch result {
      case .success:
        isTaken = true
        self.session.blockSent()
        if isLater {
          self.keepTime()
          self.sendBlocks()
        }
      case .failure(let error): self.perform(self.session.lost(self.words.broken(error)))
      }
    }
    context.writeAndFlush(wrapOutboundOut(block), promise: written)
    isLater = true
    return isTaken
  }

  // MARK: Time

  /// Starts the clock anew whenever the session has moved on. A timer that ends early looks again, so that the usual
  /// step, which may wait as long as the one before it, costs no timer.
  private func keepTime() {
    guard context != nil, timedStep != session.step else { return }
    timedStep = session.step
    deadline = session.patience.map { loop.now + TimeAmount($0) }
    guard let deadline, deadline < timerEnd else { return }
    setTimer(deadline)
  }

  private func setTimer(_ end: NIODeadline) {
    timer?.cancel()
    timerEnd = end
    timer = loop.assumeIsolated().scheduleTask(deadline: end) {
      self.timerEnd = .distantFuture
      guard let deadline = self.deadline else { return }
      if self.loop.now < deadline { return self.setTimer(deadline) }
      self.perform(self.session.timedOut())
    }
  }
}
