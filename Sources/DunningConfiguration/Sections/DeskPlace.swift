/// Where the desk, the page in a browser, is found; it is off where nothing is said and systemd hands over no socket.
package struct DeskPlace: Hashable, Sendable {
  package enum Listen: Hashable, Sendable {
    /// A port of this machine alone.
    case port(address: String, number: UInt16)
    /// A Unix socket for a reverse proxy.
    case path(String)
  }

  /// Nil leaves it to systemd's socket.
  package var listen: Listen?
  /// What browsers write before a path, where a proxy stands in front of it: `https://desk.example.org`.
  package var url: String?

  package init() {}
}

extension DeskPlace {
  /// What mails put before a path of the desk, without a slash at its end; nil where nobody said it.
  var address: String? { url.map { $0.last == "/" ? String($0.dropLast()) : $0 } }

  static let keys = ["listen", "url"]

  /// Reads the `desk` section.
  init(_ section: Section) {
    self.init()
    url = section.text("url").flatMap { text in
      let host = ["https://", "http://"].first(where: text.lowercased().hasPrefix).map { text.dropFirst($0.count) }
      let plain = host.map { $0.last == "/" ? $0.dropLast() : $0 } ?? ""
      guard !plain.isEmpty, !plain.contains(where: { "/?#@ ".contains($0) || !$0.isASCII }) else {
        section.findings.error(
          "url must begin with https:// and end with the name of the host", at: section.mark(of: "url"),
          suggestion: "for example https://desk.example.org")
        return nil
      }
      return text
    }
    guard let text = section.text("listen") else { return }
    listen = Self.listen(text)
    if listen == nil {
      section.findings.error(
        "listen must be a port of this machine alone, or the path of a Unix socket", at: section.mark(of: "listen"),
        suggestion: "127.0.0.1:8377, [::1]:8377 or /run/dunningd-desk/desk.sock; other machines need a proxy before it")
    } else if case .path? = listen, url == nil {
      section.findings.error(
        "a desk behind a Unix socket needs the address that browsers use", at: section.mark(of: "listen"),
        suggestion: "add url: https://desk.example.org")
    }
  }

  /// `127.0.0.1:8377`, `localhost:8377`, `[::1]:8377` or a path; nil for anything else.
  static func listen(_ text: String) -> Listen? {
    if text.hasPrefix("/") { return text.utf8.count < 108 ? .path(text) : nil }
    guard let colon = text.lastIndex(of: ":"), let number = UInt16(text[text.index(after: colon)...]), number > 0 else {
      return nil
    }
    switch text[..<colon] {
    case "localhost", "127.0.0.1": return .port(address: "127.0.0.1", number: number)
    case "[::1]": return .port(address: "::1", number: number)
    case let host where host.hasPrefix("127.") && host.allSatisfy({ $0.isNumber || $0 == "." }):
      return .port(address: String(host), number: number)
    default: return nil
    }
  }
}
