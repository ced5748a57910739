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
    /// Sends the same without end.
    case flood(String)
  }

  /// All that clients said, in order of arrival; a line that was not expected is marked.
  var received: [String] { state.withLock { $0.received } }
  var connections: Int { state.withLock { $0.connections } }
  let port: Int

  private struct State {
    var scripts: [[Step]]
    var received: [String] = []
    var connections = 0
  }

  private let state: Mutex<State>
  private let channel: any Channel

  /// Listens; the first connection follows the first script, and so on. Connections beyond the scripts are closed.
  static func run<Answer>(
    _ scripts: [Step]..., tls: NIOSSLContext? = nil, implicit: Bool = false, unix: String? = nil,
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

  private func nextScript() -> [Step] {
    state.withLock { state in
      state.connections += 1
      return state.scripts.isEmpty ? [.close] : state.scripts.removeFirst()
    }
  }

  private func note(_ line: String) { state.withLock { $0.received.append(line) } }

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
    private var unread = ""

    init(_ steps: [Step], _ tls: NIOSSLContext?, note: @escaping (String) -> Void) {
      self.steps = steps[...]
      self.tls = tls
      self.note = note
    }

    func channelActive(context: ChannelHandlerContext) { advance(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      unread += String(buffer: unwrapInboundIn(data))
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
          guard let end = unread.utf8.firstIndex(of: 0x0A) else { return }
          let line = String(unread[..<end].filter { $0 != "\r" && $0 != "\r\n" })
          unread = String(unread[unread.utf8.index(after: end)...])
          note(line.hasPrefix(prefix) ? line : "UNEXPECTED \(line)")
        case .until(let text):
          guard let range = unread.firstRange(of: text) else { return }
          note(String(unread[..<range.upperBound]))
          unread = String(unread[range.upperBound...])
        case .startTLS:
          if let tls {
            try? context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
          }
        case .close:
          context.close(promise: nil)
          return
        case .flood(let text):
          guard context.channel.isActive else { return }
          let more = context.eventLoop.makePromise(of: Void.self)
          more.futureResult.assumeIsolated().whenSuccess { self.advance(context) }
          context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: more)
          return
        }
        steps = steps.dropFirst()
      }
      guard unread.hasPrefix("QUIT") else { return }
      note("QUIT")
      unread = ""
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "221 bye\r\n")), promise: nil)
      context.close(promise: nil)
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
