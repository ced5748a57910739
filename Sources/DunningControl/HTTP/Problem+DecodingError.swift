import DunningAPI

extension Problem {
  /// The problem of a value that could not be read from a well-formed body; `members`, what the body contains, tells a
  /// number from a string in a hint.
  init(_ error: DecodingError, members: [JSONScanner.Member] = []) {
    switch error {
    case .keyNotFound(let key, let context):
      let field = Self.path(context.codingPath + [key])
      self.init(.missingField, detail: "the field \"\(field)\" is missing", field: field)
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      let field = Self.path(context.codingPath)
      let sent = members.first { $0.path == field }?.kind
      self.init(
        .wrongType, detail: "\(Self.name(field)) must be \(Self.noun(type))", field: field.isEmpty ? nil : field,
        hint: type == String.self && sent == .number ? "put the number in quotes, such as \"1234.56\"" : nil)
    case .dataCorrupted(let context):
      let field = Self.path(context.codingPath)
      self.init(
        .invalidValue, detail: "\(Self.name(field)) is not accepted: \(context.debugDescription)",
        field: field.isEmpty ? nil : field)
    @unknown default:
      self.init(.invalidValue, detail: "the body is not accepted: \(error)")
    }
  }

  private static func name(_ field: String) -> String { field.isEmpty ? "the body" : "the field \"\(field)\"" }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let position = key.intValue {
        path += "[\(position)]"
      } else {
        path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
  }

  private static func noun(_ type: any Any.Type) -> String {
    let name = String(describing: type)
    return switch name {
    case "String": "a string"
    case "Bool": "true or false"
    case "Double", "Float": "a number"
    case _ where type is any BinaryInteger.Type: "a whole number"
    case _ where name.hasPrefix("Dictionary"): "an object"
    case _ where name.hasPrefix("Array"): "an array"
    default: "another type"
    }
  }
}
