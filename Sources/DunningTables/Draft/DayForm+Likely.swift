extension DayForm {
  /// What the days of a column allow to be said of how they are written.
  package enum Likely: Hashable, Sendable {
    /// They can be read in one way only.
    case one(DayForm)
    /// They can be read in several ways, and nobody but a person knows which is meant.
    case several([DayForm])
    /// All but a few of them can be read in one way only; those few are no days in it, such as the 31st of November.
    case mostly(DayForm, except: [String])
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
    guard let first = fits.first else { return mostly(texts) }
    let readings = fits.map { form in texts.map { try? form.read($0) } }
    return readings.allSatisfy { $0 == readings[0] } ? .one(first) : .several(fits)
  }

  /// One cell that was mistyped makes a column of days no riddle.
  private static func mostly(_ texts: [String]) -> Likely {
    guard !texts.isEmpty else { return .none }
    let readable = candidates.map { form in
      // The same: why it is no day in this form says nothing.
      (form, texts.filter { (try? form.read($0)) != nil && form.isPlausible($0) })
    }
    guard let best = readable.max(by: { $0.1.count < $1.1.count }), best.1.count * 10 >= texts.count * 9 else {
      return .none
    }
    guard case .one(let form) = likely(for: best.1) else { return .none }
    return .mostly(form, except: texts.filter { (try? form.read($0)) == nil })
  }

  /// Whether a number is one that a spreadsheet would count a day of our time as.
  private func isPlausible(_ text: String) -> Bool {
    self != .serial || text.count == 5 && ("2"..."6").contains(text.prefix(1))
  }
}
