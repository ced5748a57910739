import Hummingbird

/// A language that the desk speaks.
enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case german = "de"
  case chinese = "zh-Hans"

  /// What it calls itself.
  var name: String {
    switch self {
    case .english: "English"
    case .german: "Deutsch"
    case .chinese: "简体中文"
    }
  }

  /// The one that the reader chose, else the first of the browser's that there is, else English.
  init(_ request: Request) {
    let chosen = request.cookie(DeskCookie.languageName).flatMap(Language.init(rawValue:))
    self = chosen ?? Self.preferred(request.headers[.acceptLanguage] ?? "") ?? .english
  }

  /// - Source: RFC 9110, section 12.5.4.
  static func preferred(_ field: String) -> Language? {
    let ranges = field.lowercased().split(separator: ",").prefix(50).enumerated().map { place, range in
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return (tag: parts.first ?? "", weight: weight, place: place)
    }
    return ranges.filter { $0.weight > 0 }.sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }.lazy
      .compactMap { match($0.tag) }.first
  }

  private static func match(_ tag: String) -> Language? {
    switch tag.prefix(2) {
    case "en": .english
    case "de": .german
    case "zh": .chinese
    default: nil
    }
  }
}

/// The links in the foot of each page that change the language.
enum LanguageSwitch {
  static func response(to request: Request, secure: Bool) -> Response? {
    let parts = request.uri.path.split(separator: "/")
    guard parts.count == 2, parts[0] == "language", let language = Language(rawValue: String(parts[1])) else {
      return nil
    }
    let back = Form(encoded: request.uri.query ?? "")?["back"] ?? "/"
    return .seeOther(isOfOurs(back) ? back : "/", cookie: .language(language, secure: secure))
  }

  /// A path of this site, in plain characters.
  private static func isOfOurs(_ path: String) -> Bool {
    path.hasPrefix("/") && !path.hasPrefix("//")
      && path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
  }
}
