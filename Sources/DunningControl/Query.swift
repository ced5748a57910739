import Dunning
import DunningAPI
import DunningStore
import Hummingbird

/// The words after the `?` of a request.
struct Query {
  private let request: Request

  init(_ request: Request) { self.request = request }

  subscript(_ name: String) -> String? {
    request.uri.queryParameters.get(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  func flag(_ name: String) throws -> Bool {
    switch self[name] {
    case nil, "false": return false
    case "true", "1": return true
    case .some(let text):
      throw Problem(.invalidValue, detail: "\(name) cannot be \(quoted(text))", field: name, hint: "true or false")
    }
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _ type: Choice.Type) throws -> Choice?
  where Choice.RawValue == String {
    guard let text = self[name] else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    throw Problem(
      .invalidValue, detail: "\(name) cannot be \(quoted(text))", field: name,
      hint: nearest(to: text, in: words).map { "did you mean \($0)?" } ?? "one of \(words.joined(separator: ", "))")
  }

  func limit() throws -> Int {
    guard let text = self["limit"] else { return ControlLimits.pageDefault }
    if let limit = Int(text), (1...DocketLimits.pageMax).contains(limit) { return limit }
    throw Problem(
      .invalidValue, detail: "limit cannot be \(quoted(text))", field: "limit",
      hint: "a number from 1 to \(DocketLimits.pageMax)")
  }
}

extension Request {
  var isDryRun: Bool { uri.queryParameters.get("dry_run") == "true" }

  /// The body as a value; nil when there is none.
  func optionalJSON<T: Decodable>(_ type: T.Type, knownFields: some Sequence<String>) async throws -> T? {
    let bytes = try await body()
    return bytes.isEmpty ? nil : try StrictJSON.decode(type, from: bytes, knownFields: knownFields)
  }
}

extension ControlContext {
  /// A part of the path, with its percent escapes undone.
  func text(_ name: String) throws -> String {
    guard let text = parameters.get(name)?.removingPercentEscapes else {
      throw Problem(.malformedRequest, detail: "the path is not UTF-8 in percent escapes")
    }
    return text
  }
}

extension String {
  fileprivate var removingPercentEscapes: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
