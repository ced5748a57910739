import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import DunningControl

@Suite("the admission of connections")
struct ConnectionAdmissionTests {
  /// Counts what reaches the socket.
  private final class Reads: ChannelOutboundHandler {
    typealias OutboundIn = Never
    var count = 0
    func read(context: ChannelHandlerContext) { count += 1 }
  }

  @Test("without a free descriptor accepting pauses until a second is over or a connection closes, and is logged once")
  func outOfDescriptors() throws {
    let log = Log()
    let admission = ConnectionAdmission(
      limits: ControlLimits(), drained: AsyncStream<Never>.makeStream().continuation, logger: log.logger)
    let channel = EmbeddedChannel(handlers: [admission])
    try channel.connect(to: .init(unixDomainSocketPath: "/x")).wait()
    let isReading = {
      channel.options.first { $0.option is ChannelOptions.Types.AutoReadOption }?.value as? Bool
    }
    let starved = IOError(errnoCode: EMFILE, reason: "accept")
    let complaints = { log.text.filter { $0.contains("cannot accept") }.count }

    let connection = EmbeddedChannel(loop: channel.embeddedEventLoop)
    try connection.connect(to: .init(unixDomainSocketPath: "/x")).wait()
    try channel.writeInbound(connection as any Channel)
    channel.pipeline.fireErrorCaught(starved)
    #expect(isReading() == false)
    channel.embeddedEventLoop.advanceTime(by: .milliseconds(1001))
    #expect(isReading() == true)

    channel.pipeline.fireErrorCaught(starved)
    #expect(isReading() == false)
    try connection.close().wait()
    channel.embeddedEventLoop.run()
    #expect(isReading() == true)
    #expect(complaints() == 1)

    let next = EmbeddedChannel(loop: channel.embeddedEventLoop)
    try channel.writeInbound(next as any Channel)
    channel.pipeline.fireErrorCaught(starved)
    #expect(complaints() == 2)
    _ = try next.finish()
    _ = try channel.finish()
  }

  @Test("a listener that closes by itself ends the server")
  func listenerClosed() async throws {
    let (drained, continuation) = AsyncStream<Never>.makeStream()
    let log = Log()
    let admission = ConnectionAdmission(limits: ControlLimits(), drained: continuation, logger: log.logger)
    let channel = EmbeddedChannel(handlers: [admission])
    channel.pipeline.fireChannelInactive()
    for await _ in drained {}
    #expect(log.text.contains { $0.hasPrefix("error the control socket has ceased to accept") })
  }

  @Test("at the limit nothing is accepted until a connection closes")
  func limit() throws {
    var limits = ControlLimits()
    limits.connectionsMax = 1
    let reads = Reads()
    let admission = ConnectionAdmission(
      limits: limits, drained: AsyncStream<Never>.makeStream().continuation, logger: Log().logger)
    let channel = EmbeddedChannel(handlers: [reads, admission])
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
