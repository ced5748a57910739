/// A postal address in the parts that a QR-bill asks for.
///
/// - Source: Swiss Implementation Guidelines for the QR-bill 2.3: only structured addresses since 2025-11-22.
package struct SwissAddress: Hashable, Sendable {
  package let name: String
  package let street: String
  package let houseNumber: String
  package let postalCode: String
  package let town: String
  /// ISO 3166-1 alpha-2.
  package let country: String

  /// Reads `Bahnhofstrasse 1`, `8001 Zürich`; nil when the lines are of another shape.
  package init?(name: String, lines: [String], country: String) {
    guard (1...70).contains(name.unicodeScalars.count), lines.count == 2, let street = lines.first,
      let place = lines.last
    else { return nil }
    let words = place.split(separator: " ", maxSplits: 1).map(String.init)
    let (road, number) = Self.divided(street)
    guard words.count == 2, words[0].contains(where: \.isNumber), words[0].utf8.count <= 16,
      words[1].unicodeScalars.count <= 35, road.unicodeScalars.count <= 70, number.utf8.count <= 16
    else { return nil }
    self.name = name
    (self.street, houseNumber) = (road, number)
    (postalCode, town) = (words[0], words[1])
    self.country = country
  }

  /// The seven elements of the code.
  var elements: [String] { ["S", name, street, houseNumber, postalCode, town, country] }

  /// A house number is the last word when it begins with a digit.
  private static func divided(_ street: String) -> (road: String, number: String) {
    guard let space = street.lastIndex(of: " "), street[street.index(after: space)...].first?.isNumber ?? false else {
      return (street, "")
    }
    return (String(street[..<space]), String(street[street.index(after: space)...]))
  }
}
