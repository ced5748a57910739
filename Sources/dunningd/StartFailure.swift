import DunningAPI
import DunningConfiguration
import DunningControl
import DunningStore
import Glibc

/// What is said when the daemon cannot start or go on, and the exit status for it (sysexits.h).
struct StartFailure {
  let text: String
  let status: Int32

  init(_ error: any Error) {
    switch error {
    case let error as ConfigurationError: (text, status) = (error.text, EX_CONFIG)
    case let error as ControlSocketError: (text, status) = ("dunningd: error: \(error)", error.exitStatus)
    case let error as DocketError:
      let hint = error.hint.map { "; \($0)" } ?? ""
      (text, status) = ("dunningd: error: \(error.message)\(hint)", EX_UNAVAILABLE)
    default: (text, status) = ("dunningd: error: \(error)", EX_SOFTWARE)
    }
  }

  var headline: String { text.split(separator: "\n").first.map(String.init) ?? "failed" }

  /// The answer to a client that waits at a socket which nobody will serve.
  var answer: [UInt8] {
    let problem = Problem(
      .stopping, detail: "the daemon could not start: \(headline)", hint: "`systemctl status dunningd` says more")
    // A problem is texts and a number, which JSON always carries.
    let body = (try? WireCoding.encode(problem)) ?? []
    let head =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
      + "Content-Length: \(body.count)\r\nRetry-After: 60\r\nConnection: close\r\n\r\n"
    return Array(head.utf8) + body
  }
}
