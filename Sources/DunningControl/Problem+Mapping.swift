package import Dunning
package import DunningAPI
package import DunningStore

// The one map from the errors of the rules and the docket to problems of the wire.

extension RuleError: ProblemRepresentable {
  package var problem: Problem { problem(field: nil) }

  /// The problem, with the member of the request that is to blame.
  func problem(field: String?) -> Problem {
    let code: ProblemCode =
      switch self.code {
      case .invalidAmount: .invalidAmount
      case .invalidCalendar: .invalidCalendar
      case .invalidDate: .invalidDate
      case .invalidInstant: .invalidInstant
      case .invalidAddress: .invalidAddress
      case .invalidText: .invalidText
      case .invalidZone: .invalidZone
      case .invalidOffset, .invalidTime, .invalidPromise: .invalidValue
      }
    return Problem(code, detail: message, field: field, hint: hint)
  }
}

extension DocketError: ProblemRepresentable {
  package var problem: Problem {
    let code: ProblemCode =
      switch self.code {
      case .notFound: .notFound
      case .ambiguous: .ambiguous
      case .referenceTaken: .referenceTaken
      case .paymentTaken: .paymentTaken
      case .wrongState, .overtaken: .wrongState
      case .wrongCurrency: .wrongCurrency
      case .busy: .storeBusy
      case .failed, .inUse: .storeFailed
      }
    return Problem(code, detail: message, hint: hint)
  }
}

/// Runs a reading of one field, and names the field in what goes wrong.
func reading<Value>(_ field: String, _ read: () throws -> Value) throws -> Value {
  do {
    return try read()
  } catch let error as RuleError {
    throw error.problem(field: field)
  }
}

/// The same for a reading that waits for the docket.
func reading<Value>(_ field: String, _ read: () async throws -> Value) async throws -> Value {
  do {
    return try await read()
  } catch let error as RuleError {
    throw error.problem(field: field)
  }
}
