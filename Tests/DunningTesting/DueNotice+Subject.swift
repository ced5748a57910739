package import Dunning
package import DunningStore

extension DueNotice {
  /// What it says to a debtor; nil of a notice to the creditor.
  package var dunning: Claims? { if case .claims(let claims) = subject { claims } else { nil } }
  /// The notes that come back with it; none in any other notice.
  package var notes: [CreditorNote] { if case .notes(let notes) = subject { notes } else { [] } }
  /// The month whose register it brings; nil of any other notice.
  package var register: RegisterMonth? { if case .register(let month) = subject { month } else { nil } }
}
