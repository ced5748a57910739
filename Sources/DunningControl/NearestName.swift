/// The names of `candidates` that `name` may be a misspelling of, nearest first; at most a third of its letters differ.
func nearestNames(to name: String, among candidates: some Sequence<String>, max count: Int = 1) -> [String] {
  let tolerance = max(1, name.count / 3)
  return
    candidates
    .map { (name: $0, distance: editDistance(name, $0)) }
    .filter { $0.distance <= tolerance }
    .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    .prefix(count)
    .map(\.name)
}

/// The number of letters to insert, remove, replace or swap with a neighbour (optimal string alignment).
func editDistance(_ first: String, _ second: String) -> Int {
  let a = Array(first)
  let b = Array(second)
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
