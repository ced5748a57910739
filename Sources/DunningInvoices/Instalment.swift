/// A part of an invoice that is to be paid by a day of its own.
package struct Instalment: Hashable, Sendable {
  /// As `2026-12-31`.
  package let due: String
  package let amount: String
}

extension Invoice {
  /// The parts in which it is to be paid, the earliest first; empty where it is to be paid at once, or where they do not
  /// come to what is asked for.
  package var instalments: [Instalment] {
    let parts = terms.compactMap { term -> Instalment? in
      guard let due = term.due, let amount = term.amount, !term.isDiscount else { return nil }
      return Instalment(due: due, amount: amount)
    }
    let (days, sums) = (Set(parts.map(\.due)), parts.compactMap { InvoiceNumber.units($0.amount) })
    let dated = terms.count { $0.due != nil }
    guard parts.count > 1, parts.count == dated, days.count == dated, sums.count == dated, sums.allSatisfy({ $0 > 0 }),
      sums.reduce(0, +) == amount.flatMap(InvoiceNumber.units)
    else { return [] }
    return parts.sorted { $0.due < $1.due }
  }
}
