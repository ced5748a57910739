/// The months as people write them, in six languages; three letters are enough where they tell one from the others.
enum MonthWords {
  /// The beginnings of each month's name, in lower case and without accents.
  private static let beginnings: [[String]] = [
    ["jan", "jän", "ene", "gen"], ["feb", "fév", "fev"], ["mar", "mär", "mrz", "mrt", "maa"],
    ["apr", "avr", "abr"], ["may", "mai", "mei", "mag", "mayo"], ["jun", "juin", "giu"], ["jul", "juil", "lug"],
    ["aug", "aoû", "aou", "ago"], ["sep", "set"], ["oct", "okt", "ott"], ["nov"], ["dec", "dez", "déc", "dic"],
  ]

  /// The number of the month whose name stands at the beginning, which is taken away; nil when there is none.
  static func take(from text: inout Substring) -> Int? {
    let word = text.prefix(while: \.isLetter).lowercased()
    let fits = beginnings.enumerated().flatMap { month, names in
      names.filter(word.hasPrefix).map { (month: month + 1, length: $0.count) }
    }
    guard let best = fits.max(by: { $0.length < $1.length }) else { return nil }
    text = text.dropFirst(word.count)
    if text.hasPrefix(".") { text.removeFirst() }
    return best.month
  }
}
