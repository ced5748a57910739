import HTTPTypes
import Hummingbird

/// What is said to somebody who is not at the desk.
struct DoorPages {
  let words: Words
  let path: String

  /// A link that waits to be used.
  func opening(_ link: String) -> Response {
    sheet(
      words(.openTitle),
      """
      <p>\(words(.openSays))</p>
      <form method="post" action="/open">
      <input type="hidden" name="link" value="\(link)">
      <button class="main" autofocus>\(words(.openButton))</button>
      </form>
      """)
  }

  func closed() -> Response { sheet(words(.closedTitle), "<p>\(words(.closedSays))</p>\(command)", .unauthorized) }

  func linkUsed() -> Response { sheet(words(.linkUsedTitle), "<p>\(words(.linkUsedSays))</p>\(command)", .gone) }

  func ended() -> Response { sheet(words(.endedTitle), "<p>\(words(.endedSays))</p>\(command)") }

  func refused() -> Response { sheet(words(.refusedTitle), "<p>\(words(.refusedSays))</p>", .forbidden) }

  func misdirected() -> Response {
    sheet(words(.misdirectedTitle), "<p>\(words(.misdirectedSays))</p>", .misdirectedRequest)
  }

  func methodUnknown() -> Response {
    var response = sheet(words(.noSuchPage), "<p>\(words(.noSuchPageSays))</p>", .methodNotAllowed)
    response.headers[.allow] = "GET, HEAD, POST"
    return response
  }

  func failed() -> Response { sheet(words(.failedTitle), "<p>\(words(.failedSays))</p>", .internalServerError) }

  private var command: HTML {
    "<details><summary>\(words(.forServer))</summary><pre><code>dunningctl page</code></pre></details>"
  }

  private func sheet(_ title: String, _ content: HTML, _ status: HTTPResponse.Status = .ok) -> Response {
    Sheet(
      words: words, title: title, path: path.hasPrefix("/open") ? "/" : path,
      content: "<div class=\"door\"><h1>\(title)</h1>\n\(content)</div>"
    ).response(status)
  }
}
