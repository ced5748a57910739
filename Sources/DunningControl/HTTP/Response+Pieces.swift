import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension Response {
  /// An answer whose body is sent while it is made: the next piece is made when the client has taken the ones before.
  ///
  /// - Parameter make: makes the body, on Swift's own threads, since the connections share one. When it throws, the
  ///   answer breaks off, so that nobody takes it for whole.
  static func pieces(
    _ contentType: String, headers: HTTPFields = [:],
    make: @escaping @Sendable (_ send: ([UInt8]) async throws -> Void) async throws -> Void
  ) -> Response {
    var headers = headers
    headers[.contentType] = contentType
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        try await withTaskExecutorPreference(globalConcurrentExecutor) {
          try await make { bytes in
            if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
          }
        }
        try await writer.finish(nil)
      })
  }
}

/// The elements of a JSON array that is written piece by piece.
struct JSONElements {
  private var isEmpty = true

  /// The next elements, with the commas before them.
  mutating func piece(_ elements: [[UInt8]]) -> [UInt8] {
    var piece: [UInt8] = []
    piece.reserveCapacity(elements.reduce(0) { $0 + $1.count + 1 })
    for element in elements {
      if !isEmpty { piece.append(UInt8(ascii: ",")) }
      isEmpty = false
      piece += element
    }
    return piece
  }
}
