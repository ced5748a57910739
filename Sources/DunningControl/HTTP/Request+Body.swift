package import HummingbirdCore
import DunningAPI
import HTTPTypes
import NIOCore

extension Request {
  /// The whole body.
  ///
  /// - Throws: the problem `body-too-large`, before a byte is read if Content-Length says so; `StalledBody` and
  ///   `HTTPParserError` if the body does not arrive whole.
  package func body(upTo bytesMax: Int = ControlLimits.bodyBytesMax) async throws -> [UInt8] {
    let announced = headers[.contentLength].flatMap { Int($0) } ?? 0
    guard announced <= bytesMax else { throw Problem.bodyTooLarge(limit: bytesMax) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(announced)
    for try await part in body {
      guard bytes.count + part.readableBytes <= bytesMax else { throw Problem.bodyTooLarge(limit: bytesMax) }
      bytes.append(contentsOf: part.readableBytesView)
    }
    return bytes
  }

  /// The body as a value, read by ``StrictJSON``.
  ///
  /// - Throws: what ``body(upTo:)`` and ``StrictJSON/decode(_:from:knownFields:)`` throw.
  package func json<T: Decodable>(
    _ type: T.Type, knownFields: some Sequence<String>, upTo bytesMax: Int = ControlLimits.bodyBytesMax
  ) async throws -> T {
    try StrictJSON.decode(type, from: try await body(upTo: bytesMax), knownFields: knownFields)
  }
}
