import DunningMail

/// What a test says became of a message; ``DeliveryTrace`` without its words.
enum DeliveryFate: Sendable {
  case delivered
  case notDelivered
  case unknown

  var trace: DeliveryTrace {
    switch self {
    case .delivered: .delivered("new/n1")
    case .notDelivered: .notDelivered
    case .unknown: .unknown
    }
  }
}
