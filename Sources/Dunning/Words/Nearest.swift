/// The candidate that a person most likely meant: the one with the smallest edit distance, when it is small enough.
package func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
  nearestNames(to: word, in: candidates, max: 1).first
}

/// The candidates that a word may be a misspelling of, nearest first; at most a third of its letters differ.
package func nearestNames(to word: String, in candidates: some Sequence<String>, max count: Int) -> [String] {
  let wanted = Array(word.lowercased().utf8.prefix(64))
  let scored = candidates.map { ($0, editDistance(wanted, Array($0.lowercased().utf8.prefix(64)))) }
  let near = scored.filter { $0.1 <= max(1, wanted.count / 3) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  return near.prefix(count).map(\.0)
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var cost = min(current[column] + 1, last[column + 1] + 1, last[column] + (byte == other ? 0 : 1))
      if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
