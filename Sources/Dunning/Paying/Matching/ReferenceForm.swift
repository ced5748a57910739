/// How much a reference says by its own shape: a short number is in every other text.
struct ReferenceForm {
  private let finding: Finding
  private let segment: RemittanceSegment
  private let digits: Int
  private let letters: Int

  init(_ finding: Finding, in segment: RemittanceSegment) {
    self.finding = finding
    self.segment = segment
    digits = finding.quote.utf8.count(where: isDigit)
    letters = finding.quote.count - digits
  }

  var caution: Caution {
    switch finding.how {
    case .checked: checked
    case .completed: Caution(.amount, "it is only the end of a reference")
    case .whole: letters == 0 ? number(least: 6) : lettered
    case .loose: loose
    }
  }

  private var runs: ArraySlice<ReferenceRun> { segment.runs[finding.range] }

  private var mark: ReferenceRun.Mark? { runs.lazy.compactMap(\.mark).first }

  private var checked: Caution { segment.field == .structured || letters > 0 ? .none : number(least: 6) }

  private func number(least: Int) -> Caution {
    if let mark { return Caution(.person, "it seems to be \(mark.rawValue)") }
    if digits < least { return short("it is a short number") }
    if segment.field == .endToEnd { return Caution(.amount, "it is a number of the one who paid") }
    return isDay && finding.how == .whole ? Caution(.amount, "it may be a date") : .none
  }

  private var lettered: Caution {
    let words = runs.filter { $0.kind == .letters }.map(\.text)
    if words.allSatisfy(Self.times.contains) { return Caution(.amountAndDebtor, "it may be a span of time") }
    let isShort = digits + letters < 5 || (letters == 1 && digits < 6)
    return isShort ? short("it is a short reference") : .none
  }

  /// What is so short stands in ordinary texts, as the number of a flat, a room, a year: it is believed where the text says
  /// that it is an invoice's, or with who paid and the sum.
  private func short(_ because: String) -> Caution {
    Caution(segment.names(finding.range) ? .amountOrDebtor : .amountAndDebtor, because)
  }

  private var loose: Caution {
    digits < 6
      ? Caution(.amountAndDebtor, "it is a short number without its letters or noughts")
      : Caution(.amount, "its letters or noughts are missing")
  }

  /// `20260207`, `07022026`, `070226`.
  private var isDay: Bool {
    let text = finding.quote
    guard text.utf8.count == 8 || text.utf8.count == 6 else { return false }
    let short = text.utf8.count == 6
    let first = (year: text.prefix(short ? 2 : 4), rest: text.suffix(4))
    let last = (year: text.suffix(short ? 2 : 4), rest: text.prefix(4))
    return isDay(year: first.year, month: first.rest.prefix(2), day: first.rest.suffix(2))
      || isDay(year: last.year, month: last.rest.suffix(2), day: last.rest.prefix(2))
  }

  private func isDay(year: Substring, month: Substring, day: Substring) -> Bool {
    guard let year = Int(year), let month = Int(month), let day = Int(day) else { return false }
    let full = year < 100 ? 2_000 + year : year
    return (2_000...2_049).contains(full) && CivilDate(year: full, month: month, day: day) != nil
  }

  /// Months and the like, which whoever pays writes beside a year.
  private static let times: Set<String> = Set(
    """
    JAN JANUAR JANUARY FEB FEBRUAR FEBRUARY MRZ MAR MARZ MÄRZ MARCH APR APRIL MAI MAY JUN JUNI JUNE JUL JULI JULY AUG \
    AUGUST SEP SEPT SEPTEMBER OKT OKTOBER OCT OCTOBER NOV NOVEMBER DEZ DEZEMBER DEC DECEMBER KW Q QUARTAL WEEK JAHR
    """.split(separator: " ").map(String.init))
}
