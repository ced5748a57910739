import Dunning
import DunningTables

extension TableMap {
  /// The map, with what `--set FIELD=VALUE` says in the place of what the map does.
  func with(_ settings: [String]) throws(Failure) -> TableMap {
    var map = self
    let fields = kind == .claims ? MapShelf.claimFields : Kind.statementFields
    for word in settings {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw .usage("--set takes FIELD=VALUE, not \(quoted(word))") }
      guard fields.contains(parts[0]) else {
        let near = nearest(to: parts[0], in: fields).map { "did you mean \($0)?" }
        throw .usage("there is no field \(quoted(parts[0]))", hint: near)
      }
      map.set.removeAll { $0.field == parts[0] }
      map.set.append(Setting(field: parts[0], value: parts[1]))
    }
    return map
  }
}
