import Dunning

extension Section {
  /// `mon-fri`, `sat`, or a list of such; nil with a report when it is none.
  func weekdays(_ key: String) -> Set<Weekday>? {
    guard let texts = texts(key) else { return nil }
    var days: Set<Weekday> = []
    for (text, mark) in texts {
      for part in text.split(separator: ",", omittingEmptySubsequences: false).map({ $0.filter { $0 != " " } }) {
        let words = part.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let ends = words.compactMap { choice($0, key: key, at: mark, Weekday.self) }
        guard ends.count == words.count, let first = ends.first, let last = ends.last else { return nil }
        guard ends.count <= 2 else {
          findings.error(
            "\(key) cannot be \(quoted(text))", at: mark, suggestion: "write for example mon-fri, or [mon, wed, fri]")
          return nil
        }
        days.formUnion(Weekday.span(from: first, to: last))
      }
    }
    if !days.isEmpty { return days }
    findings.error("\(key) names no day", at: self.mark(of: key), suggestion: "write for example mon-fri")
    return nil
  }
}

extension Weekday {
  /// The days from one to the other, over the end of the week where it lies between them.
  static func span(from first: Weekday, to last: Weekday) -> Set<Weekday> {
    let week = Weekday.allCases
    guard let start = week.firstIndex(of: first), let end = week.firstIndex(of: last) else { return [] }
    return Set(start <= end ? Array(week[start...end]) : Array(week[start...] + week[...end]))
  }
}
