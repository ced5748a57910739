extension JSONValue {
  /// The document on one line, without spaces.
  var json: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): Self.quote(text)
    case .array(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quote($0.key) + ":" + $0.value.json }.joined(separator: ",") + "}"
    }
  }

  /// What stands in the cell of a CSV file: nothing for null, the elements of a list with `;` between them.
  var cell: String {
    switch self {
    case .null: ""
    case .string(let text): text
    case .array(let elements): elements.map(\.cell).joined(separator: ";")
    case .bool, .number, .object: json
    }
  }

  /// Every scalar with the path that leads to it, in the order of the document.
  var leaves: [(path: String, value: JSONValue)] {
    guard case .object(let members) = self else { return [] }
    return members.flatMap { member in
      if case .object = member.value {
        return member.value.leaves.map { (path: "\(member.key).\($0.path)", value: $0.value) }
      }
      return [(path: member.key, value: member.value)]
    }
  }

  private static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
