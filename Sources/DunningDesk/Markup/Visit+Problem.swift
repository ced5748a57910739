import DunningAPI
import HTTPTypes
import Hummingbird

extension Visit {
  /// What was refused, and what to do about it.
  func problem(_ problem: Problem, status: HTTPResponse.Status? = nil) -> Response {
    page(words(.notDone), problemText(problem), status: status ?? .init(code: problem.status))
  }

  /// The words of a problem. They are the daemon's own, in English, as on the command line.
  func problemText(_ problem: Problem) -> HTML {
    let hint: HTML = problem.hint.map { "<p class=\"hint\">\(HTML.foreign($0))</p>\n" } ?? .empty
    let errors = (problem.errors ?? []).map { error -> HTML in "<li>\(HTML.foreign(error))</li>\n" }
    let list: HTML = errors.isEmpty ? .empty : "<ul>\n\(errors)</ul>"
    return
      "<div class=\"problem\" role=\"alert\" lang=\"en\"><p>\(HTML.foreign(problem.detail))</p>\n\(hint)\(list)</div>"
  }

  func formRefused() -> Response {
    var response = page(words(.refusedTitle), "<p>\(words(.refusedSays))</p>", status: .forbidden)
    // The rest of a form that is too large is not read, so that no other request can follow it.
    response.headers[.connection] = "close"
    return response
  }
}
