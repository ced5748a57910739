package import Dunning
package import DunningAPI

extension RuleError {
  /// The problem, with the member of the request that is to blame.
  package func problem(field: String?) -> Problem {
    let code: ProblemCode =
      switch self.code {
      case .invalidAmount: .invalidAmount
      case .invalidCalendar: .invalidCalendar
      case .invalidDate: .invalidDate
      case .invalidInstant: .invalidInstant
      case .invalidAddress: .invalidAddress
      case .invalidText: .invalidText
      case .invalidZone: .invalidZone
      case .unsuitableRule: .unsuitableRule
      case .invalidOffset, .invalidTime, .invalidPromise: .invalidValue
      }
    return Problem(code, detail: message, field: field, hint: hint)
  }
}

/// Runs a reading of one field, and names the field in what goes wrong.
package func reading<Value>(_ field: String, _ read: () throws -> Value) throws -> Value {
  do {
    return try read()
  } catch let error as RuleError {
    throw error.problem(field: field)
  }
}

/// The same for a reading that waits for the docket.
package func reading<Value>(_ field: String, _ read: () async throws -> Value) async throws -> Value {
  do {
    return try await read()
  } catch let error as RuleError {
    throw error.problem(field: field)
  }
}
