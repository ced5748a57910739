package import DunningAPI
package import HTTPTypes
package import HummingbirdCore
import NIOCore

extension Response {
  /// An answer with a JSON body.
  ///
  /// - Throws: `EncodingError` if the value has a number that JSON cannot carry.
  package static func json(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) throws -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: try WireCoding.encode(value))))
  }

  /// The answer that refuses a request, with headers such as Allow or Retry-After.
  package static func problem(_ problem: Problem, headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.contentType] = "application/problem+json"
    return Response(
      status: .init(code: problem.status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: problem.json)))
  }
}

extension Problem {
  /// The problem as JSON; it has only text and one small number, so that encoding cannot fail.
  var json: [UInt8] {
    do {
      return try WireCoding.encode(self)
    } catch {
      return Array(#"{"code":"\#(code)","status":\#(status)}"#.utf8)
    }
  }
}
