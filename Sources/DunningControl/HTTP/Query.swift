import Dunning
import DunningAPI
import DunningBytes
import DunningIntake
import DunningStore
import Hummingbird

/// The parameters after the `?` of a request. `+` stands for itself, as in an address; a space is `%20`.
struct Query {
  private let pairs: [(name: String, value: String)]

  /// - Throws: the problem `malformed-request`.
  init(_ request: Request) throws {
    pairs = try (request.uri.query ?? "").split(separator: "&").map { pair in
      let end = pair.firstIndex(of: "=") ?? pair.endIndex
      guard let name = pair[..<end].removingPercentEscapes, let value = pair[end...].dropFirst().removingPercentEscapes
      else {
        throw Problem(
          .malformedRequest, detail: "the query is not UTF-8 in percent escapes", hint: "a % of its own is written %25")
      }
      return (name, value)
    }
  }

  /// The value of a parameter; nil also when it is empty.
  subscript(_ name: String) -> String? {
    pairs.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  /// Refuses what the route would pass over in silence: a misspelt `dry_run` must not enqueue.
  ///
  /// - Throws: the problems `unknown-field` and `duplicate-field`.
  func requireOnly(_ known: [String]) throws {
    for (index, pair) in pairs.enumerated() {
      guard known.contains(pair.name) else {
        let near = nearest(to: pair.name, in: known).map { "did you mean \($0)?" }
        throw Problem(
          .unknownField, detail: "there is no parameter \(quoted(pair.name)) here", field: pair.name,
          hint: near ?? (known.isEmpty ? "this route takes none" : "known are \(known.joined(separator: ", "))"))
      }
      guard !pairs[..<index].contains(where: { $0.name == pair.name }) else {
        throw Problem(.duplicateField, detail: "the parameter \(pair.name) is given twice", field: pair.name)
      }
    }
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
    try self[name].map { try DunningIntake.choice($0, name, type) }
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
  /// - Throws: the problem `invalid-value` for anything but true and false: half a word must not enqueue.
  var isDryRun: Bool { get throws { try Query(self).flag("dry_run") } }

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

extension StringProtocol {
  fileprivate var removingPercentEscapes: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(Hex.value(of:)), let low = rest.popFirst().flatMap(Hex.value(of:)) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
