/// Judges what stands directly before and behind a reference in a text: whether it is the whole of it.
struct ReferenceBoundary {
  let runs: [ReferenceRun]
  let range: ClosedRange<Int>
  /// Whether digits are a whole reference by their check digits: letters before them are none of it.
  let isChecked: Bool
  /// Where other references begin and end.
  let starts: Set<Int>
  let ends: Set<Int>

  var cautions: [Caution] { [before, behind] }

  private var before: Caution {
    let (index, run) = (range.lowerBound, runs[range.lowerBound])
    guard index > 0, !ends.contains(index - 1) else { return .none }
    let previous = runs[index - 1]
    switch run.gap {
    case .none, .joint: return previous.kind == .signs ? .none : tightBefore(run, previous)
    case .line where previous.kind == .letters && Self.isStray(previous): return hangingBefore(previous)
    case .line, .blank:
      guard run.kind == .digits else { return .none }
      if previous.kind == .digits, previous.mark == nil { return Caution(.amount, "other digits stand before it") }
      if isChecked, Self.invoice.contains(previous.text), !Self.anyNumber.contains(previous.text) {
        return Caution(.amountAndDebtor, "\(previous.text) before it may belong to it")
      }
      return Self.others.contains(previous.text)
        ? Caution(.amount, "\(previous.text) before it may say that it is no invoice") : .none
    case .comma, .other: return .none
    }
  }

  private func tightBefore(_ run: ReferenceRun, _ previous: ReferenceRun) -> Caution {
    let longer = "\(previous.text) hangs on it: it may be another reference"
    switch (run.kind, previous.kind) {
    case (.digits, .digits): return previous.mark == .date ? .none : Caution(.person, longer)
    case (.digits, _):
      let short = isChecked ? Self.anyNumber : Self.invoice
      let isWord = short.contains(previous.text) || previous.text.utf8.count > 3
      return isWord && !Self.others.contains(previous.text) ? .none : Caution(.person, longer)
    case (_, .digits): return Caution(.amount, longer)
    default: return Self.isHyphen(run.gap) ? Caution(.amount, longer) : .none
    }
  }

  private var behind: Caution {
    let index = range.upperBound + 1
    guard index < runs.count, !starts.contains(index) else { return .none }
    let (last, next) = (runs[range.upperBound], runs[index])
    let isOther = (next.mark == .date || next.mark == .amount) && next.mark != last.mark
    guard !isOther, next.kind != .signs else { return .none }
    let longer = Caution(.person, "\(next.text) hangs on it: it may be another reference")
    switch next.gap {
    case .none: return last.kind == .digits && next.text.utf8.count > 2 ? .none : longer
    case .joint: return jointBehind(next, longer)
    case .line: return lineBehind(last, next, longer)
    case .blank:
      let isShort = range.reduce(0) { $0 + (runs[$1].kind == .digits ? runs[$1].text.utf8.count : 0) } < 6
      return last.kind == .digits && next.kind == .digits && isShort
        ? Caution(.amount, "\(next.text) behind it may belong to it") : .none
    case .comma:
      let isNumber = range.count == 1 && last.kind == .digits && next.kind == .digits && next.text.utf8.count <= 2
      return isNumber ? Caution(.person, "it may be an amount") : .none
    case .other: return .none
    }
  }

  /// Nobody knows whether the next line goes on with the word: a single character does.
  private func lineBehind(_ last: ReferenceRun, _ next: ReferenceRun, _ longer: Caution) -> Caution {
    if next.text.utf8.count == 1, !SearchLimits.and.contains(next.text) { return longer }
    return last.kind == next.kind && (last.kind == .digits || next.text.utf8.count < 3)
      ? Caution(.amount, "a line ends behind it, and \(next.text) may belong to it") : .none
  }

  /// One or two letters at the end of a line that are no word.
  static func isStray(_ run: ReferenceRun) -> Bool {
    run.text.utf8.count < 3 && !invoice.contains(run.text) && !SearchLimits.and.contains(run.text)
  }

  private func hangingBefore(_ previous: ReferenceRun) -> Caution {
    let needs = previous.text.utf8.count == 1 ? Finding.Needs.person : .amount
    return Caution(needs, "a line ends before it, and \(previous.text) may belong to it")
  }

  private func jointBehind(_ next: ReferenceRun, _ longer: Caution) -> Caution {
    guard next.kind == .letters else { return longer }
    if next.text == runs[range.lowerBound].text { return .none }
    guard next.text.utf8.count > 2 else { return longer }
    return Self.isHyphen(next.gap) ? Caution(.amount, longer.because) : .none
  }

  private static func isHyphen(_ gap: ReferenceRun.Gap) -> Bool { gap == .joint("-") || gap == .joint("_") }

  /// Words and their short forms that name an invoice.
  static let invoice: Set<String> = [
    "RE", "RG", "R", "RNR", "RGNR", "RECH", "INV", "IN", "FA", "FAC", "FACT", "FT", "F", "NR", "NO", "N", "NUM", "REF",
    "BIL", "FV", "REC", "RN", "RENR", "BILL",
  ]

  /// Words before any number.
  private static let anyNumber: Set<String> = ["NR", "NO", "NUM", "N", "REF", "KID", "OCR", "OGM", "VCS"]

  /// Words that name other papers with numbers of their own.
  static let others: Set<String> = [
    "AB", "GS", "LS", "PO", "SO", "CN", "GUTSCHRIFT", "LIEFERSCHEIN", "AUFTRAG", "ANGEBOT", "AVOIR", "PROJEKT",
    "TICKET",
  ]
}
