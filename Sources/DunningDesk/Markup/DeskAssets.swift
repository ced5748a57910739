import HTTPTypes
import Hummingbird
import NIOCore

/// The style sheet, the script and the icon: they say nothing of anybody, and need no session.
enum DeskAssets {
  static func response(to request: Request) -> Response? {
    let (type, text): (String, String)
    switch request.uri.path {
    case "/desk.css": (type, text) = ("text/css; charset=utf-8", Stylesheet.text)
    case "/desk.js": (type, text) = ("text/javascript; charset=utf-8", Script.text)
    case "/desk.svg", "/favicon.ico": (type, text) = ("image/svg+xml", icon)
    default: return nil
    }
    var headers = DeskHeaders.page
    headers[.contentType] = type
    headers[.cacheControl] = "private, max-age=300"
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  private static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1d4ed8"/>\
    <path d="M4 5h8v6H4z M4 5l4 3 4-3" fill="none" stroke="#fff" stroke-width="1.2"/></svg>
    """
}
