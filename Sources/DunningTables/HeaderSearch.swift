/// Looks for the header among the first lines, and keeps what stands before it.
final class HeaderSearch {
  private let isWanted: ([String]) -> Bool
  private var seen: [[String]] = []
  private var isFound = false

  init(_ isWanted: @escaping ([String]) -> Bool) { self.isWanted = isWanted }

  /// The cells of the lines before the header; none where there is no header, since they are rows then.
  var titles: [[String]] { isFound ? seen : [] }

  func isHeader(_ cells: [String]) -> Bool {
    if isFound { return isWanted(cells) }
    isFound = isWanted(cells)
    if !isFound { seen.append(cells) }
    return isFound
  }
}
