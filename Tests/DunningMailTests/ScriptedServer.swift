import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on 127.0.0.1 or a Unix socket that does, connection by connection, what its scripts say.
/// After its script it answers QUIT and nothing else.
final class ScriptedServer: Sendable {
  /// One thing the server does or waits for.
  enum Step: Sendable {
    /// Sends text; line ends are the script's business.
    case send(String)
    /// Sends text in writes of one byte.
    case dribble(String)
    /// Waits for a line that begins so.
    case expect(String)
    /// Waits until the bytes so far unread contain this, and forgets them.
    case until(String)
    /// Begins TLS as the server.
    case startTLS
    /// Closes the connection.
    case close
    /// Breaks the connection with an RST.
    case reset
    /// Sends the same without end.
    case flood(String)
  }

  var received: [String] { state.withLock { $0.events.received } }
  var connections: Int { state.withLock { $0.events.connections } }
  let port: Int

  /// What a test can wait for.
  struct Events: Sendable {
    /// All that clients said, in order of arrival; a line that was not expected is marked.
    var received: [String] = []
    var connections = 0
  }

  private struct Watcher {
    let condition: (Events) -> Bool
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var scripts: [[Step]]
    var events = Events()
    var watchers: [Watcher] = []
  }

  private let state: Mutex<State>
  private let channel: any Channel

  /// Listens; the first connection follows the first script, and so on. Connections beyond the scripts are closed.
  static func run<Answer>(
    _ scripts: [Step]..., tls: NIOSSLContext? = nil, implicit: Bool = false, unix: String? = nil,
    _ body: (ScriptedServer) async throws -> Answer
  ) async throws -> Answer {
    try await run(all: scripts, tls: tls, implicit: implicit, unix: unix, body)
  }

  /// The same for scripts that are in a list.
  static func run<Answer>(
    all scripts: [[Step]], tls: NIOSSLContext? = nil, implicit: Bool = false, unix: String? = nil,
    _ body: (ScriptedServer) async throws -> Answer
  ) async throws -> Answer {
    let box = Box()
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if implicit, let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          let script = box.server.withLock { $0 }?.nextScript() ?? [.close]
          try channel.pipeline.syncOperations.addHandler(
            Actor(script, tls) { line in
              box.server.withLock { $0 }?.note(line)
            })
        }
      }
    let channel =
      if let unix {
        try await bootstrap.bind(unixDomainSocketPath: unix).get()
      } else {
        try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
      }
    let server = ScriptedServer(scripts, channel)
    box.server.withLock { $0 = server }
    do {
      let answer = try await body(server)
      try await channel.close()
      return answer
    } catch {
      try await channel.close()
      throw error
    }
  }

  private init(_ scripts: [[Step]], _ channel: any Channel) {
    state = Mutex(State(scripts: scripts))
    self.channel = channel
    port = channel.localAddress?.port ?? 0
  }

  /// Returns as soon as what happened meets the condition.
  func until(_ condition: @escaping @Sendable (Events) -> Bool) async {
    await withCheckedContinuation { continuation in
      let isMet = state.withLock { state in
        let isMet = condition(state.events)
        if !isMet { state.watchers.append(Watcher(condition: condition, continuation: continuation)) }
        return isMet
      }
      if isMet { continuation.resume() }
    }
  }

  private func nextScript() -> [Step] {
    happened { $0.connections += 1 }
    return state.withLock { $0.scripts.isEmpty ? [.close] : $0.scripts.removeFirst() }
  }

  private func note(_ line: String) { happened { $0.received.append(line) } }

  private func happened(_ event: (inout Events) -> Void) {
    let met = state.withLock { state in
      event(&state.events)
      let met = state.watchers.filter { $0.condition(state.events) }
      state.watchers.removeAll { $0.condition(state.events) }
      return met
    }
    for watcher in met { watcher.continuation.resume() }
  }

  private final class Box: Sendable {
    let server = Mutex<ScriptedServer?>(nil)
  }

  /// Plays one script on one channel.
  private final class Actor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var steps: ArraySlice<Step>
    private let tls: NIOSSLContext?
    private let note: (String) -> Void
    private var unread: [UInt8] = []
    /// How much of `unread` was searched in vain.
    private var searched = 0

    init(_ steps: [Step], _ tls: NIOSSLContext?, note: @escaping (String) -> Void) {
      self.steps = steps[...]
      self.tls = tls
      self.note = note
    }

    func channelActive(context: ChannelHandlerContext) { advance(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      unread += unwrapInboundIn(data).readableBytesView
      advance(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func advance(_ context: ChannelHandlerContext) {
      while let step = steps.first {
        switch step {
        case .send(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .dribble(let text):
          for byte in text.utf8 {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [byte])), promise: nil)
          }
        case .expect(let prefix):
          guard let text = take(through: "\r\n") else { return }
          let line = String(text.dropLast())
          note(line.hasPrefix(prefix) ? line : "UNEXPECTED \(line)")
        case .until(let end):
          guard let text = take(through: end) else { return }
          note(text)
        case .startTLS:
          if let tls {
            try? context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
          }
        case .close:
          context.close(promise: nil)
          return
        case .reset:
          (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).cascade(to: nil)
          context.close(promise: nil)
          return
        case .flood(let text):
          guard context.channel.isActive else { return }
          let more = context.eventLoop.makePromise(of: Void.self)
          more.futureResult.assumeIsolated().whenSuccess { self.advance(context) }
          let flood = String(repeating: text, count: 1000)
          context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: flood)), promise: more)
          return
        }
        steps = steps.dropFirst()
      }
      guard take(through: "QUIT\r\n") != nil else { return }
      note("QUIT")
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "221 bye\r\n")), promise: nil)
      context.close(promise: nil)
    }

    private func take(through end: String) -> String? {
      let pattern = Array(end.utf8)
      let start = max(0, searched - pattern.count)
      searched = unread.count
      guard unread.count >= pattern.count, start <= unread.count - pattern.count else { return nil }
      for index in start...(unread.count - pattern.count)
      where unread[index] == pattern[0] && unread[index...].starts(with: pattern) {
        let text = String(decoding: unread[..<(index + pattern.count)], as: UTF8.self)
        unread.removeFirst(index + pattern.count)
        searched = 0
        return text
      }
      return nil
    }
  }
}

extension [ScriptedServer.Step] {
  /// Greeting and EHLO.
  static func greeting(offers: String...) -> Self {
    [.send("220 mx.test ESMTP\r\n")] + hello(offers)
  }

  /// EHLO and its answer.
  static func hello(_ offers: [String] = []) -> Self {
    let lines = ["mx.test"] + offers
    return [
      .expect("EHLO"),
      .send(lines.enumerated().map { "250\($0 == lines.count - 1 ? " " : "-")\($1)\r\n" }.joined()),
    ]
  }

  /// The commands of one message up to 354.
  static let envelope: Self = [
    .expect("MAIL"), .send("250 ok\r\n"), .expect("RCPT"), .send("250 ok\r\n"), .expect("DATA"), .send("354 go\r\n"),
  ]

  /// One message and its acceptance.
  static let message: Self = envelope + [.until("\r\n.\r\n"), .send("250 2.0.0 Ok: queued as AB12\r\n")]
}
