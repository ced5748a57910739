/// A JSON document as it came: the order of its keys and the digits of its numbers stay what they were.
///
/// What the daemon answers is passed through with this type, so that keys that this program does not know reach the
/// user, and nothing is rounded on the way.
indirect enum JSONValue: Hashable, Sendable {
  struct Member: Hashable, Sendable {
    var key: String
    var value: JSONValue
  }

  case null
  case bool(Bool)
  /// The digits as they were written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The value at `next.step`; nil when there is none, or when it is null.
  func value(at path: String) -> JSONValue? {
    var value = self
    for key in path.split(separator: ".") {
      guard let inner = value[String(key)] else { return nil }
      value = inner
    }
    return value == .null ? nil : value
  }

  var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
