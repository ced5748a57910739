/// A balance of a SWIFT statement: `C140404EUR159,6`.
struct MTBalance {
  let amount: Amount
  /// Some banks leave it away.
  let currency: String?
  let day: Day?

  /// - Throws: ``StatementFailure`` when it cannot be read.
  init(_ field: MTField) throws(StatementFailure) {
    let text = field.text.squeezed.uppercased()
    let sign = text.first
    let digits = text.dropFirst().prefix(6)
    var rest = text.dropFirst(7)
    let code = rest.prefix(3)
    let isCoded = code.count == 3 && code.allSatisfy { $0.isASCII && $0.isLetter }
    if isCoded { rest = rest.dropFirst(3) }
    guard sign == "C" || sign == "D", let amount = Amount(rest, marks: [",", "."]) else {
      throw StatementFailure("the balance :\(field.tag): cannot be read: \"\(field.text)\"", line: field.line)
    }
    self.amount = sign == "C" ? amount : -amount
    currency = isCoded ? String(code) : nil
    day = Day(short: digits)
  }
}
