import Glibc

/// What the cells of a workbook mean: their texts lie elsewhere, and their days are numbers with a style.
struct CellValues {
  let shared: [String]
  let days: DayStyles
  let countsFrom1904: Bool

  /// - Parameters:
  ///   - type: of the cell, as the attribute `t` says.
  ///   - text: what is stored, which of a formula is its last value.
  func cell(type: String, style: Int, text: String) -> TableCell {
    switch type {
    case "s": return shared(text)
    case "str", "inlineStr": return .text(text)
    case "b": return .text(text == "1" ? "TRUE" : "FALSE")
    case "e": return .fault(TableFault("the formula of the cell has no value: \(text)"))
    case "d": return (try? DayForm.iso.read(text)).map(TableCell.day) ?? .text(text)
    default: return number(text, style)
    }
  }

  private func shared(_ text: String) -> TableCell {
    guard let place = Int(text), shared.indices.contains(place) else {
      return .fault(TableFault("the workbook has lost the text of the cell", hint: "save it anew in a spreadsheet"))
    }
    return .text(shared[place])
  }

  private func number(_ text: String, _ style: Int) -> TableCell {
    guard !text.isEmpty else { return .text("") }
    guard let value = Double(text), value.isFinite else { return .text(text) }
    if days.isDay(style: style), value >= (countsFrom1904 ? 0 : 1), value < 3_000_000,
      let day = TableDay(serial: Int(value), isFrom1904: countsFrom1904)
    {
      return .day(day)
    }
    return .number(Self.plain(value))
  }

  /// Without an exponent, and with the fifteen digits that a spreadsheet counts with.
  static func plain(_ value: Double) -> String {
    let magnitude = value == 0 ? 0 : Int(log10(abs(value)).rounded(.down)) + 1
    let decimals = min(15, max(0, 15 - magnitude))
    var text = withVaList([Int32(decimals), value]) { list in
      let bytes = [CChar](unsafeUninitializedCapacity: 400) { buffer, count in
        count = Int(vsnprintf(buffer.baseAddress, buffer.count, "%.*f", list))
      }
      return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "-0" ? "0" : text
  }
}
