/// A member of a JSON object by the name that it has on the wire, where a table and no enumeration says which there are.
struct WireName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }

  init?(stringValue: String) { self.init(stringValue) }

  init?(intValue: Int) { nil }
}
