/// Looks for the references of claims in what an entry says.
struct ReferenceSearch {
  let segments: [RemittanceSegment]
  let book: any MatchBook
  private let shapes: Set<ReferenceShape>

  init(_ entry: MatchEntry, book: any MatchBook) {
    shapes = book.shapes
    segments = RemittanceSegment.segments(of: entry)
    self.book = book
  }

  /// Whether there is more than is searched.
  var isTooLong: Bool { segments.reduce(0) { $0 + $1.runs.count } > MatchLimits.runsMax }

  /// The claims whose whole references stand in it, one finding for each place.
  func named() throws -> [Finding] {
    let places = segments.indices.flatMap(spans)
    guard !places.isEmpty else { return [] }
    let found = try book.claims(under: Set(places.flatMap(\.keys)))
    guard !found.isEmpty else { return [] }
    let longest = Self.longest(places.filter { $0.keys.contains { found[$0] != nil } })
    var findings: [Finding] = []
    for place in longest {
      let own = self.findings(at: place, found)
      findings += own
      if own.count == 1, let first = own.first { findings += try completions(behind: first, findings: findings) }
    }
    return try judged(findings)
  }

  /// Runs that belong together perhaps.
  struct Place {
    let segment: Int
    let range: ClosedRange<Int>
    let text: String
    let keys: [ReferenceKey]

    func overlaps(_ other: Place) -> Bool { segment == other.segment && range.overlaps(other.range) }
  }

  private func spans(in segment: Int) -> [Place] {
    let runs = segments[segment].runs
    return runs.indices.flatMap { spans(from: $0, of: runs, in: segment) }
  }

  private func spans(from start: Int, of runs: [ReferenceRun], in segment: Int) -> [Place] {
    var places: [Place] = []
    var (length, hasDigits, shape) = (0, false, ReferenceShape(.whole))
    for end in start..<min(start + SearchLimits.runsMax, runs.count) {
      length += runs[end].text.utf8.count
      guard end == start || runs[end].isJoined, length <= SearchLimits.bytesMax else { break }
      shape.append(runs[end].text.utf8.count, isDigits: runs[end].kind == .digits)
      hasDigits = hasDigits || runs[end].kind == .digits
      guard hasDigits else { continue }
      let slice = runs[start...end]
      let isWhole = shapes.contains(shape)
      guard isWhole || runs[start].kind == .digits || runs[start].text.hasPrefix("RF") else { continue }
      let text = slice.reduce(into: "") { $0 += $1.text }
      let keys = keys(of: text, slice)
      if !keys.isEmpty { places.append(Place(segment: segment, range: start...end, text: text, keys: keys)) }
    }
    return places
  }

  private func keys(of text: String, _ runs: ArraySlice<ReferenceRun>) -> [ReferenceKey] {
    let whole = ReferenceKey(.whole, text)
    return known(Self.isCheckable(text, runs) ? [ReferenceKey.checked(text), whole] : [whole])
  }

  /// Those that some claim may have.
  func known(_ keys: [ReferenceKey]) -> [ReferenceKey] { keys.filter { shapes.contains($0.shape) } }

  /// Digits in groups, as those who print a checked reference set them: only that of Belgium has signs in it.
  private static func isCheckable(_ text: String, _ runs: ArraySlice<ReferenceRun>) -> Bool {
    if text.hasPrefix("RF") { return true }
    guard text.utf8.allSatisfy(isDigit), runs.allSatisfy({ $0.mark == runs.first?.mark }) else { return false }
    if text.utf8.count == 12 { return true }
    // Noughts in a group of their own are of an amount, but where a Swiss reference begins with them.
    if runs.count > 1, text.utf8.count < 20, runs.first?.text.allSatisfy({ $0 == "0" }) ?? true { return false }
    return runs.dropFirst().allSatisfy { $0.gap == .blank || $0.gap == .line }
  }

  /// Of places that overlap the longest, in the order of the text.
  private static func longest(_ places: [Place]) -> [Place] {
    var kept: [Place] = []
    for place in places.sorted(by: { $0.text.utf8.count > $1.text.utf8.count })
    where !kept.contains(where: place.overlaps) {
      kept.append(place)
    }
    return kept.sorted { ($0.segment, $0.range.lowerBound) < ($1.segment, $1.range.lowerBound) }
  }

  /// One finding, or several that nothing tells apart.
  private func findings(at place: Place, _ found: [ReferenceKey: [MatchClaim]]) -> [Finding] {
    var findings: [Finding] = []
    for key in place.keys {
      for claim in found[key] ?? [] where !findings.contains(where: { $0.claim.id == claim.id }) {
        let how = key.kind == .checked ? Finding.How.checked : .whole
        findings.append(Finding(claim, how, segment: place.segment, range: place.range, quote: place.text))
      }
    }
    guard findings.count > 1 else { return findings }
    let exact = findings.filter { isExact($0) }
    for index in findings.indices {
      findings[index].share(isCutSo: exact.count == 1 && exact[0].claim.id == findings[index].claim.id)
    }
    return findings
  }

  /// Whether the text cuts the reference where the claim does, the ends of lines left out of account.
  private func isExact(_ finding: Finding) -> Bool {
    if finding.how == .checked { return true }
    let runs = segments[finding.segment].runs[finding.range]
    let (cut, joined) = (runs.map(\.text), Self.joinedAtLines(runs))
    let references = [finding.claim.reference] + finding.claim.paymentReferences.map(\.text)
    return references.contains { reference in
      let own = SquashedText(reference).runs.map(\.text)
      return own == cut || own == joined
    }
  }

  /// The runs' texts, with what the end of a line cut in two as one.
  static func joinedAtLines(_ runs: ArraySlice<ReferenceRun>) -> [String] {
    var texts: [String] = []
    var kind: ReferenceRun.Kind?
    for run in runs {
      if run.gap == .line, run.kind == kind, let last = texts.indices.last {
        texts[last] += run.text
      } else {
        texts.append(run.text)
      }
      kind = run.kind
    }
    return texts
  }

  /// `0208` behind `RE-2026-0207`, in a list.
  private func completions(behind first: Finding, findings: [Finding]) throws -> [Finding] {
    let runs = segments[first.segment].runs
    guard first.how == .whole, let last = runs[first.range].last, last.kind == .digits else { return [] }
    // A number as long as the whole of it, as a year behind it, is one of a list where the text says what it lists.
    let isNamed = segments[first.segment].names(first.range)
    var (completed, index): ([Finding], Int) = ([], first.range.upperBound + 1)
    while index < runs.count, completed.count < MatchLimits.candidatesMax {
      if SearchLimits.and.contains(runs[index].text) { index += 1 }
      guard index < runs.count, runs[index].kind == .digits, runs[index].mark == nil, !runs[index].gap.isHyphen,
        runs[index].text.utf8.count <= last.text.utf8.count,
        runs[index].text.utf8.count < first.quote.utf8.count || isNamed
      else { break }
      let key = ReferenceKey(.whole, first.quote.dropLast(runs[index].text.utf8.count) + runs[index].text)
      let claims = try known([key]).isEmpty ? [] : book.claims(under: [key])[key] ?? []
      guard claims.count == 1, let claim = claims.first, claim.id != first.claim.id else { break }
      completed.append(
        Finding(claim, .completed, segment: first.segment, range: index...index, quote: runs[index].text))
      index += 1
    }
    return completed
  }

  private func judged(_ findings: [Finding]) throws -> [Finding] {
    try findings.map { finding in
      var finding = finding
      let segment = segments[finding.segment]
      let others = findings.filter { $0.segment == finding.segment && $0.range != finding.range }
      let boundary = ReferenceBoundary(
        runs: segment.runs, range: finding.range, isChecked: finding.how == .checked,
        starts: Set(others.map(\.range.lowerBound)),
        ends: Set(others.map(\.range.upperBound)))
      finding.require(ReferenceForm(finding, in: segment).caution)
      if finding.how != .checked, finding.how != .completed, !isExact(finding) { finding.require(form(of: finding)) }
      if segment.field != .structured { for caution in boundary.cautions { finding.require(caution) } }
      if finding.how == .checked, let notice = PaymentReference.notice(quotedAs: finding.quote),
        try !book.claims(ofNotice: notice).isEmpty
      {
        finding.require(.amountAndDebtor, "it is what \(notice) quoted as well")
      }
      return finding
    }
  }

  /// A short reference that is cut otherwise may be another one, and so may one with a single digit cut off.
  private func form(of finding: Finding) -> Caution {
    let runs = segments[finding.segment].runs[finding.range]
    let isCutOff = zip(runs, runs.dropFirst()).contains { first, second in
      guard case .joint = second.gap, first.kind == .digits, second.kind == .digits else { return false }
      return min(first.text.utf8.count, second.text.utf8.count) == 1
    }
    if isCutOff { return Caution(.person, "it is written otherwise") }
    let isShort = finding.quote.utf8.count(where: isDigit) < 6
    return isShort ? Caution(.amountAndDebtor, "it is written otherwise, and short") : .none
  }

  /// Whether the text names something of the same make that no claim is called: the end of a list, say.
  func hasStranger(besides findings: [Finding]) -> Bool {
    findings.contains { finding in
      guard finding.how == .whole || finding.how == .completed else { return false }
      let runs = segments[finding.segment].runs
      let covered = Set(findings.filter { $0.segment == finding.segment }.flatMap { Array($0.range) })
      return isCompletionUnknown(behind: finding.range.upperBound, of: runs, covered)
        || runs.indices.contains { start in
          let range = start...(start + finding.range.count - 1)
          return range.upperBound < runs.count && covered.isDisjoint(with: range)
            && isKin(runs[range], of: runs[finding.range])
        }
    }
  }

  private func isCompletionUnknown(behind end: Int, of runs: [ReferenceRun], _ covered: Set<Int>) -> Bool {
    var index = end + 1
    let isList = index < runs.count && SearchLimits.and.contains(runs[index].text)
    if isList { index += 1 }
    guard index < runs.count, !covered.contains(index), runs[index].kind == .digits, runs[index].mark == nil else {
      return false
    }
    return runs[index].text.utf8.count == runs[end].text.utf8.count && runs[index].gap != .line
  }

  /// The same letters before as many digits.
  private func isKin(_ runs: ArraySlice<ReferenceRun>, of others: ArraySlice<ReferenceRun>) -> Bool {
    guard others.first?.kind == .letters, runs.dropFirst().allSatisfy(\.isJoined) else { return false }
    return zip(runs, others).allSatisfy { run, other in
      run.kind == other.kind && run.mark == nil
        && (run.kind == .digits ? run.text.utf8.count == other.text.utf8.count : run.text == other.text)
    }
  }
}

enum SearchLimits {
  /// Runs of one reference, as a bank's lines and groups of four cut it.
  static let runsMax = 10
  /// Bytes of one reference, squashed.
  static let bytesMax = 60
  /// The first number of so many digits that ordinary texts have none like it.
  static let longNumber: Int64 = 100_000
  /// Words between the last two of a list.
  static let and: Set<String> = ["UND", "U", "AND", "ET", "EN", "Y", "E", "OCH", "OG", "JA", "和", "及", "と"]
}

extension ReferenceRun.Gap {
  var isHyphen: Bool { self == .joint("-") || self == .joint("_") || self == .joint(".") }
}
