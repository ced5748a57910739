/// What a country is called in addresses.
struct CountryName: Sendable {
  /// As posts abroad know it.
  let english: String
  private let others: Set<String>

  /// - Parameter code: ISO 3166-1 alpha-2; nil for one that is not assigned.
  init?(code: String) {
    guard let known = Self.all[code] else { return nil }
    self = known
  }

  private init(_ names: [String]) {
    english = names[0]
    others = Set(names.map { $0.lowercased() })
  }

  /// True when the address names the country: in its last line or behind the last comma, or as addresses in Han
  /// characters do, at its very beginning. A town of the same name, `L-1234 Luxembourg`, does not count.
  func isSaid(in address: [String]) -> Bool {
    guard let first = address.first, let last = address.last?.lowercased() else { return false }
    let behindComma = last.split { $0 == "," || $0 == "，" || $0 == "、" }.last ?? ""
    if others.contains(last) || others.contains(Self.withoutEdges(behindComma)) { return true }
    return others.contains { name in
      first.hasPrefix(name) && name.unicodeScalars.first.map(DisplayWidth.isWide) ?? false
    }
  }

  /// Without spaces and full stops at its ends.
  private static func withoutEdges(_ text: Substring) -> String {
    let isEdge = { (character: Character) in character == " " || character == "." }
    return String(text.drop(while: isEdge).reversed().drop(while: isEdge).reversed())
  }

  private static let all: [String: CountryName] = {
    var all: [String: CountryName] = [:]
    for line in table.split(separator: "\n") {
      all[String(line.prefix(2))] = CountryName(line.dropFirst(3).split(separator: "|").map(String.init))
    }
    return all
  }()
}
