import DunningAPI

extension PaymentDetail {
  /// The columns of a payment in a CSV file.
  static let csvColumns = [
    "payment", "creditor", "debtor", "debtor_id", "kind", "amount", "currency", "date", "id", "recorded_at",
    "undone_at",
    "unallocated", "credit",
  ]

  /// What it is, and that it waits or was undone.
  var kindWords: String {
    if payment.hasPrefix("e"), let verdict = bank?.verdict { return isOut ? "\(verdict), money out" : verdict }
    return undoneAt == nil ? kind : "\(kind), undone"
  }

  /// Whether the money went away.
  var isOut: Bool { kind == "refund" || kind == "chargeback" }

  /// The claims that it counts for, or may be for.
  var claimWords: String {
    if payment.hasPrefix("e"), let bank { return bank.candidates.map { "\($0.reference)?" }.joined(separator: ", ") }
    return standingWords
  }

  private var standingWords: String {
    allocations.filter { $0.undoneAt == nil }.map { "\($0.reference) \($0.amount)" }.joined(separator: ", ")
  }
}

extension Listing where Row == PaymentDetail {
  static var payments: Listing {
    Listing(
      key: "payments", csvColumns: PaymentDetail.csvColumns,
      columns: [
        Column("PAYMENT") { payment, _ in .init(payment.payment) },
        Column("DATE") { payment, dates in dates.cell(payment.date) },
        Column("KIND") { payment, _ in .init(payment.kindWords) },
        Column("AMOUNT", isRightAligned: true) { payment, _ in
          .init(payment.isOut ? "-\(payment.amount)" : payment.amount)
        },
        Column("CREDIT", isRightAligned: true, yields: 2) { payment, _ in .init(payment.credit) },
        Column("") { payment, _ in .init(payment.currency) },
        Column("DEBTOR", isFlexible: true) { payment, _ in
          .init(payment.debtor ?? payment.bank?.name.map { "\($0)?" } ?? "nobody yet")
        },
        Column("CLAIMS", isName: true) { payment, _ in .init(payment.claimWords) },
        Column("ID", isFlexible: true, yields: 3) { payment, _ in .init(payment.id ?? "") },
      ], emptyNote: "no payments match")
  }
}
