package import Dunning
import DunningSQL

/// A debtor with all that their record says.
package struct DebtorFile: Hashable, Sendable {
  package let creditor: String
  package let debtor: Debtor
  package let record: DebtorRecord
  /// What was said of the debtor as a whole: paused, disputed or stopped; nil when nothing was.
  package let state: Claim.State?
  package let stateUntil: CivilDate?
  package let reason: String?
  /// What the debtor has with the creditor, where that is not nothing.
  package let credit: [Currency: Money]
  /// The claims that are not settled, by ascending number.
  package let open: [ClaimRecord]

  /// What is owed in all, by currency: what is open less what the debtor has; negative where the creditor owes.
  package var balance: [Currency: Money] {
    record.exposure.merging(credit.mapValues(\.negated)) { open, credit in
      Money.sum([open, credit], in: open.currency)
    }
  }

  package var grade: TrustGrade { TrustGrade(record) }
}

extension Docket {
  /// What is known of a debtor: once, or once for each creditor where all are meant.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func debtor(_ name: DebtorName, rulebook: Rulebook, now: Instant) async throws(DocketError) -> [DebtorFile] {
    try await read(rulebook) { look in
      try look.find(name).compactMap { id in
        guard let row = try look.debtorRow(id) else { return nil }
        let said = row.said(rulebook: rulebook, now: now)
        return DebtorFile(
          creditor: row.creditor, debtor: row.debtor, record: try look.record(ofDebtor: id, at: now),
          state: said?.state, stateUntil: said?.until, reason: said?.reason,
          credit: try look.credits(ofDebtor: id),
          open: try look.openClaims(ofDebtor: id).map { try look.record($0) })
      }
    }
  }

  /// The debtors whom a text fits, in the order in which they came.
  ///
  /// - Parameters:
  ///   - text: stands in the number, the name or the address, without regard to case, width and blanks; nil: all.
  ///   - creditor: nil for those of every creditor.
  ///   - cursor: the number in the docket behind which the page begins.
  /// - Returns: a page, and where the next one begins; nil when there is none.
  package func debtors(
    fitting text: String? = nil, of creditor: String? = nil, after cursor: Int64? = nil,
    limit: Int = DocketLimits.pageMax, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (page: [DebtorEntry], cursor: Int64?) {
    try await read(rulebook) { look in
      let wanted = text?.searched
      var (page, last): ([DebtorEntry], Int64) = ([], cursor ?? 0)
      try look.sql.each(
        """
        \(DebtorRow.selection), debtor.id FROM debtor
        WHERE id > ? AND erased_at IS NULL AND merged_into IS NULL ORDER BY id
        """, .number(last)
      ) { row in
        guard page.count < limit else { return false }
        last = row.number(DebtorRow.columns)
        let debtor = try DebtorRow(row)
        guard creditor.map({ $0 == debtor.creditor }) ?? true, wanted.map(debtor.debtor.fits) ?? true else {
          return true
        }
        page.append(
          DebtorEntry(
            creditor: debtor.creditor, debtor: debtor.debtor,
            state: debtor.said(rulebook: look.rulebook, now: now)?.state,
            openClaims: try look.openClaims(ofDebtor: last).count))
        return true
      }
      return (page, page.count < limit ? nil : last)
    }
  }
}

/// A debtor in a list.
package struct DebtorEntry: Hashable, Sendable {
  package let creditor: String
  package let debtor: Debtor
  /// What was said of the debtor as a whole; nil when nothing was.
  package let state: Claim.State?
  /// Claims that are not settled.
  package let openClaims: Int
}

extension Debtor {
  /// - Parameter text: ``Swift/String/searched``.
  fileprivate func fits(_ text: String) -> Bool {
    ([key, name, email?.text ?? ""] + contacts.map(\.addressee.address.text)).contains { $0.searched.contains(text) }
  }
}

extension String {
  /// As it is looked for: without regard to case, width, blanks and marks over letters, and `Groß` like `Gross`, `Müller`
  /// like `Mueller` and `Muller`.
  fileprivate var searched: String {
    let text = folded
    let plain = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.withoutMarks
    var bytes: [UInt8] = []
    bytes.reserveCapacity(plain.utf8.count)
    for byte in plain.utf8 where byte != UInt8(ascii: "e") || !Self.umlauts.contains(bytes.last ?? 0) {
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let umlauts: [UInt8] = Array("aou".utf8)

  private var withoutMarks: String {
    let bare = decomposed.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
    return String(String.UnicodeScalarView(bare)).replacing("ß", with: "ss")
  }
}
