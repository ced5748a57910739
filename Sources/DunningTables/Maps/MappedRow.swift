/// A row of a table as a map reads it.
package struct MappedRow: Hashable, Sendable {
  /// The line of the file on which it begins.
  package let line: Int
  /// What the fields of ours are, in the order of the map; those with nothing in them are left out. Amounts are digits with
  /// a point, days are written as 2026-12-31.
  package var fields: [Field]
  /// All that is wrong with the row; one with faults is not to be used.
  package var faults: [TableFault]

  package struct Field: Hashable, Sendable {
    package let name: String
    package var value: String
  }

  /// The value of a field; nil when it has none.
  package subscript(_ name: String) -> String? {
    get { fields.first { $0.name == name }?.value }
    set {
      let place = fields.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): fields[place].value = value
      case (let place?, nil): fields.remove(at: place)
      case (nil, let value?): fields.append(Field(name: name, value: value))
      case (nil, nil): break
      }
    }
  }
}
