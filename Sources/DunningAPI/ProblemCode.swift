/// The closed list of reasons for which the daemon refuses a request; a code never changes its spelling or meaning.
package enum ProblemCode: String, CaseIterable, Codable, Sendable {
  case bodyTooLarge = "body-too-large"
  case conflict = "conflict"
  case duplicateField = "duplicate-field"
  case headersTooLarge = "headers-too-large"
  case `internal` = "internal"
  case invalidValue = "invalid-value"
  case malformedJSON = "malformed-json"
  case malformedRequest = "malformed-request"
  case methodNotAllowed = "method-not-allowed"
  case missingField = "missing-field"
  case noSuchRoute = "no-such-route"
  case notAllowed = "not-allowed"
  case notFound = "not-found"
  case requestTimeout = "request-timeout"
  case stopping = "stopping"
  case tooDeep = "too-deep"
  case tooManyConnections = "too-many-connections"
  case unknownField = "unknown-field"
  case wrongType = "wrong-type"

  /// The HTTP status that goes with the code (RFC 9110, section 15).
  package var status: Int {
    switch self {
    case .malformedJSON, .malformedRequest, .tooDeep: 400
    case .notAllowed: 403
    case .noSuchRoute, .notFound: 404
    case .methodNotAllowed: 405
    case .requestTimeout: 408
    case .conflict: 409
    case .bodyTooLarge: 413
    case .duplicateField, .invalidValue, .missingField, .unknownField, .wrongType: 422
    case .headersTooLarge: 431
    case .internal: 500
    case .stopping, .tooManyConnections: 503
    }
  }

  /// The code in words, the same for every occurrence (RFC 9457, section 3.1.3).
  package var title: String {
    switch self {
    case .bodyTooLarge: "The request body is too large"
    case .conflict: "The request contradicts what is on record"
    case .duplicateField: "A field is given twice"
    case .headersTooLarge: "The request headers are too large"
    case .internal: "The daemon failed"
    case .invalidValue: "A value is not accepted"
    case .malformedJSON: "The body is not JSON"
    case .malformedRequest: "The request is not HTTP/1.1"
    case .methodNotAllowed: "The route does not know this method"
    case .missingField: "A field is missing"
    case .noSuchRoute: "There is no such route"
    case .notAllowed: "Not allowed"
    case .notFound: "Not found"
    case .requestTimeout: "The request did not arrive in time"
    case .stopping: "The daemon is stopping"
    case .tooDeep: "The JSON is nested too deeply"
    case .tooManyConnections: "Too many connections"
    case .unknownField: "A field is unknown"
    case .wrongType: "A field has the wrong type"
    }
  }
}
