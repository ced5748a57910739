import Glibc

/// What a stream can show: its width and colour when it is a terminal.
struct Terminal: Sendable {
  /// Columns of the terminal; nil when the stream is none, and nothing is to be cut off.
  var width: Int?
  var hasColour: Bool

  init(width: Int?, hasColour: Bool) {
    self.width = width
    self.hasColour = hasColour
  }

  init(descriptor: Int32) {
    guard isatty(descriptor) == 1 else {
      self.init(width: nil, hasColour: false)
      return
    }
    let plain = Environment.variable("NO_COLOR") != nil || Environment.variable("TERM") == "dumb"
    self.init(width: Self.width(of: descriptor), hasColour: !plain)
  }

  var isTerminal: Bool { width != nil }

  /// The text in colour, where there is any.
  func tinted(_ text: String, _ tint: Tint) -> String {
    guard hasColour, let code = tint.code else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private static func width(of descriptor: Int32) -> Int {
    if let columns = Environment.variable("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

/// What a colour means here.
enum Tint: Sendable {
  case plain
  /// Something failed, or nobody knows whether it did.
  case bad
  /// Something waits for a person.
  case waiting
  case good
  case faint

  /// The parameter of "select graphic rendition" (ECMA-48 8.3.117).
  var code: String? {
    switch self {
    case .plain: nil
    case .bad: "31"
    case .waiting: "33"
    case .good: "32"
    case .faint: "2"
    }
  }

  /// The tint for the state of a claim, a notice, a promise or a follow-up.
  init(state: String) {
    switch state {
    case "failed", "in-doubt", "broken", "partly-kept": self = .bad
    case "held", "awaiting-approval", "deferred", "paused", "disputed", "due": self = .waiting
    default: self = .plain
    }
  }
}
