import HTTPTypes
import Hummingbird

/// A cookie of the desk: for this site alone, and for no script.
struct DeskCookie {
  static let sessionName = "dunning_desk"
  static let languageName = "dunning_language"

  let text: String

  static func session(_ token: String, limits: DeskLimits, secure: Bool) -> DeskCookie {
    DeskCookie(
      text: "\(sessionName)=\(token); Path=/; Max-Age=\(limits.sessionSeconds); HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : ""))
  }

  static let ended = DeskCookie(text: "\(sessionName)=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict")

  static func language(_ language: Language, secure: Bool) -> DeskCookie {
    DeskCookie(
      text: "\(languageName)=\(language.rawValue); Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : ""))
  }
}

extension Response {
  /// Sends the browser on to a page of the desk.
  static func seeOther(_ path: String, cookie: DeskCookie? = nil) -> Response {
    var headers = DeskHeaders.page
    headers[.location] = path
    if let cookie { headers[.setCookie] = cookie.text }
    return Response(status: .seeOther, headers: headers)
  }
}
