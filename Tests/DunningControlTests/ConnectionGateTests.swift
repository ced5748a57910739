import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import DunningControl

@Suite("the gate of connections")
struct ConnectionGateTests {
  /// Counts what reaches the socket.
  private final class Reads: ChannelOutboundHandler {
    typealias OutboundIn = Never
    var count = 0
    func read(context: ChannelHandlerContext) { count += 1 }
  }

  @Test("running out of descriptors is logged once and told to the handler that waits, and a later accept goes on")
  func outOfDescriptors() throws {
    let log = Log()
    let gate = ConnectionGate(
      limits: ControlLimits(), drained: AsyncStream<Never>.makeStream().continuation, logger: log.logger)
    let channel = EmbeddedChannel(handlers: [gate])
    for _ in 1...3 {
      channel.pipeline.fireErrorCaught(IOError(errnoCode: EMFILE, reason: "accept"))
      #expect(throws: IOError.self) { try channel.throwIfErrorCaught() }
    }
    #expect(log.text.filter { $0.contains("cannot accept") }.count == 1)
    let connection = EmbeddedChannel(loop: channel.embeddedEventLoop)
    try channel.writeInbound(connection as any Channel)
    channel.pipeline.fireErrorCaught(IOError(errnoCode: EMFILE, reason: "accept"))
    #expect(throws: IOError.self) { try channel.throwIfErrorCaught() }
    #expect(log.text.filter { $0.contains("cannot accept") }.count == 2)
    _ = try connection.finish()
    _ = try channel.finish()
  }

  @Test("at the limit nothing is accepted until a connection closes")
  func limit() throws {
    var limits = ControlLimits()
    limits.connectionsMax = 1
    let reads = Reads()
    let gate = ConnectionGate(
      limits: limits, drained: AsyncStream<Never>.makeStream().continuation, logger: Log().logger)
    let channel = EmbeddedChannel(handlers: [reads, gate])
    let connection = EmbeddedChannel(loop: channel.embeddedEventLoop)
    try connection.connect(to: .init(unixDomainSocketPath: "/x")).wait()
    try channel.writeInbound(connection as any Channel)
    reads.count = 0
    channel.pipeline.read()
    #expect(reads.count == 0)
    try connection.close().wait()
    channel.embeddedEventLoop.run()
    #expect(reads.count == 1)
    _ = try channel.finish()
  }
}
