import Glibc

/// A question to the person at the keyboard.
enum Question {
  static var canAnswer: Bool { isatty(0) == 1 }

  /// The line that the person types, without spaces around it; nothing at the end of input.
  static func answer() -> String {
    String((readLine() ?? "").filter { !$0.isWhitespace })
  }
}
