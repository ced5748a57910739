import NIOCore
import NIOPosix
import Synchronization

@testable import DunningMail

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number from 0 up to, not including, the bound.
  mutating func roll(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}

/// A server that answers as the dice fall, and keeps a ledger of what it took.
final class MoodyServer: Sendable {
  /// What the server knows for certain.
  struct Ledger: Sendable {
    /// How often a message was taken, whether or not the answer was heard.
    var taken: [String: Int] = [:]
    /// What the client did that RFC 2920 does not allow.
    var offences: [String] = []
    var connections = 0
    /// How often the envelope of a message came together with the dot of the one before it.
    var together = 0
  }

  let port: Int
  private let state: Mutex<Ledger>
  private let channel: any Channel

  var ledger: Ledger { state.withLock { $0 } }

  static func run<Answer>(
    seed: UInt64, offersPipelining: Bool, _ body: (MoodyServer) async throws -> Answer
  ) async throws -> Answer {
    let box = Mutex<MoodyServer?>(nil)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard let server = box.withLock({ $0 }) else { return }
          let number = server.note { ledger in
            ledger.connections += 1
            return ledger.connections
          }
          let dice = Dice(seed: seed &+ UInt64(number) &* 0x1000_0001)
          try channel.pipeline.syncOperations.addHandler(Talk(server, dice, offersPipelining))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = MoodyServer(channel)
    box.withLock { $0 = server }
    do {
      let answer = try await body(server)
      try await channel.close()
      return answer
    } catch {
      try await channel.close()
      throw error
    }
  }

  private init(_ channel: any Channel) {
    self.channel = channel
    port = channel.localAddress?.port ?? 0
    state = Mutex(Ledger())
  }

  private func note<Answer: Sendable>(_ change: (inout Ledger) -> Answer) -> Answer { state.withLock { change(&$0) } }

  /// One connection.
  private final class Talk: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: MoodyServer
    private var dice: Dice
    private let offersPipelining: Bool
    private var unread: [UInt8] = []
    private var isBusy = false
    private var isGone = false
    private var inBody = false
    private var message: String?
    private var hasRecipient = false

    init(_ server: MoodyServer, _ dice: Dice, _ offersPipelining: Bool) {
      self.server = server
      self.dice = dice
      self.offersPipelining = offersPipelining
    }

    func channelActive(context: ChannelHandlerContext) {
      switch dice.roll(40) {
      case 0: say("421 busy", context, thenLeave: true)
      case 1: say("554 not today", context)
      case 2: leave(context)
      default: say("220 moody.test", context)
      }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      unread += unwrapInboundIn(data).readableBytesView
      advance(context)
    }

    func channelInactive(context: ChannelHandlerContext) { isGone = true }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { leave(context) }

    private func advance(_ context: ChannelHandlerContext) {
      while !isBusy, !isGone, let line = takeLine() {
        if inBody {
          if line == "." { endOfBody(context) }
        } else {
          command(line, context)
        }
      }
    }

    private func takeLine() -> String? {
      guard let end = unread.firstIndex(of: 0x0A) else { return nil }
      defer { unread.removeFirst(end + 1) }
      return String(decoding: unread[..<end].dropLast(), as: UTF8.self)
    }

    private func command(_ line: String, _ context: ChannelHandlerContext) {
      let verb = String(line.prefix(4))
      if verb == "QUIT" { return say("221 bye", context, thenLeave: true) }
      switch dice.roll(verb == "EHLO" || verb == "HELO" ? 60 : 30) {
      case 0: return say("451 4.3.0 not now", context)
      case 1: return say("550 5.5.0 never", context)
      case 2: return say("421 4.3.2 closing", context, thenLeave: true)
      case 3: return leave(context)
      default: break
      }
      switch verb {
      case "EHLO":
        say((offersPipelining ? "250-moody.test\r\n250-PIPELINING" : "250-moody.test") + "\r\n250 DSN", context)
      case "MAIL":
        message = line.split(separator: " ").first { $0.hasPrefix("ENVID=") }.map { String($0.dropFirst(6)) }
        hasRecipient = false
        say("250 ok", context)
      case "RCPT" where message != nil:
        hasRecipient = true
        say("250 ok", context)
      case "DATA" where hasRecipient:
        if !unread.isEmpty { server.note { $0.offences.append("bytes behind DATA before the 354") } }
        inBody = true
        say("354 go", context)
      case "RSET", "HELO":
        message = nil
        hasRecipient = false
        say("250 ok", context)
      default: say("503 5.5.1 out of order", context)
      }
    }

    private func endOfBody(_ context: ChannelHandlerContext) {
      inBody = false
      hasRecipient = false
      let id = message ?? "nobody"
      message = nil
      if !unread.isEmpty { server.note { $0.together += 1 } }
      switch dice.roll(30) {
      case 0: say("451 4.3.0 not now", context)
      case 1: say("554 5.6.0 never", context)
      case 2: say("421 4.3.2 closing", context, thenLeave: true)
      case 3: leave(context)
      case 4:
        take(id)
        leave(context)
      case 5:
        take(id)
        say("250 queued as \(id)", context, thenLeave: true)
      default:
        take(id)
        say("250 queued as \(id)", context)
      }
    }

    private func take(_ id: String) { server.note { $0.taken[id, default: 0] += 1 } }

    /// Answers at once, in two pieces, or after a moment in which it reads nothing.
    private func say(_ text: String, _ context: ChannelHandlerContext, thenLeave: Bool = false) {
      let bytes = Array((text + "\r\n").utf8)
      switch dice.roll(12) {
      case 0:
        isBusy = true
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(Int64(dice.roll(3)))) {
          let (talk, context) = bound.value
          talk.isBusy = false
          talk.write(bytes[...], context, thenLeave)
          talk.advance(context)
        }
      case 1:
        let half = dice.roll(bytes.count)
        write(bytes[..<half], context, false)
        write(bytes[half...], context, thenLeave)
      default: write(bytes[...], context, thenLeave)
      }
    }

    private func write(_ bytes: ArraySlice<UInt8>, _ context: ChannelHandlerContext, _ thenLeave: Bool) {
      guard !isGone else { return }
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      if thenLeave { leave(context) }
    }

    private func leave(_ context: ChannelHandlerContext) {
      isGone = true
      context.close(promise: nil)
    }
  }
}
