// References that are nearly one of a claim: nothing is booked by that, but a person may want to look.

extension ReferenceSearch {
  /// Claims whose reference stands in it with O for 0 and the like, or with two neighbours exchanged.
  func alike() throws -> [MatchClaim] {
    let texts = segments.indices.flatMap(likelyReferences)
    let variants = texts.flatMap(Self.lookalikes) + texts.flatMap(Self.exchanges)
    let keys = known(variants.prefix(Self.variantsMax).map { ReferenceKey(.whole, $0) })
    guard !keys.isEmpty else { return [] }
    let found = try book.claims(under: Set(keys))
    var seen: Set<ClaimID> = []
    return keys.flatMap { found[$0] ?? [] }.filter { $0.isOpen && seen.insert($0.id).inserted }
  }

  /// What looks like a reference: digits and more than four characters.
  private func likelyReferences(in segment: Int) -> [String] {
    let runs = segments[segment].runs
    return runs.indices.flatMap { start in
      var (texts, text, digits): ([String], String, Int) = ([], "", 0)
      for end in start..<min(start + SearchLimits.runsMax, runs.count) {
        guard end == start || runs[end].isJoined, runs[end].mark == nil, text.utf8.count < 24 else { break }
        text += runs[end].text
        digits += runs[end].kind == .digits ? runs[end].text.utf8.count : 0
        if digits > 1, text.utf8.count > 4 { texts.append(text) }
      }
      return texts
    }
  }

  private static func lookalikes(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    // A prefix of letters stays what it is, or not.
    let head = bytes.prefix { !isDigit($0) }
    let behind = head + bytes.dropFirst(head.count).map { digits[$0] ?? $0 }
    return [behind, bytes.map { digits[$0] ?? $0 }[...]].map { String(decoding: $0, as: UTF8.self) }
      .filter { $0 != text }
  }

  private static func exchanges(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return [] }
    return bytes.indices.dropLast().filter { bytes[$0] != bytes[$0 + 1] }.map { index in
      var other = bytes
      other.swapAt(index, index + 1)
      return String(decoding: other, as: UTF8.self)
    }
  }

  /// Digits for the letters that look like them.
  private static let digits: [UInt8: UInt8] = [
    UInt8(ascii: "O"): UInt8(ascii: "0"), UInt8(ascii: "I"): UInt8(ascii: "1"), UInt8(ascii: "L"): UInt8(ascii: "1"),
    UInt8(ascii: "S"): UInt8(ascii: "5"), UInt8(ascii: "B"): UInt8(ascii: "8"), UInt8(ascii: "Z"): UInt8(ascii: "2"),
  ]

  /// What is looked up for one entry.
  private static let variantsMax = 400
}
