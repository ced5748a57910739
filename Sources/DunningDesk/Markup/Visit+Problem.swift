import DunningAPI
import HTTPTypes
import Hummingbird

/// What the desk itself refuses, in the words of the reader.
struct Refusal: Error {
  let code: ProblemCode
  let text: String
  /// The field that is to blame; nil where none is.
  var field: String?
  var hint: String?

  init(_ code: ProblemCode, _ text: String, field: String? = nil, hint: String? = nil) {
    (self.code, self.text, self.field, self.hint) = (code, text, field, hint)
  }
}

/// What is said of a form that was not carried out.
struct Trouble {
  let html: HTML
  let field: String?
}

extension Visit {
  /// What was refused, and what to do about it.
  func problem(_ problem: Problem, status: HTTPResponse.Status? = nil) -> Response {
    page(words(.notDone), problemText(problem), status: status ?? .init(code: problem.status))
  }

  func problem(_ refusal: Refusal) -> Response {
    page(words(.notDone), trouble(refusal).html, status: .init(code: refusal.code.status))
  }

  func trouble(_ problem: Problem) -> Trouble { Trouble(html: problemText(problem), field: problem.field) }

  func trouble(_ refusal: Refusal) -> Trouble {
    let hint: HTML = refusal.hint.map { "<p class=\"hint\">\($0)</p>\n" } ?? .empty
    return Trouble(
      html: "<div class=\"problem\" role=\"alert\"><p>\(HTML.foreign(refusal.text))</p>\n\(hint)</div>",
      field: refusal.field)
  }

  /// What the daemon refuses: its own words where they are known, else a sentence by its code and, folded away, its own
  /// words, which are English.
  func problemText(_ problem: Problem) -> HTML {
    let known = words.clause(problem.detail).map(words.sentence)
    let what = known ?? words.term("problem-\(problem.code)", else: words(.problemUnknown))
    let field: HTML = problem.field.flatMap(label).map { "<p>\(words(.problemField, $0))</p>\n" } ?? .empty
    // What speaks of a shell is of no use to a reader of pages.
    let lines = ((known == nil ? [problem.detail] : []) + [problem.hint].compactMap { $0 } + (problem.errors ?? []))
      .filter { line in
        !line.contains("dunningctl") && !line.contains(" --")
      }
    let details = lines.map { line -> HTML in "<p>\(HTML.foreign(line))</p>\n" }
    let more: HTML =
      details.isEmpty
      ? .empty
      : "<details><summary>\(words(.problemDetails))</summary><div lang=\"en\">\(details)</div></details>"
    return "<div class=\"problem\" role=\"alert\"><p>\(what)</p>\n\(field)\(more)</div>"
  }

  /// What the forms call a field of the control API; nil where none has it.
  func label(_ field: String) -> String? {
    Act.all.lazy.flatMap(\.fields).first { $0.name == field && $0.kind != .hidden }.map { words($0.label) }
  }

  func formRefused() -> Response {
    var response = page(words(.refusedTitle), "<p>\(words(.refusedSays))</p>", status: .forbidden)
    // The rest of a form that is too large is not read, so that no other request can follow it.
    response.headers[.connection] = "close"
    return response
  }
}
