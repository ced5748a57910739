/// Why a verb could not do what it was asked: the problem to show, and the number to leave with.
struct Failure: Error {
  var problem: ShownProblem
  var status: ExitStatus

  /// A refusal or a failure that the daemon answered.
  init(_ problem: ShownProblem) {
    self.problem = problem
    self.status = ExitStatus(for: problem)
  }

  /// Something that went wrong on this side of the socket.
  init(_ status: ExitStatus, code: String, _ detail: String, field: String? = nil, hint: String? = nil) {
    self.problem = ShownProblem(
      type: "urn:dunningd:problem:\(code)", title: Self.title(of: status), status: Self.httpStatus(of: status),
      code: code, detail: detail, field: field, hint: hint)
    self.status = status
  }

  static func usage(_ detail: String, hint: String? = nil) -> Failure {
    Failure(.usage, code: "usage", detail, hint: hint)
  }

  static func badData(_ detail: String, field: String? = nil, hint: String? = nil) -> Failure {
    Failure(.badData, code: "invalid-file", detail, field: field, hint: hint)
  }

  private static func title(of status: ExitStatus) -> String {
    switch status {
    case .done, .partlyDone, .critical, .unproven: "Done"
    case .usage: "Wrong usage"
    case .badData: "Bad data"
    case .notFound: "Not found"
    case .unreachable: "Daemon not reachable"
    case .bug: "Unexpected answer"
    case .tryLater: "Try again later"
    case .notAllowed: "Not allowed"
    case .configuration: "Configuration rejected"
    }
  }

  /// The HTTP status nearest in meaning, so that a script reads one kind of problem, whoever found it.
  private static func httpStatus(of status: ExitStatus) -> Int {
    switch status {
    case .done, .partlyDone, .critical, .unproven: 200
    case .usage: 400
    case .badData, .configuration: 422
    case .notFound: 404
    case .unreachable, .tryLater: 503
    case .bug: 502
    case .notAllowed: 403
    }
  }
}
