import DunningConfiguration
import Foundation
import Testing

/// The schema for editors knows what the reader knows: each place is asked what it takes, and says so in its mistake.
@Suite("The schema of the configuration")
struct SchemaTests {
  private typealias Object = [String: Any]
  private let places: [(path: [String], schema: Object)]

  init() throws {
    let data = try Data(contentsOf: Fixtures.vendor.appending(path: "dunningd.schema.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
    places = Self.places(root, [])
  }

  /// Every schema below this one with the keys that lead to it: `*` for a name that the file gives, `[]` for an element.
  private static func places(_ schema: Object, _ path: [String]) -> [(path: [String], schema: Object)] {
    var found = [(path, schema)]
    for (name, value) in schema["properties"] as? Object ?? [:] {
      if let value = value as? Object { found += places(value, path + [name]) }
    }
    if let value = schema["additionalProperties"] as? Object { found += places(value, path + ["*"]) }
    if let value = schema["items"] as? Object { found += places(value, path + ["[]"]) }
    for value in schema["anyOf"] as? [Object] ?? [] { found += places(value, path) }
    return found
  }

  private static var ladder: Object { ["steps": [["name": "a", "at": "due+1d", "tone": "reminder"]]] }
  private static var creditor: Object {
    [
      "name": "X", "address": ["Y"], "country": "DE", "from": "x@y.example", "iban": "DE89370400440532013000",
      "language": "de", "time_zone": "Europe/Berlin",
    ]
  }

  /// A file with this value at the place, and what else the reader needs to get there.
  private static func file(_ path: [String], _ value: Any) throws -> String {
    var value = value
    for (index, key) in path.enumerated().reversed() {
      if key == "[]" {
        value = [value]
      } else {
        var mapping: Object = [key == "*" ? "x" : key: value]
        // What has to be there before the reader looks at the rest.
        if path.first == "policies", index == 2, key != "steps" { mapping.merge(Self.ladder) { $1 } }
        if path.first == "creditors", index == 2 { mapping = Self.creditor.merging(mapping) { $1 } }
        if index > 0, path[index - 1] == "statement_of_account", key != "day" { mapping["day"] = "1" }
        value = mapping
      }
    }
    return String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
  }

  /// What the reader says it takes in place of a word that nobody knows.
  private static func taken(_ path: [String], _ value: Any, _ opening: String) throws -> [Set<String>] {
    do {
      _ = try read(try file(path, value))
      return []
    } catch let error as ConfigurationError {
      return error.diagnostics.compactMap(\.suggestion).filter { $0.hasPrefix(opening) }
        .map { Set($0.dropFirst(opening.count).split(separator: ", ").map(String.init)) }
    }
  }

  @Test("each mapping has the keys that the reader takes there, and no other")
  func keys() throws {
    let mappings = places.filter { $0.schema["additionalProperties"] as? Bool == false }
    #expect(mappings.count >= 29)
    for (path, schema) in mappings {
      let known = Set((schema["properties"] as? Object ?? [:]).keys)
      let taken = try Self.taken(path, ["zzzzzzzz": "1"], "known are ")
      #expect(taken.contains(known), "\(path.joined(separator: ".")): \(taken)")
    }
  }

  @Test("each choice has the words that the reader takes there, and no other")
  func words() throws {
    let choices = places.filter { $0.schema["enum"] != nil }
    #expect(choices.count >= 28)
    for (path, schema) in choices {
      let known = Set(schema["enum"] as? [String] ?? [])
      let taken = try Self.taken(path, "zzzzzzzz", "it is one of ")
      #expect(taken.contains(known), "\(path.joined(separator: ".")): \(taken)")
    }
  }

  @Test("the commented reference names it for editors")
  func modeline() throws {
    let text = try String(contentsOf: Fixtures.vendor.appending(path: "dunningd.yaml"), encoding: .utf8)
    #expect(text.hasPrefix("# yaml-language-server: $schema=/usr/share/dunningd/dunningd.schema.json\n"))
  }
}
