/// For whose debts a rule of late payment is the law.
package enum Audience: String, Sendable, CaseIterable {
  case business
  case consumer
  /// The law asks the same of both.
  case anybody

  package func includes(_ kind: Debtor.Kind) -> Bool {
    switch self {
    case .anybody: true
    case .business: kind == .business
    case .consumer: kind == .consumer
    }
  }

  /// `businesses`, `consumers`, `anybody`.
  package var words: String {
    switch self {
    case .business: "businesses"
    case .consumer: "consumers"
    case .anybody: "anybody"
    }
  }
}
