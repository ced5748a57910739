import DunningAPI
import Hummingbird
import NIOCore
import NIOHTTP1

/// The client has announced a body and stopped sending it.
struct StalledBody: Error {}

extension Problem {
  /// The problem that stands for `error`, or `nil` if it is a fault of the daemon.
  init?(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as any ProblemRepresentable: self = error.problem
    case let error as DecodingError: self.init(error)
    case is StalledBody:
      self.init(.requestTimeout, detail: "the body stopped arriving", hint: "send the request again in one go")
    case is HTTPParserError:
      self.init(.malformedRequest, detail: "the body ended early or is not HTTP/1.1")
    case is NIOTooManyBytesError: self = .bodyTooLarge(limit: ControlLimits.bodyBytesMax)
    case is CancellationError: self = .stopping
    case let error as HTTPError: self.init(error)
    default: return nil
    }
  }

  /// The body has more bytes than the route takes.
  static func bodyTooLarge(limit: Int) -> Problem {
    Problem(.bodyTooLarge, detail: "the body has more than \(limit) bytes", hint: "send it in several requests")
  }

  /// The daemon ends before the request could be carried out.
  static var stopping: Problem {
    Problem(.stopping, detail: "the daemon is stopping", hint: "try again in a moment")
  }

  /// What Hummingbird itself throws; codes that the list does not have are faults of the daemon.
  private init?(_ error: HTTPError) {
    let detail = error.body ?? error.status.reasonPhrase
    switch error.status {
    case .badRequest: self.init(.malformedRequest, detail: detail)
    case .notFound: self.init(.noSuchRoute, detail: detail)
    case .contentTooLarge: self = .bodyTooLarge(limit: ControlLimits.bodyBytesMax)
    default: return nil
    }
  }
}
