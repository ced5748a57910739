import Dunning
import HTTPTypes
import Hummingbird
import NIOCore

/// A whole page around what it says.
struct Sheet {
  let words: Words
  let title: String
  /// The path, for the switch of languages.
  let path: String
  var head: HTML = .empty
  var foot: HTML = .empty
  let content: HTML

  func response(_ status: HTTPResponse.Status = .ok) -> Response {
    var headers = DeskHeaders.page
    headers[.contentType] = "text/html; charset=utf-8"
    headers[.contentLanguage] = words.language.rawValue
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html.text)))
  }

  private var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="\(words.language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title) · dunningd</title>
    <link rel="icon" href="/desk.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/desk.css">
    <script src="/desk.js" defer></script>
    </head>
    <body>
    <a class="skip" href="#content">\(words(.skipToContent))</a>
    \(head)
    <main id="content" tabindex="-1">
    \(content)
    </main>
    <footer>
    \(foot)
    <nav class="languages" aria-label="\(words(.languages))">\(languages)</nav>
    </footer>
    </body>
    </html>

    """
  }

  private var languages: [HTML] {
    Language.allCases.map { language in
      let address = Link.query("/language/\(language.rawValue)", ["back": path])
      return language == words.language
        ? "<span aria-current=\"true\" lang=\"\(language.rawValue)\">\(language.name)</span> "
        : "<a href=\"\(address)\" lang=\"\(language.rawValue)\">\(language.name)</a> "
    }
  }
}

extension Visit {
  /// A page of somebody who is at the desk.
  func page(_ title: String, _ content: HTML, status: HTTPResponse.Status = .ok) -> Response {
    Sheet(
      words: words, title: title, path: path, head: head, foot: foot,
      content: "\(flash)<h1>\(HTML.foreign(title))</h1>\n\(content)"
    ).response(status)
  }

  private static let sections: [(path: String, title: Phrase)] = [
    ("/", .today), ("/approve", .approve), ("/claims", .claims), ("/debtors", .debtors), ("/notices", .notices),
    ("/money", .money),
    ("/plan", .plan), ("/books", .books), ("/health", .health),
  ]

  private var head: HTML {
    let links = Self.sections.map { section -> HTML in
      let isHere = section.path == "/" ? path == "/" : path == section.path || path.hasPrefix("\(section.path)/")
      let mark: HTML = isHere ? " aria-current=\"page\"" : .empty
      return "<a href=\"\(section.path)\"\(mark)>\(words(section.title))</a>\n"
    }
    return """
      <header>
      <nav class="sections" aria-label="\(words(.sections))">
      <a class="brand" href="/">dunningd</a>
      \(links)
      </nav>
      <form class="search" action="/search" method="get" role="search">
      <input type="search" name="q" aria-label="\(words(.searchFor))" placeholder="\(words(.searchFor))" maxlength="200">
      <button>\(words(.search))</button>
      </form>
      </header>
      """
  }

  private var foot: HTML {
    """
    <form class="who" method="post" action="/close">\(formToken)
    <span>\(words(.youAre, who, role))</span>
    <button class="quiet">\(words(.closeDesk))</button>
    </form>
    """
  }

  private var who: String { session.caller.name ?? "uid \(session.caller.uid)" }

  private var role: String {
    switch standing {
    case .everything: words(.allRights)
    case .role(let role): words.term(role.rawValue)
    case .none: ""
    }
  }

  /// What every form carries.
  var formToken: HTML { "<input type=\"hidden\" name=\"form_token\" value=\"\(session.formToken)\">" }

  private var flash: HTML {
    guard let word = desk.sessions.takeWord(of: token) else { return .empty }
    let undo: HTML = word.undo.map { " <a href=\"\($0)\">\(word.undoTitle ?? words(.takeBack))</a>" } ?? .empty
    let kind = word.isProblem ? "problem" : "done"
    return "<p class=\"flash \(kind)\" role=\"status\">\(word.text)\(undo)</p>\n"
  }
}
