/// What whoever pays early may keep back.
package struct InvoiceDiscount: Codable, Hashable, Sendable {
  /// In percent of ``basis``, such as `2.00`; nil where it is an amount.
  package var percent: String?
  /// Nil where it is a share.
  package var amount: String?
  /// What the share is taken of; nil for all that is to be paid.
  package var basis: String?
  /// The last day, as `2026-12-31`; nil where it is counted, or said in words alone.
  package var until: String?
  /// From which day on ``days`` count; nil for that of the invoice.
  package var from: String?
  package var days: Int?

  package init(
    percent: String? = nil, amount: String? = nil, basis: String? = nil, until: String? = nil, from: String? = nil,
    days: Int? = nil
  ) {
    (self.percent, self.amount, self.basis) = (percent, amount, basis)
    (self.until, self.from, self.days) = (until, from, days)
  }
}

extension InvoiceDiscount {
  /// The discounts that terms in words state in the one grammar that there is: `#SKONTO#TAGE=14#PROZENT=2.00#`, each on a
  /// line of its own, perhaps with `BASISBETRAG=100.00#` behind it.
  ///
  /// - Source: XRechnung, BR-DE-18.
  static func all(in words: String) -> [InvoiceDiscount] {
    words.split(whereSeparator: \.isNewline).compactMap { line in
      let pieces = String(line).trimmed.split(separator: "#").map(String.init)
      guard pieces.first?.uppercased() == "SKONTO" else { return nil }
      func value(_ name: String) -> String? {
        pieces.first { $0.uppercased().hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
      }
      guard let days = value("TAGE").flatMap(Int.init), let percent = value("PROZENT"), days >= 0 else { return nil }
      return InvoiceDiscount(percent: percent, basis: value("BASISBETRAG").map(InvoiceNumber.amount), days: days)
    }
  }

  /// `2.00 % within 14 days`, for a person.
  package var text: String {
    let what = percent.map { "\($0) %\(basis.map { " of \($0)" } ?? "")" } ?? amount ?? "a discount"
    if let until { return "\(what) until \(until)" }
    return days.map { "\(what) within \($0) days\(from.map { " from \($0)" } ?? "")" } ?? what
  }
}
