package import Dunning
package import DunningAPI
package import DunningStore
import DunningIntake

// The one map from the errors of the rules and the docket to problems of the wire.

extension RuleError: ProblemRepresentable {
  package var problem: Problem { problem(field: nil) }
}

extension DocketError: ProblemRepresentable {
  package var problem: Problem {
    let code: ProblemCode =
      switch self.code {
      case .notFound: .notFound
      case .ambiguous: .ambiguous
      case .referenceTaken: .referenceTaken
      case .debtorDiffers: .debtorDiffers
      case .paymentTaken: .paymentTaken
      case .wrongState, .overtaken: .wrongState
      case .wrongCurrency: .wrongCurrency
      case .contentChanged: .conflict
      case .invalid: .invalidValue
      case .busy: .storeBusy
      case .failed, .inUse: .storeFailed
      }
    return Problem(code, detail: message, hint: hint)
  }
}
