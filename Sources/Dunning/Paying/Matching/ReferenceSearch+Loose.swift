// References that lost their letters or their noughts on the way.

extension ReferenceSearch {
  /// The open claims that numbers in it may be of, besides those that were found whole.
  func loose(besides named: [Finding]) throws -> [Finding] {
    let numbers = segments.indices.flatMap { self.numbers(in: $0, besides: named) }
    let keys = Set(numbers.flatMap(\.keys))
    let found = keys.isEmpty ? [:] : try book.claims(under: keys)
    guard !found.isEmpty else { return [] }
    return numbers.flatMap { number in
      number.keys.flatMap { key in findings(of: number, open: (found[key] ?? []).filter(\.isOpen)) }
    }
  }

  private func numbers(in segment: Int, besides named: [Finding]) -> [Place] {
    let runs = segments[segment].runs
    let covered = Set(named.filter { $0.segment == segment }.flatMap { Array($0.range) })
    let isFree = { (index: Int) in runs[index].kind == .digits && runs[index].mark == nil && !covered.contains(index) }
    return runs.indices.filter(isFree).flatMap { start in
      var places: [Place] = []
      for end in start..<min(start + 4, runs.count) {
        guard isFree(end), end == start || runs[end].isJoined else { break }
        guard !goesOn(start...end, in: runs) else { continue }
        let slice = runs[start...end]
        places.append(
          Place(
            segment: segment, range: start...end, text: slice.map(\.text).joined(), keys: known(Self.looseKeys(slice))))
      }
      return places
    }
  }

  /// Whether digits hang on it before or behind: it is not the whole number then.
  private func goesOn(_ range: ClosedRange<Int>, in runs: [ReferenceRun]) -> Bool {
    let (before, behind) = (range.lowerBound - 1, range.upperBound + 1)
    return (before >= 0 && runs[before].kind == .digits && runs[range.lowerBound].isTight)
      || (behind < runs.count && runs[behind].kind == .digits && runs[behind].isTight && runs[behind].mark == nil)
  }

  /// As the claim's key has its numbers: as they are cut here, as one, and one cut in two.
  private static func looseKeys(_ runs: ArraySlice<ReferenceRun>) -> [ReferenceKey] {
    let cut = runs.map(\.withoutNoughts).joined(separator: "-")
    let joined = joinedAtLines(runs).map(\.withoutNoughts).joined(separator: "-")
    let whole = runs.map(\.text).joined()
    var texts: Set<String> = [cut, joined, String(whole.withoutNoughts)]
    if runs.count == 1, (5...14).contains(whole.utf8.count) {
      for length in 2...(whole.utf8.count - 1) {
        texts.insert("\(whole.prefix(length).withoutNoughts)-\(whole.dropFirst(length).withoutNoughts)")
      }
    }
    return texts.map { ReferenceKey(.loose, $0) }
  }

  private func findings(of number: Place, open claims: [MatchClaim]) -> [Finding] {
    claims.map { claim in
      let segment = segments[number.segment]
      var finding = Finding(claim, .loose, segment: number.segment, range: number.range, quote: number.text)
      finding.require(ReferenceForm(finding, in: segment).caution)
      if claims.count > 1 { finding.require(.person, "it may be \(claims.count) claims or more") }
      if let other = foreignLetters(before: number.range.lowerBound, of: claim, in: segment.runs) {
        finding.require(.person, "\(other) before it is not how \(claim.reference) begins")
      }
      if hasNeighbour(number.range, in: segment.runs) { finding.require(.person, "other digits stand beside it") }
      if hasTail(behind: number.range.upperBound, in: segment.runs) {
        finding.require(.person, "letters hang on it: it may be another reference")
      }
      return finding
    }
  }

  /// Letters that hang on a number and are no word for an invoice, nor the claim's own.
  private func foreignLetters(before index: Int, of claim: MatchClaim, in runs: [ReferenceRun]) -> String? {
    guard index > 0, runs[index].isJoined, runs[index - 1].kind == .letters else { return nil }
    let letters = runs[index - 1].text
    let own = SquashedText(claim.reference).runs.filter { $0.kind == .letters }.map(\.text)
    if own.contains(letters) || ReferenceBoundary.invoice.contains(letters) { return nil }
    if ReferenceBoundary.others.contains(letters) { return letters }
    let isHanging = runs[index].gap == .line && ReferenceBoundary.isStray(runs[index - 1])
    return isHanging || (runs[index].isTight && letters.utf8.count < 5) ? letters : nil
  }

  /// Whether a short number stands beside another one: `2025 0207` is not what `0207` alone would be.
  private func hasNeighbour(_ range: ClosedRange<Int>, in runs: [ReferenceRun]) -> Bool {
    guard range.reduce(0, { $0 + runs[$1].text.utf8.count }) < 6 else { return false }
    let (before, behind) = (range.lowerBound - 1, range.upperBound + 1)
    let follows = before >= 0 && runs[before].kind == .digits && runs[range.lowerBound].isJoined
    let goesOn = behind < runs.count && runs[behind].kind == .digits && runs[behind].isJoined
    return (follows && !isOther(runs[before])) || (goesOn && !isOther(runs[behind]))
  }

  private func isOther(_ run: ReferenceRun) -> Bool { run.mark == .date || run.mark == .amount }

  private func hasTail(behind index: Int, in runs: [ReferenceRun]) -> Bool {
    guard index + 1 < runs.count, runs[index + 1].kind == .letters else { return false }
    return runs[index + 1].isTight && runs[index + 1].text.utf8.count < 3
  }
}
