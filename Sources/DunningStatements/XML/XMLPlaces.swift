/// The places of a document that are of interest, as a tree: what is not on a path to one of them is skipped.
struct XMLPlaces<Field: Hashable & Sendable>: Sendable {
  struct Place: Sendable {
    /// By the number of an element's name, the index of the place inside this one.
    var inside: [Int: Int] = [:]
    /// What the text there is.
    var field: Field?
    /// What the attribute there is.
    var attribute: (name: String, field: Field)?
    /// Whether somebody wants to know where it begins and ends.
    var group: Field?
  }

  /// The first is where a path begins, at any depth of the document.
  private(set) var places = [Place()]
  /// All names on the paths.
  private(set) var numbers: [String: Int] = [:]

  /// - Parameters:
  ///   - values: `Ntry/Amt` is the text of an element, `Ntry/Amt@Ccy` an attribute of it.
  ///   - groups: elements that hold together what is in them.
  ///   - roots: what stands before every path, in different documents.
  init(under roots: [String], values: [(String, Field)], groups: [(String, Field)]) {
    for root in roots {
      for (path, field) in values {
        let parts = path.split(separator: "@")
        let place = self.place(at: root + "/" + parts[0])
        if parts.count > 1 {
          places[place].attribute = (String(parts[1]), field)
        } else {
          places[place].field = field
        }
      }
      for (path, field) in groups { places[place(at: path.isEmpty ? root : root + "/" + path)].group = field }
    }
  }

  private mutating func place(at path: String) -> Int {
    path.split(separator: "/").reduce(0) { index, name in
      let number = numbers[String(name)] ?? numbers.count
      numbers[String(name)] = number
      if let known = places[index].inside[number] { return known }
      places.append(Place())
      places[index].inside[number] = places.count - 1
      return places.count - 1
    }
  }
}
