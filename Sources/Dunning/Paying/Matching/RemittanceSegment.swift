/// A part of what an entry says about itself, with what it is.
struct RemittanceSegment: Hashable, Sendable {
  enum Field: Hashable, Sendable {
    /// What the debtor wrote.
    case text
    /// A field for a reference and nothing else.
    case structured
    /// What the debtor's own program calls the transfer.
    case endToEnd
  }

  let field: Field
  let runs: [ReferenceRun]

  /// Everything that an entry says, cut where banks mark its fields: `SVWZ+…`, `EREF+…`, `/INV/…`.
  static func segments(of entry: MatchEntry) -> [RemittanceSegment] {
    let structured = entry.structured.map { RemittanceSegment(field: .structured, runs: SquashedText($0).runs) }
    let fields = entry.text.map(cut) ?? []
    let texts = fields.compactMap { field, text in
      field.map { RemittanceSegment(field: $0, runs: RemittanceMarks.marked(SquashedText(text).runs)) }
    }
    let named = entry.endToEnd.map {
      RemittanceSegment(field: .endToEnd, runs: RemittanceMarks.marked(SquashedText($0).runs))
    }
    return ([structured].compactMap { $0 } + texts + [named].compactMap { $0 }).filter { !$0.runs.isEmpty }
  }

  /// The fields in the order of the text; nil stands for one that belongs to somebody else: an account, a mandate.
  private static func cut(_ text: String) -> [(Field?, String)] {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }) else { return [(.text, text)] }
    var fields: [(Field?, String)] = []
    var (field, start, index) = (Field?.some(.text), 0, 0)
    let close = { (end: Int) in fields.append((field, String(decoding: bytes[start..<end], as: UTF8.self))) }
    while index < bytes.count {
      guard let marker = marker(in: bytes[index...]) else {
        index += 1
        continue
      }
      close(index)
      index += marker.length
      (field, start) = (marker.field, index)
    }
    close(bytes.count)
    return fields
  }

  private static func marker(in bytes: ArraySlice<UInt8>) -> (field: Field?, length: Int)? {
    guard let first = bytes.first else { return nil }
    if first == UInt8(ascii: "/") {
      let word = bytes.dropFirst().prefix(5).prefix(while: isCapital)
      guard (2...4).contains(word.count), bytes.dropFirst(word.count + 1).first == first else { return nil }
      return slashed[String(decoding: word, as: UTF8.self)].map { ($0, word.count + 2) }
    }
    guard isCapital(first), bytes.dropFirst(4).first == UInt8(ascii: "+") else { return nil }
    return plussed[String(decoding: bytes.prefix(4), as: UTF8.self)].map { ($0, 5) }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

  private static let plussed: [String: Field?] = [
    "SVWZ": .text, "EREF": .endToEnd, "KREF": .endToEnd, "MREF": nil, "CRED": nil, "DEBT": nil, "RREF": nil,
    "ABWA": nil, "ABWE": nil, "IBAN": nil, "PURP": nil, "OAMT": nil, "COAM": nil,
  ]

  private static let slashed: [String: Field?] = [
    "INV": .text, "CINV": .text, "RFB": .text, "ROC": .text, "REMI": .text, "USTD": .text, "STRD": .text, "URI": .text,
    "PUR": .text, "EREF": .endToEnd, "KREF": .endToEnd, "PREF": .endToEnd, "MARF": nil, "CSID": nil, "IBAN": nil,
    "BIC": nil, "ORDP": nil, "BENM": nil, "NAME": nil, "ID": nil, "ADDR": nil, "CNTP": nil, "TRCD": nil, "ISDT": nil,
    "RTRN": nil, "SVCL": nil,
  ]
}
