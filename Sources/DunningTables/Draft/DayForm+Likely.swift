extension DayForm {
  /// What the days of a column allow to be said of how they are written.
  package enum Likely: Hashable, Sendable {
    /// They can be read in one way only.
    case one(DayForm)
    /// They can be read in several ways, and nobody but a person knows which is meant.
    case several([DayForm])
    case none
  }

  /// The forms that are found in the world.
  private static let candidates = [
    "yyyy-mm-dd", "yyyy/mm/dd", "yyyy.mm.dd", "yyyymmdd", "dd.mm.yyyy", "mm.dd.yyyy", "dd.mm.yy", "mm.dd.yy",
    "dd/mm/yyyy",
    "mm/dd/yyyy", "dd/mm/yy", "mm/dd/yy", "dd-mm-yyyy", "mm-dd-yyyy", "dd mmm yyyy", "mmm dd yyyy", "dd-mmm-yyyy",
    "dd-mmm-yy", "yyyy年mm月dd日", "excel",
  ].compactMap(DayForm.init)

  /// - Parameter texts: the cells of a column; those with nothing in them say nothing.
  package static func likely(for texts: [String]) -> Likely {
    let texts = texts.map(\.trimmed).filter { !$0.isEmpty }
    let fits = candidates.filter { form in
      // What is no day in one form may be one in another; the reason is of no use here.
      !texts.isEmpty && texts.allSatisfy { (try? form.read($0)) != nil && form.isPlausible($0) }
    }
    guard let first = fits.first else { return .none }
    let readings = fits.map { form in texts.map { try? form.read($0) } }
    return readings.allSatisfy { $0 == readings[0] } ? .one(first) : .several(fits)
  }

  /// Whether a number is one that a spreadsheet would count a day of our time as.
  private func isPlausible(_ text: String) -> Bool {
    self != .serial || text.count == 5 && ("2"..."6").contains(text.prefix(1))
  }
}
