// References that are nearly one of a claim: nothing is booked by that, but a person may want to look.

extension ReferenceSearch {
  /// Claims whose reference stands in it with O for 0 and the like, or with two neighbours exchanged.
  func alike() throws -> [MatchClaim] {
    let texts = segments.indices.flatMap(likelyReferences).prefix(Self.alikeMax)
    let keys = Set(texts.flatMap(Self.variants)).map { ReferenceKey(.whole, $0) }
    let found = try book.claims(under: Set(keys))
    var seen: Set<ClaimID> = []
    return keys.flatMap { found[$0] ?? [] }.filter { $0.isOpen && seen.insert($0.id).inserted }
      .sorted { $0.id < $1.id }
  }

  /// What looks like a reference: up to five runs, with more than four characters.
  private func likelyReferences(in segment: Int) -> [String] {
    let runs = segments[segment].runs
    return runs.indices.flatMap { start in
      var (texts, text, hasDigits): ([String], String, Bool) = ([], "", false)
      for end in start..<min(start + 5, runs.count) {
        guard end == start || runs[end].isJoined, runs[end].mark == nil else { break }
        text += runs[end].text
        hasDigits = hasDigits || runs[end].kind == .digits
        if hasDigits, (5...24).contains(text.utf8.count) { texts.append(text) }
      }
      return texts
    }
  }

  private static func variants(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    let digits = String(decoding: bytes.map { lookalikes[$0] ?? $0 }, as: UTF8.self)
    // A prefix of letters stays what it is.
    let head = bytes.prefix { !isDigit($0) }
    let mixed = String(decoding: head + bytes.dropFirst(head.count).map { lookalikes[$0] ?? $0 }, as: UTF8.self)
    let exchanged = bytes.indices.dropLast().filter { bytes[$0] != bytes[$0 + 1] }.map { index in
      var other = bytes
      other.swapAt(index, index + 1)
      return String(decoding: other, as: UTF8.self)
    }
    return ([digits, mixed] + exchanged).filter { $0 != text }
  }

  private static let lookalikes: [UInt8: UInt8] = [
    UInt8(ascii: "O"): UInt8(ascii: "0"), UInt8(ascii: "I"): UInt8(ascii: "1"), UInt8(ascii: "L"): UInt8(ascii: "1"),
    UInt8(ascii: "S"): UInt8(ascii: "5"), UInt8(ascii: "B"): UInt8(ascii: "8"), UInt8(ascii: "Z"): UInt8(ascii: "2"),
  ]

  /// Texts of one entry that are tried.
  private static let alikeMax = 16
}
