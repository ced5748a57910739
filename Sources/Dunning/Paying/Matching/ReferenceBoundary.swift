/// Judges what stands directly before and behind a reference in a text: whether it is the whole of it.
struct ReferenceBoundary {
  let runs: [ReferenceRun]
  let range: ClosedRange<Int>
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
    case .line, .blank:
      guard run.kind == .digits else { return .none }
      if previous.kind == .digits, previous.mark == nil { return Caution(.amount, "other digits stand before it") }
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
      let isWord = Self.invoice.contains(previous.text) || previous.text.utf8.count > 3
      return isWord && !Self.others.contains(previous.text) ? .none : Caution(.amount, longer)
    case (_, .digits): return Caution(.amount, longer)
    default: return Self.isHyphen(run.gap) ? Caution(.amount, longer) : .none
    }
  }

  private var behind: Caution {
    let index = range.upperBound + 1
    guard index < runs.count, !starts.contains(index) else { return .none }
    let (last, next) = (runs[range.upperBound], runs[index])
    guard next.mark != .date, next.mark != .amount, next.kind != .signs else { return .none }
    let longer = Caution(.person, "\(next.text) hangs on it: it may be another reference")
    switch next.gap {
    case .none: return last.kind == .digits && next.text.utf8.count > 2 ? .none : longer
    case .joint: return jointBehind(next, longer)
    case .line:
      return last.kind == next.kind && (last.kind == .digits || next.text.utf8.count < 3)
        ? Caution(.amount, "a line ends behind it, and \(next.text) may belong to it") : .none
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

  /// Words that name other papers with numbers of their own.
  static let others: Set<String> = [
    "AB", "GS", "LS", "PO", "SO", "CN", "GUTSCHRIFT", "LIEFERSCHEIN", "AUFTRAG", "ANGEBOT", "AVOIR", "PROJEKT",
    "TICKET",
  ]
}
