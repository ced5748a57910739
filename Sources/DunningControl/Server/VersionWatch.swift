import NIOCore
import NIOHTTP1

/// Says in the head of a request what its version means for the connection: behind it nobody knows the version any more.
///
/// - Source: RFC 9112 9.3: HTTP/1.0 ends the connection with the answer unless the client asks to keep it.
final class VersionWatch: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), !head.isKeepAlive else { return context.fireChannelRead(data) }
    head.headers.replaceOrAdd(name: "connection", value: "close")
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
