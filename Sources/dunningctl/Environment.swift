import Glibc

/// What the caller's environment says.
enum Environment {
  /// The value of a variable; one that is set to nothing counts as not set.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
