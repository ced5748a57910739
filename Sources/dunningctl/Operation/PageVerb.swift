import ArgumentParser
import DunningAPI
import Glibc

/// `dunningctl page`.
struct PageVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "Get a link to the desk, the page in a browser.",
    discussion: """
      The link works once, for a minute, and signs the browser in for twelve
      hours with your rights on this machine. Give it to nobody else.

      EXAMPLES
        dunningctl page
        dunningctl page --open
        dunningctl page --close
      """)

  @Flag(help: "Open it in the browser of this session.")
  var open = false
  @Flag(help: "End all your sessions at the desk.")
  var close = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if open, close { throw ValidationError("--open and --close exclude each other") }
  }

  func run(in session: Session) throws(Failure) {
    close ? try end(in: session) : try begin(in: session)
  }

  private func begin(in session: Session) throws(Failure) {
    let body = try session.ask(.post(["page"]))
    let page = try Wire.decode(PageResponse.self, from: body)
    try session.present(body, as: PageResponse.self, columns: ["url", "until"]) { [printable($0.url)] }
    if open { try Self.openInBrowser(page.url) }
    try session.note("it works once, until \(printable(page.until))")
  }

  private func end(in session: Session) throws(Failure) {
    let body = try session.ask(.post(["page", "close"]))
    try session.present(body, as: PageClosedResponse.self, columns: ["sessions"]) { closed in
      [closed.sessions == 1 ? "1 session ended" : "\(closed.sessions) sessions ended"]
    }
  }

  /// - Source: xdg-open(1), posix_spawn(3).
  private static func openInBrowser(_ url: String) throws(Failure) {
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("xdg-open"), strdup(url), nil]
    defer { for argument in arguments { free(argument) } }
    var (process, status): (pid_t, Int32) = (0, 0)
    guard posix_spawnp(&process, "xdg-open", nil, nil, arguments, environ) == 0,
      waitpid(process, &status, 0) == process,
      status == 0
    else {
      throw Failure(.unreachable, code: "no-browser", "no browser could be started", hint: "open the link yourself")
    }
  }
}
