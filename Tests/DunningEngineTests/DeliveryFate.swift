import DunningMail

/// What a test says became of a message; ``AttemptTrace`` without its words.
enum DeliveryFate: Sendable {
  case delivered
  case notDelivered
  case unknown

  var trace: AttemptTrace {
    switch self {
    case .delivered: .delivered("new/n1")
    case .notDelivered: .notDelivered
    case .unknown: .unknown
    }
  }
}
