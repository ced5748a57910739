/// The closed list of reasons for which the daemon refuses a request; a code never changes its spelling or meaning.
package enum ProblemCode: String, CaseIterable, Codable, Sendable {
  case ambiguous = "ambiguous"
  case bodyTooLarge = "body-too-large"
  case configurationRejected = "configuration-rejected"
  case conflict = "conflict"
  case debtorDiffers = "debtor-differs"
  case duplicateField = "duplicate-field"
  case headersTooLarge = "headers-too-large"
  case `internal` = "internal"
  case invalidAddress = "invalid-address"
  case invalidAmount = "invalid-amount"
  case invalidCalendar = "invalid-calendar"
  case invalidDate = "invalid-date"
  case invalidInstant = "invalid-instant"
  case invalidText = "invalid-text"
  case invalidValue = "invalid-value"
  case invalidZone = "invalid-zone"
  case keyReused = "key-reused"
  case lineTooLong = "line-too-long"
  case malformedJSON = "malformed-json"
  case malformedRequest = "malformed-request"
  case methodNotAllowed = "method-not-allowed"
  case missingField = "missing-field"
  case noSuchRoute = "no-such-route"
  case notAllowed = "not-allowed"
  case notFound = "not-found"
  case notSupported = "not-supported"
  case paymentTaken = "payment-taken"
  case referenceTaken = "reference-taken"
  case requestTimeout = "request-timeout"
  case stopping = "stopping"
  case storeBusy = "store-busy"
  case storeFailed = "store-failed"
  case tooDeep = "too-deep"
  case tooManyConnections = "too-many-connections"
  case tooMuchAtOnce = "too-much-at-once"
  case unknownCreditor = "unknown-creditor"
  case unknownCurrency = "unknown-currency"
  case unknownField = "unknown-field"
  case unknownLanguage = "unknown-language"
  case unknownPolicy = "unknown-policy"
  case unsuitableRule = "unsuitable-rule"
  case unsupportedEncoding = "unsupported-encoding"
  case wrongCurrency = "wrong-currency"
  case wrongState = "wrong-state"
  case wrongType = "wrong-type"

  /// The HTTP status that goes with the code (RFC 9110, section 15).
  package var status: Int {
    switch self {
    case .malformedJSON, .malformedRequest, .tooDeep: 400
    case .notAllowed: 403
    case .noSuchRoute, .notFound: 404
    case .methodNotAllowed: 405
    case .requestTimeout: 408
    case .ambiguous, .conflict, .debtorDiffers, .paymentTaken, .referenceTaken, .wrongState: 409
    case .bodyTooLarge: 413
    case .unsupportedEncoding: 415
    case .configurationRejected, .duplicateField, .invalidAddress, .invalidAmount, .invalidCalendar, .invalidDate,
      .invalidInstant, .invalidText, .invalidValue, .invalidZone, .keyReused, .lineTooLong, .missingField,
      .unknownCreditor, .unknownCurrency, .unknownField, .unknownLanguage, .unknownPolicy, .unsuitableRule,
      .wrongCurrency, .wrongType:
      422
    case .headersTooLarge: 431
    case .internal, .storeFailed: 500
    case .notSupported: 501
    case .stopping, .storeBusy, .tooManyConnections, .tooMuchAtOnce: 503
    }
  }

  /// The code in words, the same for every occurrence (RFC 9457, section 3.1.3).
  package var title: String {
    switch self {
    case .ambiguous: "The name fits several"
    case .bodyTooLarge: "The request body is too large"
    case .configurationRejected: "The new configuration was rejected"
    case .conflict: "The request contradicts what is on record"
    case .debtorDiffers: "The debtor is known otherwise"
    case .duplicateField: "A field is given twice"
    case .headersTooLarge: "The request headers are too large"
    case .internal: "The daemon failed"
    case .invalidAddress: "That is not an e-mail address"
    case .invalidAmount: "That is not an amount"
    case .invalidCalendar: "There is no such calendar"
    case .invalidDate: "That is not a date"
    case .invalidInstant: "That is not a moment"
    case .invalidText: "The text is not accepted"
    case .invalidValue: "A value is not accepted"
    case .invalidZone: "That is not a time zone"
    case .keyReused: "The key stands for another request"
    case .lineTooLong: "A line of the batch is too long"
    case .malformedJSON: "The body is not JSON"
    case .malformedRequest: "The request is not HTTP/1.1"
    case .methodNotAllowed: "The route does not know this method"
    case .missingField: "A field is missing"
    case .noSuchRoute: "There is no such route"
    case .notAllowed: "Not allowed"
    case .notFound: "Not found"
    case .notSupported: "Not supported yet"
    case .paymentTaken: "The payment's number is taken"
    case .referenceTaken: "The reference is taken"
    case .requestTimeout: "The request did not arrive in time"
    case .stopping: "The daemon is stopping"
    case .storeBusy: "The docket cannot take it now"
    case .storeFailed: "The docket failed"
    case .tooDeep: "The JSON is nested too deeply"
    case .tooManyConnections: "Too many connections"
    case .tooMuchAtOnce: "Too much is being read at one time"
    case .unknownCreditor: "There is no such creditor"
    case .unknownCurrency: "There is no such currency"
    case .unknownField: "A field is unknown"
    case .unknownLanguage: "There are no templates in that language"
    case .unknownPolicy: "There is no such policy"
    case .unsuitableRule: "The policy's rule of late payment is not for this debtor"
    case .unsupportedEncoding: "The body is packed"
    case .wrongCurrency: "The currency is another one"
    case .wrongState: "The state does not allow it"
    case .wrongType: "A field has the wrong type"
    }
  }
}
